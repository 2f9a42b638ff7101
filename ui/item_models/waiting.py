"""Those who wait for an appointment, as items of a list."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, Qt

from ui.item_models.columns import _NOWHERE, ID_ROLE, ROW_ROLE, Index

if TYPE_CHECKING:
    from db.queries.calendar.waiting import Waiting


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """Somebody who waits, in words that are ready to be shown.

    `name` is what a screen reader says first; `lines` stand below `who` on the card.
    """

    waiting: Waiting
    name: str
    who: str
    urgent: str  # the word, or nothing
    lines: tuple[str, ...]
    description: str


class WaitingModel(QAbstractListModel):
    """Whoever waits, in the order of the list."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._entries: tuple[WaitingEntry, ...] = ()

    def show_entries(self, entries: Sequence[WaitingEntry]) -> None:
        """Show these."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entries(self) -> Sequence[WaitingEntry]:
        """Every entry, by row."""
        return self._entries

    def row_of(self, request_id: UUID) -> int:
        """The row of a request; -1 if it is not there."""
        ids = [one.waiting.id for one in self._entries]
        return ids.index(request_id) if request_id in ids else -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.name
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return entry.description
        if role == ROW_ROLE:
            return entry
        return entry.waiting.id if role == ID_ROLE else None
