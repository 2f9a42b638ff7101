"""Stretches of time of several people and rooms, as items of a list: a row each, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, Qt

from db.rules.scheduling.free_busy import Hold
from ui.item_models.columns import _NOWHERE, ROW_ROLE, Index


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """A stretch of one row, in minutes after the day's midnight, in words ready to be shown.

    `word` stands in the stretch where it fits; `name` is what a screen reader says:
    "Mara: busy, 9:00 AM to 10:00 AM, Intake".
    """

    row: int
    starts: int
    ends: int
    hold: Hold
    word: str
    name: str


@dataclass(frozen=True, slots=True)
class HeldTitle:
    """Whose a row is, and what they are to the appointment: "Worker", "Room"."""

    id: UUID
    name: str
    what: str


class FreeBusyModel(QAbstractListModel):
    """The stretches of a day, row after row, each from early to late."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.titles: tuple[HeldTitle, ...] = ()
        self.first, self.last = 8 * 60, 18 * 60  # minutes shown
        self._entries: tuple[HeldEntry, ...] = ()

    def show_rows(
        self,
        titles: Sequence[HeldTitle],
        entries: Sequence[HeldEntry],
        first: int,
        last: int,
    ) -> None:
        """Show these, from the first to the last minute."""
        self.beginResetModel()
        self.titles, self._entries = tuple(titles), tuple(entries)
        self.first, self.last = first, last
        self.endResetModel()

    def entries(self) -> Sequence[HeldEntry]:
        """Every stretch, by row of the list."""
        return self._entries

    def at(self, row: int, minute: int) -> int:
        """The place in the list of what is in a row at a minute; -1 if nothing is."""
        for number, one in enumerate(self._entries):
            if one.row == row and one.starts <= minute < one.ends:
                return number
        return -1

    def met_by(self, starts: int, ends: int) -> list[HeldEntry]:
        """What stands in the way of this time: every stretch in which somebody is not free."""
        return [
            one
            for one in self._entries
            if one.hold is not Hold.FREE and one.starts < ends and starts < one.ends
        ]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        named = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        if role in named:
            return entry.name
        return entry if role == ROW_ROLE else None
