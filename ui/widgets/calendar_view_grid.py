"""Where things stand in the calendar's grid: hours down, columns across. Plain arithmetic."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPoint, QRect

from ui.theme.tokens import Tone

DAY = 24 * 60
STEP = 15  # what the cursor and a drop snap to, in minutes
_GAP = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the grid: a column and a minute after its midnight."""

    column: int
    minute: int


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where an appointment would come to stand; `id` is None for a new one.

    `origin` is the column that it was taken from. `words` and `tone` say what stands against it.
    """

    id: UUID | None
    origin: int
    column: int
    starts: int
    ends: int
    words: str = ""
    tone: Tone = Tone.NEUTRAL

    @property
    def place(self) -> tuple[object, ...]:
        """What a verdict on it depends on."""
        return (self.id, self.column, self.starts, self.ends)


@dataclass(frozen=True, slots=True)
class Grid:
    """Sizes in pixels; the origin is the top left corner of the first column's midnight."""

    columns: int
    column_width: int
    hour_height: int

    @property
    def width(self) -> int:
        """Of all columns."""
        return self.columns * self.column_width

    @property
    def height(self) -> int:
        """Of a whole day."""
        return 24 * self.hour_height

    def y(self, minute: int) -> int:
        """How far down a minute is."""
        return minute * self.hour_height // 60

    def rect(
        self, column: int, starts: int, ends: int, lane: int = 0, lanes: int = 1, least: int = 18
    ) -> QRect:
        """The place of something that takes time in a column, side by side with others."""
        top = self.y(max(0, starts))
        bottom = max(self.y(min(DAY, ends)), min(top + least, self.height))
        left = column * self.column_width
        room = self.column_width - 2 * _GAP - 4
        x = left + _GAP + room * lane // lanes
        wide = room * (lane + 1) // lanes - room * lane // lanes - (1 if lanes > 1 else 0)
        return QRect(x, top + 1, max(8, wide), max(8, bottom - top - 2))

    def slot_at(self, point: QPoint) -> Slot | None:
        """The slot that a point lies in, on the full quarter of an hour; None outside."""
        if not 0 <= point.x() < self.width or not 0 <= point.y() < self.height:
            return None
        minute = point.y() * 60 // self.hour_height
        return Slot(point.x() // self.column_width, minute // STEP * STEP)


def grid_for(columns: int, room: int, narrowest: int, hour_height: int) -> Grid:
    """As wide as there is room, but no column narrower than readable."""
    count = max(1, columns)
    return Grid(columns, max(narrowest, room // count), hour_height)
