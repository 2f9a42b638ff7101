"""The full-text index: written by operations, asked by queries.

Words are folded in Python (`db.rules.names.fold`) before they get here, so every database
answers alike. Names and notes are two tables, since they are asked in different ways: names by
the beginnings of words, notes newest first. Among the names, clients stand at positive rows,
cases and outside persons at negative ones: either can be asked for without walking through the
other.
"""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

NAME_KINDS = ("client", "case", "person")
BELOW_ZERO = ("case", "person")
NOTE_KINDS = ("note",)


_INSERT = text("INSERT INTO search_entry (kind, record_id) VALUES (:kind, :id) RETURNING row")
_INSERT_BELOW = text(
    "INSERT INTO search_entry (row, kind, record_id)"
    " SELECT min(coalesce(min(row), 0), 0) - 1, :kind, :id FROM search_entry RETURNING row"
)


class SearchIndex(Protocol):
    """What a database must offer for searching."""

    def put(self, session: Session, kind: str, record_id: UUID, words: Iterable[str]) -> None:
        """Index a record under these folded words, in place of what stood there."""

    def remove(self, session: Session, kind: str, record_id: UUID) -> None:
        """Forget a record; one that is not indexed is no mistake."""

    def query(self, words: Iterable[str]) -> str:
        """The MATCH expression that finds records with a word beginning with each of these."""


class FullText:
    """FTS5 with contentless tables, on SQLite and SQLCipher."""

    def put(self, session: Session, kind: str, record_id: UUID, words: Iterable[str]) -> None:
        """Index a record under these folded words, in place of what stood there."""
        row = self._row(session, kind, record_id)
        table = _table(kind)
        if row is None:
            insert = _INSERT_BELOW if kind in BELOW_ZERO else _INSERT
            row = session.scalar(insert, {"kind": kind, "id": record_id.hex})
        else:
            session.execute(text(f"DELETE FROM {table} WHERE rowid = :row"), {"row": row})
        session.execute(
            text(f"INSERT INTO {table} (rowid, words) VALUES (:row, :words)"),
            {"row": row, "words": " ".join(words)},
        )

    def remove(self, session: Session, kind: str, record_id: UUID) -> None:
        """Forget a record; one that is not indexed is no mistake."""
        row = self._row(session, kind, record_id)
        if row is not None:
            session.execute(text(f"DELETE FROM {_table(kind)} WHERE rowid = :row"), {"row": row})
            session.execute(text("DELETE FROM search_entry WHERE row = :row"), {"row": row})

    def query(self, words: Iterable[str]) -> str:
        """The MATCH expression that finds records with a word beginning with each of these."""
        return " ".join('"' + word.replace('"', "") + '"*' for word in words if word)

    def _row(self, session: Session, kind: str, record_id: UUID) -> int | None:
        row: int | None = session.scalar(
            text("SELECT row FROM search_entry WHERE kind = :kind AND record_id = :id"),
            {"kind": kind, "id": record_id.hex},
        )
        return row


def _table(kind: str) -> str:
    if kind in NAME_KINDS:
        return "search_name"
    if kind in NOTE_KINDS:
        return "search_note"
    raise ValueError(f"nothing of kind {kind!r} is indexed")


_FULL_TEXT = FullText()


def search_index(session: Session) -> SearchIndex:
    """The index of the database that the session works on."""
    return _FULL_TEXT
