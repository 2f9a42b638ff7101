"""The days of the week above a month; they follow the scrolling."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from db.texts import t
from db.texts.dates import weekday
from ui.theme.look import look
from ui.widgets.calendar_view_edges import Edge


class WeekdayEdge(Edge):
    """Their names, short where there is no room for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell_width, self.offset = 1, 0
        self._names: tuple[str, ...] = ()

    def wanted(self) -> int:
        """How high it must be."""
        return look().metrics("strong").height() + 12

    def show_days(self, days: Sequence[date]) -> None:
        """Show the days of the week of these days."""
        self._names = tuple(weekday(day) for day in days)
        self.setAccessibleName(t("Columns: {columns}", columns=", ".join(self._names)))
        self.update()

    def key(self) -> object:
        return self._names, self.cell_width, self.offset

    def paint(self, painter: QPainter) -> None:
        tokens, strong = look().tokens, look().metrics("strong")
        painter.setFont(look().font("strong"))
        painter.setPen(QColor(tokens.text))
        widest = max((strong.horizontalAdvance(name) for name in self._names), default=0)
        short = widest + 8 > self.cell_width
        for number, name in enumerate(self._names):
            left = number * self.cell_width - self.offset
            room = QRect(left + 4, 0, self.cell_width - 8, self.height())
            words = name[:3] if short else name
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
