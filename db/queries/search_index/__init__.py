"""The full-text index: written by operations, asked by queries; one implementation a database.

Words are folded in Python (`db.rules.names.fold`) before they get here, so every database
answers alike. Names and notes are two tables, since they are asked in different ways: names by
the beginnings of words, notes newest first. Among the names, clients stand at positive rows,
cases and outside persons at negative ones: either can be asked for without walking through the
other.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from db.queries.by_heart import Question
from db.queries.search_index.full_text import FullText
from db.queries.search_index.server_text import ServerText
from db.queries.search_index.sought import NotesAsked, Sought, Written
from db.queries.search_index.tables import NAMES, NOTES, Records

__all__ = ["NAMES", "NOTES", "Records", "SearchIndex", "search_index"]


class SearchIndex(Protocol):
    """What a database must offer for searching."""

    def put(self, session: Session, kind: str, record_id: UUID, words: Iterable[str]) -> None:
        """Index a record under these folded words, in place of what stood there."""

    def add(self, session: Session, kind: str, records: Records) -> None:
        """Index records that never were, in this order; cheaper than `put` for each."""

    def adding(self, kind: str, records: Records) -> tuple[Question, ...]:
        """What does the same as `add`, to be asked with what else is written; nothing where it
        takes more than that, and `add` is to be called."""

    def remove(self, session: Session, kind: str, record_id: UUID) -> None:
        """Forget a record; one that is not indexed is no mistake."""

    def matching(self, kind: str, sought: Sought) -> Select[UUID]:
        """The ids of the records of a kind that match."""

    def notes(self, written: Written, asked: NotesAsked) -> Select[Any]:
        """The statement that finds notes, the newest first: the `written` one for ids that match,
        or one that tells the same columns of what may be read.
        """

    def expression(self, sought: Sought) -> str:
        """What is sought in the words of this database, for `named`."""

    def named(self, written: Callable[[], str], limit: int) -> str:
        """The statement for `run` that finds at most `limit` clients and `limit` others, ?1 being
        the expression: the `written` one, or one that tells the same.
        """

    def run(self, session: Session, statement: str, values: Sequence[object]) -> Sequence[Any]:
        """The plain rows of a statement with the places ?1, ?2 ….

        For what runs at every key press: on a file by the driver's connection, since SQLAlchemy's
        result around twenty plain rows costs as much as finding them.
        """

    def vocabulary(
        self, session: Session, first: str, before: str, lengths: tuple[int, int]
    ) -> Sequence[str]:
        """Words of names from `first` to below `before` whose length (letters) lies in between."""


_OF_DIALECT: dict[str, SearchIndex] = {"sqlite": FullText(), "postgresql": ServerText()}


def search_index(session: Session) -> SearchIndex:
    """The index of the database that the session works on."""
    return _OF_DIALECT[session.get_bind().dialect.name]
