"""How a day of the small month is painted: its number, and how full it is as a shape."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.item_models.columns import ROW_ROLE, Index
from ui.item_models.month_days import DayCell
from ui.theme.look import look
from ui.widgets.calendar_view_paint import hatch

if TYPE_CHECKING:
    from ui.widgets.mini_month import MonthTable

_FULL = 3


class DayPainter(QStyledItemDelegate):
    """One dot: some; two: half taken; a bar: full. A closed day is hatched."""

    def __init__(self, table: "MonthTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: DayCell = index.data(ROW_ROLE)
        tokens, box = look().tokens, option.rect
        current = index == self._table.currentIndex()
        painter.save()
        if self._table.first <= cell.day <= self._table.last:
            painter.fillRect(box, QColor(tokens.tint))
        if cell.known.closed:
            hatch(painter, box, QColor(tokens.border), 0.3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(tokens.hover))
        today = cell.day == self._table.today
        number = QRect(box.left(), box.top(), box.width(), box.height() - look().px(7))
        if today:
            plate = QRectF(number).adjusted(3, 2, -3, 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(plate, 4, 4)
        ink = tokens.on_accent if today else tokens.text if cell.of_month else tokens.secondary
        painter.setFont(look().font("strong" if today else "secondary"))
        painter.setPen(QColor(ink))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(cell.day.day))
        self._paint_fullness(painter, box, cell.known.fullness)
        if current:
            focused = self._table.hasFocus()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent if focused else tokens.border), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _paint_fullness(self, painter: QPainter, box: QRect, fullness: int) -> None:
        if not fullness:
            return
        tokens, size = look().tokens, look().px(4)
        middle, top = box.center().x() + 1, box.bottom() - look().px(6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text if fullness == _FULL else tokens.accent))
        if fullness == _FULL:
            painter.drawRect(QRectF(middle - 2 * size, top, 4 * size, size))
            return
        wide = size * (1.5 * fullness - 0.5)
        for number in range(fullness):
            left = middle - wide / 2 + number * size * 1.5
            painter.drawEllipse(QRectF(left, top, size, size))
