"""Where the office keeps attached files: `desktop.documents` implements it.

Every call reads or writes files and may take long: make it through `JobRunner.background`.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from db.queries.cases.documents import StoredDocument


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies encrypted in the office, and what must be remembered of it."""

    stored_as: UUID
    key: bytes = field(repr=False)
    size: int
    sha256: str


class Documents(Protocol):
    """Puts files into the office and takes them out. Everything raises `Refused`."""

    def put(self, file: Path) -> Kept:
        """Encrypt a copy of a file into the office, whole or not at all."""
        ...

    def remove(self, stored_as: UUID) -> None:
        """Let go of a file that is attached to nothing."""
        ...

    def read(self, document: StoredDocument) -> bytes:
        """The whole plain file, in memory only."""
        ...

    def save(self, document: StoredDocument, target: Path) -> None:
        """Write the plain file out, whole or not at all."""
        ...
