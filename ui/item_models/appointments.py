"""Appointments as items of a list, each with its place in the calendar's grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ui.item_models.named import NamedModel
from ui.theme.tokens import Tone

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a column with words in it: leave, a closure, or, `elsewhere`, a time of
    another calendar. Minutes after midnight."""

    starts: int
    ends: int
    words: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A day of a worker, a room, or of everybody. `open` holds (from, to) in minutes."""

    day: date
    resource_id: UUID | None
    title: str
    subtitle: str = ""
    open: tuple[tuple[int, int], ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class AppointmentEntry:
    """An appointment in one column, in words that are ready to be shown.

    `starts` and `ends` are minutes after the column's midnight; what reaches over it is cut.
    `name` is what a screen reader says first: "09:00 Intake Ada Lovelace".
    """

    id: UUID
    column: int
    starts: int
    ends: int
    name: str
    title: str
    who: str = ""  # the client, or what it is about; the card's first line where there is one
    what: str = ""  # its kind, where the first line does not say it
    times: str = ""
    where: str = ""
    status: str = ""
    tone: Tone = Tone.NEUTRAL
    hidden: bool = False
    tentative: bool = False
    over: bool = False  # a no-show, or cancelled: it takes no time any more
    done: bool = False
    clash: str = ""  # the leave or closure that has come into its way since it was booked
    description: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Where an entry stands among those that overlap it: its lane, of how many."""

    number: int
    count: int


class AppointmentModel(NamedModel[AppointmentEntry]):
    """The entries of the days shown, by column and start."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._lanes: list[Lane] = []
        self._rows_in: dict[int, range] = {}
        self.columns: tuple[GridColumn, ...] = ()

    def show_days(self, columns: Sequence[GridColumn], entries: Sequence[AppointmentEntry]) -> None:
        """Show these columns with these entries."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._entries = sorted(entries, key=lambda one: (one.column, one.starts, -one.ends))
        self._lanes = lanes(self._entries)
        self._rows_in = _by_column(self._entries)
        self.endResetModel()

    def entry(self, row: int) -> AppointmentEntry:
        """The entry of a row."""
        return self._entries[row]

    def lane(self, row: int) -> Lane:
        """The lane of a row."""
        return self._lanes[row]

    def row_of(self, record_id: UUID, column: int | None = None) -> int:
        """The row of an appointment, in this column if it stands in several; -1 if none."""
        rows = [row for row, one in enumerate(self._entries) if one.id == record_id]
        at = [row for row in rows if self._entries[row].column == column]
        return next(iter(at or rows), -1)

    def rows_in(self, column: int) -> range:
        """The rows of a column, by their start."""
        return self._rows_in.get(column, range(0))

    def row_at(self, column: int, minute: int) -> int:
        """The row of what takes place in a column at a minute; -1 if nothing does."""
        for row in self.rows_in(column):
            one = self._entries[row]
            if one.starts <= minute < max(one.ends, one.starts + 1):
                return row
        return -1


def _by_column(entries: Sequence[AppointmentEntry]) -> dict[int, range]:
    """Where each column's entries stand among all, which are in order of column."""
    found: dict[int, range] = {}
    for row, one in enumerate(entries):
        found[one.column] = range(found.get(one.column, range(row, row)).start, row + 1)
    return found


def lanes(entries: Sequence[AppointmentEntry], least: int = 20) -> list[Lane]:
    """Side by side what overlaps: entries in order of column and start; shown at least so long.

    Entries that hang together by overlaps share their count of lanes.
    """
    result = [Lane(0, 1)] * len(entries)
    group: list[tuple[int, int]] = []  # row and lane
    ends: list[int] = []  # where each lane of the group ends
    column, until = -1, 0

    def close() -> None:
        for row, lane in group:
            result[row] = Lane(lane, len(ends))
        group.clear()
        ends.clear()

    for row, one in enumerate(entries):
        shown_until = max(one.ends, one.starts + least)
        if one.column != column or one.starts >= until:
            close()
            column, until = one.column, shown_until
        lane = next((n for n, end in enumerate(ends) if end <= one.starts), len(ends))
        if lane == len(ends):
            ends.append(shown_until)
        else:
            ends[lane] = shown_until
        group.append((row, lane))
        until = max(until, shown_until)
    close()
    return result
