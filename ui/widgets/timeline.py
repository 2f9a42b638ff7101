"""The timeline of a file: reads like a letter, newest first; each entry is a named list item."""

from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.item_models.columns import ID_ROLE, ROW_ROLE
from ui.item_models.timeline import TimelineEntry, TimelineModel
from ui.theme.following import follow
from ui.theme.icons import pixmap
from ui.theme.look import look
from ui.widgets.pill import paint_pill, pill_size

_Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MEASURE = 720  # pixels of prose at 100 %
_NARROW = 460  # below this width the date stands in the line below the title
_FOLDED = 420  # characters before an entry is folded
_GAP, _SIDE = 12, 16


class _Letter(QStyledItemDelegate):
    """Measures and paints entries. A height is computed once for each entry and width."""

    def __init__(self, view: "Timeline") -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[Any, ...], int] = {}

    def forget(self) -> None:
        """Measure again: the look has changed."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: TimelineEntry = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        starts = self._view.timeline_model.starts_group(index.row())
        unfolded = entry.id in self._view.unfolded
        key = (entry.id, width, starts, unfolded, len(entry.text), len(entry.footnotes))
        if key not in self._heights:
            if len(self._heights) > 5000:
                self._heights.clear()
            self._heights[key] = self._height(entry, width, starts)
        return QSize(width, self._heights[key])

    def _narrow(self) -> bool:
        return self._view.viewport().width() < look().px(_NARROW)

    def _rail(self) -> int:
        if self._narrow():
            return look().px(16) + 24
        dates = look().metrics("secondary").horizontalAdvance("00/00/0000")
        return dates + look().px(16) + 32

    def _prose(self, width: int) -> int:
        return max(120, min(look().px(_MEASURE), width - self._rail() - 2 * _SIDE))

    def _byline(self, entry: TimelineEntry) -> str:
        if not self._narrow():
            return entry.byline
        when = entry.when.replace("\n", ", ")
        return " · ".join(part for part in (when, entry.byline) if part)

    def shown_text(self, entry: TimelineEntry) -> str:
        """The text as far as it is unfolded."""
        if entry.struck:
            return ""
        if len(entry.text) <= _FOLDED or entry.id in self._view.unfolded:
            return entry.text
        return entry.text[:_FOLDED].rsplit(None, 1)[0] + " …"

    def _height(self, entry: TimelineEntry, width: int, starts: bool) -> int:
        body, small = look().metrics(), look().metrics("secondary")
        room = QRect(0, 0, self._prose(width), 1_000_000)
        height = _GAP + look().metrics("strong").height()
        byline = self._byline(entry)
        if byline:
            height += 2 + small.boundingRect(room, _WRAP, byline).height()
        text = self.shown_text(entry)
        if text:
            height += 4 + body.boundingRect(room, _WRAP, text).height()
        for line in entry.footnotes:
            height += 4 + small.boundingRect(room, _WRAP, line).height()
        if not self._narrow():
            beside = QRect(0, 0, self._rail() - look().px(16) - 20, 1_000_000)
            dates = small.boundingRect(beside, _WRAP, entry.when).height()
            height = max(height, _GAP + dates)
        if starts:
            height += look().metrics("section").height() + 16
        return height + _GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: TimelineEntry = index.data(ROW_ROLE)
        tokens = look().tokens
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        top = area.top()
        if self._view.timeline_model.starts_group(index.row()):
            painter.setFont(look().font("section"))
            painter.setPen(QColor(tokens.text))
            high = look().metrics("section").height() + 16
            line = QRect(area.left() + _SIDE, top, area.width() - 2 * _SIDE, high)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, entry.group)
            top += high
        box = QRect(area.left() + 4, top + 1, area.width() - 8, area.bottom() - top - 1)
        self._ground(painter, box, state)
        self._rail_part(painter, entry, box, top)
        self._letter_part(painter, entry, box, top)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        tokens, flag = look().tokens, QStyle.StateFlag
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & flag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tint))
            painter.drawRoundedRect(QRectF(box), 4, 4)
        if state & flag.State_HasFocus and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)

    def _rail_part(self, painter: QPainter, entry: TimelineEntry, box: QRect, top: int) -> None:
        tokens = look().tokens
        strong = look().metrics("strong")
        size = look().px(16)
        at = top + _GAP + (strong.height() - size) // 2
        painter.drawPixmap(box.left() + 8, at, pixmap(entry.icon, tokens.secondary, size))
        if self._narrow():
            return
        painter.setFont(look().font("secondary"))
        painter.setPen(QColor(tokens.secondary))
        left = box.left() + 8 + size + 8
        room = QRect(left, top + _GAP, self._rail() - size - 20, strong.height() * 3)
        painter.drawText(room, _WRAP, entry.when)

    def _letter_part(self, painter: QPainter, entry: TimelineEntry, box: QRect, top: int) -> None:
        tokens = look().tokens
        left, width = box.left() + self._rail(), self._prose(self._view.viewport().width())
        strong, small = look().metrics("strong"), look().metrics("secondary")
        y = top + _GAP
        pill_width = pill_size(entry.pill).width() if entry.pill else 0
        title = strong.elidedText(
            entry.title, Qt.TextElideMode.ElideRight, width - pill_width - (8 if pill_width else 0)
        )
        font = look().font("strong")
        font.setStrikeOut(entry.struck)
        painter.setFont(font)
        painter.setPen(QColor(tokens.secondary if entry.struck else tokens.text))
        painter.drawText(left, y + strong.ascent(), title)
        if entry.pill:
            size = pill_size(entry.pill)
            at = y + (strong.height() - size.height()) / 2
            x = left + strong.horizontalAdvance(title) + 8
            paint_pill(painter, QRectF(x, at, size.width(), size.height()), entry.pill, entry.tone)
        y += strong.height()
        painter.setFont(look().font("secondary"))
        painter.setPen(QColor(tokens.secondary))
        byline = self._byline(entry)
        if byline:
            y += 2
            high = small.boundingRect(QRect(0, 0, width, 1_000_000), _WRAP, byline).height()
            painter.drawText(QRect(left, y, width, high), _WRAP, byline)
            y += high
        text = self.shown_text(entry)
        if text:
            y += 4
            painter.setFont(look().font())
            painter.setPen(QColor(tokens.text))
            drawn = painter.drawText(QRect(left, y, width, 1_000_000), _WRAP, text)
            y += int(drawn.height()) if isinstance(drawn, QRect | QRectF) else 0
        painter.setFont(look().font("secondary"))
        painter.setPen(QColor(tokens.secondary))
        for line in entry.footnotes:
            y += 4
            high = small.boundingRect(QRect(0, 0, width, 1_000_000), _WRAP, line).height()
            painter.drawText(QRect(left, y, width, high), _WRAP, line)
            y += high


class Timeline(QListView):
    """Shows a `TimelineModel`. Enter opens an entry (`opened`: its id), Space unfolds it."""

    opened = Signal(object)

    def __init__(self, name: str, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline_model = model
        self.unfolded: set[Any] = set()
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        self.setModel(model)
        self._letter = _Letter(self)
        self.setItemDelegate(self._letter)
        view = QAbstractItemView
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)
        self.activated.connect(self._open)
        self.clicked.connect(self._unfold)
        model.modelAboutToBeReset.connect(self.unfolded.clear)
        follow(self, self._measure)

    def current_id(self) -> Any:
        """The entry that has the focus, or None."""
        return self.currentIndex().data(ID_ROLE) if self.currentIndex().isValid() else None

    def select(self, record_id: Any) -> bool:
        """Go to an entry, if it has been loaded."""
        for row, entry in enumerate(self.timeline_model.entries()):
            if entry.id == record_id:
                index = self.timeline_model.index(row)
                only = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(index, only)
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Space:
            self._unfold(index)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ID_ROLE))

    def _unfold(self, index: QModelIndex) -> None:
        entry: TimelineEntry = index.data(ROW_ROLE)
        if len(entry.text) > _FOLDED and not entry.struck:
            self.unfolded.symmetric_difference_update({entry.id})
            self.scheduleDelayedItemsLayout()

    def _measure(self) -> None:
        self._letter.forget()
        self.scheduleDelayedItemsLayout()
