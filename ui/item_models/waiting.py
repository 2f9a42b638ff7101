"""Those who wait for an appointment, as items of a list."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from ui.item_models.named import NamedModel

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

    @property
    def id(self) -> UUID:
        """The request's id."""
        return self.waiting.id


class WaitingModel(NamedModel[WaitingEntry]):
    """Whoever waits, in the order of the list."""

    def show_entries(self, entries: Sequence[WaitingEntry]) -> None:
        """Show these."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def row_of(self, request_id: UUID) -> int:
        """The row of a request; -1 if it is not there."""
        ids = [one.id for one in self._entries]
        return ids.index(request_id) if request_id in ids else -1
