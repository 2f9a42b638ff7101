"""Where things stand in six weeks: one cell a day, one line an appointment. Arithmetic."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

DAYS, WEEKS = 7, 6
_PAD = 3


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """Sizes in pixels. `head` is the height of a day's number, `line` that of an appointment."""

    cell_width: int
    cell_height: int
    head: int
    line: int

    @property
    def size(self) -> QSize:
        """Of all weeks."""
        return QSize(self.cell_width * DAYS, self.cell_height * WEEKS)

    @property
    def lines(self) -> int:
        """How many lines a day has room for."""
        return max(1, (self.cell_height - self.head - _PAD) // self.line)

    def cell(self, day: int) -> QRect:
        """A day's place; days are counted from the first week's first."""
        week, weekday = divmod(day, DAYS)
        left, top = weekday * self.cell_width, week * self.cell_height
        return QRect(left, top, self.cell_width, self.cell_height)

    def line_at(self, day: int, number: int) -> QRect:
        """The place of a day's line."""
        return self.line_in(self.cell(day), number)

    def line_in(self, cell: QRect, number: int) -> QRect:
        """The place of a line in a day's place."""
        top = cell.top() + self.head + number * self.line
        return QRect(cell.left() + _PAD, top, cell.width() - 2 * _PAD - 1, self.line - 2)

    def day_at(self, point: QPoint) -> int | None:
        """The day that a point lies in; None outside."""
        if not QRect(QPoint(0, 0), self.size).contains(point):
            return None
        return point.y() // self.cell_height * DAYS + point.x() // self.cell_width


@dataclass(frozen=True, slots=True)
class Window:
    """Which of a day's appointments have room: `shown`, from `first` on; `more` have none."""

    first: int
    shown: int
    more: int


def window(count: int, room: int, current: int = -1) -> Window:
    """All, or as many as leave a line to say how many more; the current one is among them."""
    if count <= room:
        return Window(0, count, 0)
    shown = max(1, room - 1)
    first = 0 if current < shown else min(current - shown + 1, count - shown)
    return Window(first, shown, count - shown)


def month_grid(room: QSize, narrowest: int, head: int, line: int) -> MonthGrid:
    """As large as there is room, but no day smaller than two lines of a readable width."""
    least = head + 2 * line + _PAD
    return MonthGrid(
        max(narrowest, room.width() // DAYS), max(least, room.height() // WEEKS), head, line
    )
