"""A short list as high as its lines: the page scrolls, never the list."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.item_models.columns import ROW_ROLE, Index
from ui.item_models.lines import Line, LineModel
from ui.theme.following import follow
from ui.theme.icons import pixmap
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.pill import paint_pill, pill_size

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PAD, _SIDE, _BETWEEN = 6, 8, 12


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "LineList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self.height(index.data(ROW_ROLE), width))

    def height(self, line: Line, width: int) -> int:
        """How high a line is where it has this much room."""
        small = look().metrics("secondary")
        high = 2 * _PAD + max(look().metrics().height(), pill_size("x").height())
        if line.second:
            high += 1 + small.height()
        for mark in line.marks:
            high += 2 + self._mark_rect(mark, width).height()
        return high

    def _left(self) -> int:
        return _SIDE + self._view.lead_width() + _BETWEEN

    def _mark_rect(self, mark: str, width: int) -> QRect:
        room = max(80, width - self._left() - look().px(14) - 6 - _SIDE)
        small = look().metrics("secondary")
        return small.boundingRect(QRect(0, 0, room, 100_000), _WRAP, mark)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        self._ground(painter, area, option.state)
        tokens, body, small = look().tokens, look().metrics(), look().metrics("secondary")
        high = max(body.height(), pill_size("x").height())
        top, left = area.top() + _PAD, area.left() + self._left()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look().font())
        painter.setPen(QColor(tokens.secondary))
        lead = QRect(area.left() + _SIDE, top, self._view.lead_width(), high)
        painter.drawText(lead, int(middle | Qt.AlignmentFlag.AlignLeft), line.lead)
        right = area.right() - _SIDE
        if line.pill:
            size = pill_size(line.pill)
            right -= size.width()
            at = QRectF(right, top + (high - size.height()) / 2, size.width(), size.height())
            paint_pill(painter, at, line.pill, line.tone)
            right -= _BETWEEN
        painter.setFont(look().font())
        painter.setPen(QColor(tokens.text))
        elide = Qt.TextElideMode.ElideRight
        room = QRect(left, top, max(0, right - left), high)
        painter.drawText(room, int(middle), body.elidedText(line.title, elide, room.width()))
        top += high
        if line.second:
            top += 1
            painter.setFont(look().font("secondary"))
            painter.setPen(QColor(tokens.secondary))
            room = QRect(left, top, area.right() - _SIDE - left, small.height())
            painter.drawText(room, int(middle), small.elidedText(line.second, elide, room.width()))
            top += small.height()
        self._marks(painter, line, area, left, top)
        painter.restore()

    def _marks(self, painter: QPainter, line: Line, area: QRect, left: int, top: int) -> None:
        ink, size = look().tokens.ink(Tone.WARNING), look().px(14)
        painter.setFont(look().font("secondary"))
        painter.setPen(QColor(ink))
        for mark in line.marks:
            top += 2
            rect = self._mark_rect(mark, area.width())
            painter.drawPixmap(left, top + 1, pixmap("warning", ink, size))
            at = QRect(left + size + 6, top, rect.width() + 2, rect.height())
            painter.drawText(at, _WRAP, mark)
            top += rect.height()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        tokens, flag = look().tokens, QStyle.StateFlag
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._view.hasFocus()
        rounded = QRectF(box).adjusted(1, 1, -1, -1)
        if state & flag.State_Selected and focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tint))
            painter.drawRoundedRect(rounded, 4, 4)
        elif state & flag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(rounded, 4, 4)
        if state & flag.State_HasFocus and focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(rounded, 4, 4)


class LineList(QListView):
    """Enter or a click opens a line (`opened`: the `Line`).

    Up and Down go from list to list: `left_behind` carries -1 or 1 when the first or last line
    is left. Its actions are the menu of a line.
    """

    opened = Signal(object)
    left_behind = Signal(int)
    moved = Signal(QRect)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line_model = LineModel(self)
        self._lead = 0
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        self.setModel(self.line_model)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)
        self.line_model.modelReset.connect(self._measure)
        follow(self, self._measure)
        self._measure()

    def show_lines(self, lines: list[Line]) -> None:
        """Show these, staying on the line that was current, or near it."""
        row, line = self.currentIndex().row(), self.current()
        self.line_model.set_lines(lines)
        if line is None or not lines or self.current() is not None:
            return
        ids = [other.id for other in lines]
        self.go_to(ids.index(line.id) if line.id in ids else min(row, len(lines) - 1))

    def lines(self) -> tuple[Line, ...]:
        """The lines shown."""
        return self.line_model.lines()

    def current(self) -> Line | None:
        """The line that the keyboard is on."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Put the keyboard on a line."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.line_model.index(row), flag)
        self._tell()

    def enter(self, step: int) -> None:
        """Take the focus, coming from above (1) or from below (-1)."""
        self.go_to(0 if step > 0 else self.line_model.rowCount() - 1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def lead_width(self) -> int:
        """How wide the widest lead is."""
        return self._lead

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        last = self.line_model.rowCount() - 1
        if index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif key == Qt.Key.Key_Down and index.row() == last:
            self.left_behind.emit(1)
        elif key == Qt.Key.Key_Up and index.row() <= 0:
            self.left_behind.emit(-1)
        else:
            super().keyPressEvent(event)
            self._tell()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the page here, not the beginnings of lines."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.line_model.rowCount():
            self.go_to(0)
        super().focusInEvent(event)
        self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.actions() and self.current() is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE))

    def _tell(self) -> None:
        if self.currentIndex().isValid():
            self.moved.emit(self.visualRect(self.currentIndex()))

    def _measure(self) -> None:
        metrics = look().metrics()
        leads: list[Any] = [line.lead for line in self.lines()]
        self._lead = max((metrics.horizontalAdvance(lead) for lead in leads), default=0)
        width = self.viewport().width()
        self.setFixedHeight(sum(self._painter.height(line, width) for line in self.lines()))
        self.scheduleDelayedItemsLayout()
