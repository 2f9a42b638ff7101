"""What each kind of row becomes. One `Adder` a kind, made anew for each import."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from db.operations.work import Work
from db.rules.findings import Finding
from db.rules.importing.fields import ImportKind
from db.rules.importing.row_reader import RowReader


@dataclass(frozen=True, slots=True)
class Added:
    """The record that a row became, or that stood there already."""

    record_id: UUID
    was_there: bool = False


class Adder(Protocol):
    """Turns rows of one kind into records."""

    def read(self, reader: RowReader) -> Any:
        """The typed row; what is wrong goes to `reader.problems`."""

    def key(self, row: Any) -> str:
        """The row's own id in the file it comes from, or nothing."""

    def title(self, row: Any) -> str:
        """What to call the row on the screen."""

    def doubts(self, row: Any) -> tuple[Finding, ...]:
        """Why the record may be there already under another id."""

    def add(self, reader: RowReader, row: Any) -> Added:
        """Write the record. Raises `Refused`, or adds to `reader.problems`."""

    def remember(self, number: int, row: Any, added: Added) -> None:
        """Keep what later rows of the same file must know."""


def adder_for(kind: ImportKind) -> type[Any]:
    """The class that adds rows of this kind."""
    if kind is ImportKind.CLIENTS:
        from db.operations.imports.clients import ClientAdder

        return ClientAdder
    if kind is ImportKind.CASES:
        from db.operations.imports.cases import CaseAdder

        return CaseAdder
    if kind is ImportKind.NOTES:
        from db.operations.imports.notes import NoteAdder

        return NoteAdder
    from db.operations.imports.hearings import HearingAdder

    return HearingAdder


class Plain:
    """What most kinds have in common: no doubts, nothing to remember."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def doubts(self, row: Any) -> tuple[Finding, ...]:
        """Nothing to doubt."""
        return ()

    def remember(self, number: int, row: Any, added: Added) -> None:
        """Nothing to remember."""
