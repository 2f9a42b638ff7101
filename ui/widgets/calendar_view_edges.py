"""The calendar's two edges: column titles above, hours at the left. They follow the scrolling."""

from datetime import time

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from db.texts import t
from db.texts.dates import time_short
from ui.item_models.appointments import GridColumn
from ui.theme.look import look
from ui.widgets.calendar_view_grid import Grid

_CENTER = Qt.AlignmentFlag.AlignCenter


def hour_words(hour: int) -> str:
    """An hour as the edge shows it: "9 AM"."""
    return time_short(time(hour)).replace(":00", "")


class Edge(QWidget):
    """Keeps what it painted until something of it is another: a frame costs one picture."""

    _key: object = None
    _kept: QPixmap | None = None

    def key(self) -> object:
        """What the picture depends on."""
        return None

    def paint(self, painter: QPainter) -> None:
        """Paint it all."""

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        key = (self.key(), self.size(), ratio, look())
        if self._kept is None or key != self._key:
            self._key, self._kept = key, QPixmap(self.size() * ratio)
            self._kept.setDevicePixelRatio(ratio)
            painter = QPainter(self._kept)
            painter.fillRect(self.rect(), QColor(look().tokens.surface))
            self.paint(painter)
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._kept)
        painter.end()


class HourEdge(Edge):
    """The hours of the day, beside the grid."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("Hours of the day"))
        self.grid = Grid(1, 1, 48)
        self.offset = 0

    def wanted(self) -> int:
        """How wide it must be."""
        widest = max(look().metrics("secondary").horizontalAdvance(hour_words(n)) for n in (10, 22))
        return widest + 16

    def sizeHint(self) -> QSize:
        return QSize(self.wanted(), 100)

    def key(self) -> object:
        return self.grid, self.offset

    def paint(self, painter: QPainter) -> None:
        tokens = look().tokens
        painter.setFont(look().font("secondary"))
        small = look().metrics("secondary")
        for hour in range(1, 24):
            y = self.grid.y(hour * 60) - self.offset
            if -small.height() < y < self.height() + small.height():
                painter.setPen(QColor(tokens.secondary))
                room = QRect(0, y - small.height() // 2, self.width() - 8, small.height())
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, int(right), hour_words(hour))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())


class ColumnEdge(Edge):
    """The title of each column; today's is marked in words and by a line."""

    height_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid = Grid(1, 1, 48)
        self.offset = 0
        self.inset = 0
        self.columns: tuple[GridColumn, ...] = ()
        self.marked: frozenset[int] = frozenset()

    def wanted(self) -> int:
        """How high it must be."""
        second = any(column.subtitle for column in self.columns)
        more = look().metrics("secondary").height() + 2 if second else 0
        return look().metrics("strong").height() + more + 14

    def show_columns(self, columns: tuple[GridColumn, ...], marked: frozenset[int]) -> None:
        """Show these titles; `marked` columns are today's."""
        before = self.wanted()
        self.columns, self.marked = columns, marked
        said = (" ".join(part for part in (c.title, c.subtitle) if part) for c in columns)
        self.setAccessibleName(t("Columns: {columns}", columns=", ".join(said)))
        self.update()
        if self.wanted() != before:
            self.height_changed.emit()

    def key(self) -> object:
        return self.grid, self.offset, self.inset, self.columns, self.marked

    def paint(self, painter: QPainter) -> None:
        tokens = look().tokens
        painter.setClipRect(self.rect().adjusted(self.inset, 0, 0, 0))
        strong, small = look().metrics("strong"), look().metrics("secondary")
        for number, column in enumerate(self.columns):
            left = self.inset + number * self.grid.column_width - self.offset
            room = QRect(left + 4, 5, self.grid.column_width - 8, strong.height())
            today = number in self.marked
            painter.setFont(look().font("strong"))
            painter.setPen(QColor(tokens.accent if today else tokens.text))
            elide = Qt.TextElideMode.ElideRight
            painter.drawText(room, _CENTER, strong.elidedText(column.title, elide, room.width()))
            painter.setFont(look().font("secondary"))
            painter.setPen(QColor(tokens.secondary))
            room = QRect(room.left(), room.bottom() + 2, room.width(), small.height())
            cut = small.elidedText(column.subtitle, elide, room.width())
            painter.drawText(room, _CENTER, cut)
            if today:
                painter.setPen(QPen(QColor(tokens.accent), 3))
                y = self.height() - 2
                painter.drawLine(left + 2, y, left + self.grid.column_width - 4, y)
            painter.setPen(QColor(tokens.line))
            right = left + self.grid.column_width - 1
            painter.drawLine(right, 6, right, self.height())
        painter.setClipping(False)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
