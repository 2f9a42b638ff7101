"""The cards of those who wait: chosen by arrows, opened by Enter, carried away by the pointer."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.item_models.columns import ROW_ROLE, Index
from ui.item_models.waiting import WaitingEntry, WaitingModel
from ui.theme.following import follow
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.pill import paint_pill, pill_size

_PAD, _SIDE, _GAP = 6, 10, 4
_ELIDE = Qt.TextElideMode.ElideRight
_MOST_LINES = 4


class _Cards(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: WaitingEntry = index.data(ROW_ROLE)
        small = look().metrics("secondary").height() + 1
        first = max(look().metrics("strong").height(), pill_size("x").height())
        lines = min(len(entry.lines), _MOST_LINES)
        return QSize(80, first + lines * small + 2 * _PAD + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: WaitingEntry = index.data(ROW_ROLE)
        view: Any = option.widget
        area: QRect = option.rect.adjusted(0, 0, -1, -_GAP)
        tokens, flag = look().tokens, QStyle.StateFlag
        chosen = bool(option.state & flag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.tint if chosen else tokens.surface))
        painter.setPen(QPen(QColor(tokens.border if chosen else tokens.line), 1))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if chosen and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)
        self._words(painter, area.adjusted(_SIDE, _PAD, -_SIDE, 0), entry)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, entry: WaitingEntry) -> None:
        tokens = look().tokens
        strong, small = look().metrics("strong"), look().metrics("secondary")
        high = max(strong.height(), pill_size("x").height())
        wide = room.width()
        if entry.urgent:
            size = pill_size(entry.urgent)
            at = QRectF(
                room.right() - size.width(), room.top() + (high - size.height()) / 2,
                size.width(), size.height(),
            )  # fmt: skip
            paint_pill(painter, at, entry.urgent, Tone.WARNING)
            wide -= size.width() + 8
        painter.setFont(look().font("strong"))
        painter.setPen(QColor(tokens.text))
        line = QRect(room.left(), room.top(), wide, high)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle, strong.elidedText(entry.who, _ELIDE, wide))
        painter.setFont(look().font("secondary"))
        painter.setPen(QColor(tokens.secondary))
        top = room.top() + high
        for words in entry.lines[:_MOST_LINES]:
            line = QRect(room.left(), top, room.width(), small.height())
            painter.drawText(line, middle, small.elidedText(words, _ELIDE, room.width()))
            top += small.height() + 1


class WaitingList(QListView):
    """Enter or a double click `opened` with the `Waiting` in front. While one is dragged out of
    the list `carried` tells where (a global point) and `let_go` that it ends; Esc is `put_back`.
    """

    opened = Signal(object)
    chosen = Signal()
    carried = Signal(object, QPoint)
    let_go = Signal()
    put_back = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waiting = WaitingModel(self)
        self._hold: QPoint | None = None
        self._carrying = False
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        self.setModel(self.waiting)
        self.setItemDelegate(_Cards(self))
        view = QAbstractItemView
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(look().px(80))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())
        follow(self, self._measure)

    def current(self) -> Any:
        """The `Waiting` in front, or None."""
        index = self.currentIndex()
        return index.data(ROW_ROLE).waiting if index.isValid() else None

    def choose(self, request_id: UUID) -> bool:
        """Go to a request, if it is in the list."""
        row = self.waiting.row_of(request_id)
        if row >= 0:
            self.setCurrentIndex(self.waiting.index(row))
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
        elif key == Qt.Key.Key_Escape and self._carrying:
            self._end()
            self.put_back.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the page here, not the beginnings of names."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        self._hold = point if left and self.indexAt(point).isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hold is None:
            return
        point = event.position().toPoint()
        far = (point - self._hold).manhattanLength() >= QApplication.startDragDistance()
        if not self._carrying and far:
            self._carrying = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._carrying:
            self.carried.emit(self.current(), event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._carrying:
            self._end()
            self.let_go.emit()
        self._hold = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.current() is not None and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(self.current())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _end(self) -> None:
        self._carrying, self._hold = False, None
        self.viewport().unsetCursor()

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
