"""What is being typed and not saved yet, and who keeps it."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Draft:
    """Something that is being typed and not saved yet.

    `kind` and `record_id` say which editor it belongs to ("note", the note's id); `data` holds
    the fields as JSON values. Drafts are kept encrypted inside the office.
    """

    kind: str
    record_id: UUID
    data: Mapping[str, Any]
    title: str = ""  # shown in the offer to go on: "Contact note, 12 November"
    saved_at: datetime | None = field(default=None, compare=False)


class DraftStore(Protocol):
    """Keeps unsaved work of this user, encrypted inside the office."""

    def save(self, draft: Draft) -> None:
        """Keep the draft, replacing an older one of the same kind and record."""
        ...

    def discard(self, kind: str, record_id: UUID) -> None:
        """Forget a draft, because it has been saved for good or thrown away."""
        ...

    def load(self, then: Callable[[Sequence[Draft]], object]) -> None:
        """Call `then` with every draft of this user, newest first."""
        ...
