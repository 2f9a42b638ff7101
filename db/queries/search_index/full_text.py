"""The full-text index on SQLite and SQLCipher: FTS5, contentless."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from db.models.search import SearchEntry
from db.queries.by_heart import Question
from db.queries.search_index.sought import NotesAsked, Sought, Wording, Written
from db.queries.search_index.tables import (
    BELOW_ZERO,
    FORGET_ROW,
    NOTES,
    ROW_OF,
    Records,
    table_of,
    words_of,
)

_INSERT = text("INSERT INTO search_entry (kind, record_id) VALUES (:kind, :id) RETURNING row")
_INSERT_BELOW = text(
    "INSERT INTO search_entry (row, kind, record_id)"
    " SELECT min(coalesce(min(row), 0), 0) - 1, :kind, :id FROM search_entry RETURNING row"
)


class FullText:
    """A `SearchIndex`."""

    def put(self, session: Session, kind: str, record_id: UUID, words: Iterable[str]) -> None:
        """Index a record under these folded words, in place of what stood there."""
        row = _row(session, kind, record_id)
        if row is None:
            self.add(session, kind, [(record_id, tuple(words))])
            return
        session.execute(text(f"DELETE FROM {table_of(kind)} WHERE rowid = :row"), {"row": row})
        _fill(session, kind, row, words)

    def add(self, session: Session, kind: str, records: Records) -> None:
        """Index records that never were, in this order; cheaper than `put` for each."""
        insert = _INSERT_BELOW if kind in BELOW_ZERO else _INSERT
        for record_id, words in records:
            row = session.scalar(insert, {"kind": kind, "id": record_id.hex})
            _fill(session, kind, row, words)

    def adding(self, kind: str, records: Records) -> tuple[Question, ...]:
        """An entry's words want its number."""
        return ()

    def remove(self, session: Session, kind: str, record_id: UUID) -> None:
        """Forget a record; one that is not indexed is no mistake."""
        row = _row(session, kind, record_id)
        if row is not None:
            session.execute(text(f"DELETE FROM {table_of(kind)} WHERE rowid = :row"), {"row": row})
            session.execute(FORGET_ROW, {"row": row})

    def matching(self, kind: str, sought: Sought) -> Select[UUID]:
        """The ids of the records of a kind that match."""
        words = words_of(kind)
        meets = words.c.words.op("MATCH", is_comparison=True)(self.expression(sought))
        below = words.c.rowid < 0 if kind in BELOW_ZERO else words.c.rowid >= 0
        rows = select(words.c.rowid).where(meets, below)
        return select(SearchEntry.record_id).where(
            SearchEntry.kind == kind, SearchEntry.row.in_(rows)
        )

    def notes(self, written: Written, asked: NotesAsked) -> Select[Any]:
        """The statement as it is written, for the ids that match."""
        if asked.case_id is not None:
            return written(self.matching("note", asked.sought))
        meets = NOTES.c.words.op("MATCH", is_comparison=True)(self.expression(asked.sought))
        return written(
            select(SearchEntry.record_id)
            .join(NOTES, NOTES.c.rowid == SearchEntry.row)
            .where(SearchEntry.kind == "note", meets)
            .order_by(NOTES.c.rowid.desc())
            .limit(asked.looked_at)
        )

    def expression(self, sought: Sought) -> str:
        """A MATCH expression."""
        return " AND ".join(_any_of(map(_quoted, wordings)) for wordings in sought)

    def named(self, written: Callable[[], str], limit: int) -> str:
        """The statement of the search as it is written."""
        return written()

    def run(self, session: Session, statement: str, values: Sequence[object]) -> Sequence[Any]:
        """The plain rows of a statement with the places ?1, ?2 … on the driver's connection."""
        connection = session.connection().connection.driver_connection
        assert connection is not None  # only after it was invalidated
        rows: Sequence[Any] = connection.execute(statement, values).fetchall()
        return rows

    def vocabulary(
        self, session: Session, first: str, before: str, lengths: tuple[int, int]
    ) -> Sequence[str]:
        """Words of names from `first` to below `before` whose length (letters) lies in between."""
        rows = session.connection().exec_driver_sql(
            "SELECT term FROM search_name_word WHERE term >= ? AND term < ?"
            " AND length(term) BETWEEN ? AND ?",
            (first, before, *lengths),
        )
        return [row[0] for row in rows]


def _row(session: Session, kind: str, record_id: UUID) -> int | None:
    row: int | None = session.scalar(ROW_OF, {"kind": kind, "id": record_id.hex})
    return row


def _fill(session: Session, kind: str, row: int | None, words: Iterable[str]) -> None:
    session.execute(
        text(f"INSERT INTO {table_of(kind)} (rowid, words) VALUES (:row, :words)"),
        {"row": row, "words": " ".join(words)},
    )


def _quoted(wording: Wording) -> str:
    return '"' + wording.words.replace('"', "") + '"' + ("*" if wording.begins else "")


def _any_of(parts: Iterable[str]) -> str:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else "(" + " OR ".join(listed) + ")"
