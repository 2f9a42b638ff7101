"""The full-text index on PostgreSQL: tsvector of words that are folded already, no dictionary.

Names keep the places of their words, for phrases; notes do not, since none is looked for there.
`search_name_word` holds each word of a name once for each record: what was mistyped is compared
with it. Nobody on the staff reads these tables: functions of `db.migrations.walls.searching` do,
and tell of what whoever signed in may see.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any
from unicodedata import category
from uuid import UUID

from sqlalchemy import FunctionElement, Select, Uuid, func, select, text
from sqlalchemy.orm import Session

from db.queries.by_heart import ByHeart, Question, ask_together
from db.queries.search_index.sought import NotesAsked, Sought, Wording, Written
from db.queries.search_index.tables import (
    BELOW_ZERO,
    FORGET_ROW,
    NAMES,
    NOTE_COLUMNS,
    NOTES,
    ROW_OF,
    Records,
    table_of,
)

_LONGEST_WORD = 500  # letters; PostgreSQL takes 2,046 bytes, and nobody types as much
_MOST_BYTES = 900_000  # of one record's words; PostgreSQL takes a megabyte
_MOST_PLACES = 16_000  # PostgreSQL counts to 16,383

_ENTRIES = (
    "INSERT INTO search_entry (row, kind, record_id)"
    " SELECT nextval(CAST(:counter AS regclass)), :kind, id FROM (SELECT id"
    " FROM unnest(CAST(:ids AS uuid[])) WITH ORDINALITY AS given(id, n) ORDER BY n) AS given"
    " RETURNING search_entry.record_id, search_entry.row"
)
_INSERT = text(_ENTRIES)
# A note is saved more often than anything else: its entry and its words are one statement.
_INSERT_NOTES = ByHeart(
    text(
        f"WITH made AS ({_ENTRIES}) INSERT INTO {NOTES.name} (rowid, words)"
        " SELECT made.row, CAST(given.words AS tsvector) FROM made"
        " JOIN unnest(CAST(:ids AS uuid[]), CAST(:words AS text[])) AS given(id, words)"
        " ON given.id = made.record_id"
    ),
    writes=("search_entry", NOTES.name),
)
_COUNTER, _COUNTER_BELOW = "search_entry_row_seq", "search_entry_below"
_FORGET_WORDS = text("DELETE FROM search_name_word WHERE rowid = :row")
_KEEP_WORDS = text(
    "INSERT INTO search_name_word (term, rowid)"
    " SELECT * FROM unnest(CAST(:terms AS text[]), CAST(:rows AS bigint[]))"
)
_FILL = {
    table.name: text(
        f"INSERT INTO {table.name} (rowid, words) SELECT row, CAST(words AS tsvector)"
        " FROM unnest(CAST(:rows AS bigint[]), CAST(:words AS text[])) AS given(row, words)"
    )
    for table in (NAMES, NOTES)
}
_VOCABULARY = text("SELECT wall_vocabulary(:first, :before, :shortest, :longest)")
_PLACE = re.compile(r"\?(\d)")


class ServerText:
    """A `SearchIndex`."""

    def put(self, session: Session, kind: str, record_id: UUID, words: Iterable[str]) -> None:
        """Index a record under these folded words, in place of what stood there."""
        row = _row(session, kind, record_id)
        if row is None:
            self.add(session, kind, [(record_id, tuple(words))])
            return
        _empty(session, kind, row)
        _fill(session, kind, [(row, tuple(words))])

    def add(self, session: Session, kind: str, records: Records) -> None:
        """Index records that never were, in this order; cheaper than `put` for each."""
        asked = self.adding(kind, records)
        if asked:
            ask_together(session, *asked)
            return
        made = session.execute(_INSERT, _entries_told(kind, records))
        rows: dict[UUID, int] = {one: row for one, row in made}  # noqa: C416 (no pair to mypy)
        _fill(session, kind, [(rows[record_id], words) for record_id, words in records])

    def adding(self, kind: str, records: Records) -> tuple[Question, ...]:
        """Notes are added by one statement."""
        if table_of(kind) != NOTES.name:
            return ()
        vectors = [_without_places(_in_parts(kind, words)) for _, words in records]
        return ((_INSERT_NOTES, {**_entries_told(kind, records), "words": vectors}),)

    def remove(self, session: Session, kind: str, record_id: UUID) -> None:
        """Forget a record; one that is not indexed is no mistake."""
        row = _row(session, kind, record_id)
        if row is not None:
            _empty(session, kind, row)
            session.execute(FORGET_ROW, {"row": row})

    def matching(self, kind: str, sought: Sought) -> Select[UUID]:
        """The ids of the records of a kind that match."""
        return _told_by(func.wall_found(kind, self.expression(sought), type_=Uuid()))

    def notes(self, written: Written, asked: NotesAsked) -> Select[Any]:
        """One that tells the same columns, and filters by itself."""
        expression = self.expression(asked.sought)
        found = func.wall_found_notes(expression, asked.case_id, asked.looked_at, asked.most)
        return select(*found.table_valued(*NOTE_COLUMNS).c)

    def expression(self, sought: Sought) -> str:
        """A tsquery as text."""
        return " & ".join(
            "(" + " | ".join(map(_wording, wordings)) + ")" for wordings in sought if wordings
        )

    def named(self, written: Callable[[], str], limit: int) -> str:
        """One that filters by itself."""
        return f"SELECT * FROM wall_named(?1, {int(limit)})"

    def run(self, session: Session, statement: str, values: Sequence[object]) -> Sequence[Any]:
        """The plain rows of a statement with the places ?1, ?2 …."""
        named = {f"p{number}": value for number, value in enumerate(values, 1)}
        return session.connection().exec_driver_sql(_with_names(statement), named).fetchall()

    def vocabulary(
        self, session: Session, first: str, before: str, lengths: tuple[int, int]
    ) -> Sequence[str]:
        """Words of names from `first` to below `before` whose length (letters) lies in between."""
        shortest, longest = lengths
        asked = {"first": first, "before": before, "shortest": shortest, "longest": longest}
        return session.scalars(_VOCABULARY, asked).all()


def _told_by(function: FunctionElement[UUID]) -> Select[UUID]:
    return select(function.column_valued("id"))


@lru_cache(maxsize=500)
def _with_names(statement: str) -> str:
    return _PLACE.sub(r"%(p\1)s", statement)


def _entries_told(kind: str, records: Records) -> dict[str, object]:
    counter = _COUNTER_BELOW if kind in BELOW_ZERO else _COUNTER
    return {"counter": counter, "kind": kind, "ids": [record_id for record_id, _ in records]}


def _row(session: Session, kind: str, record_id: UUID) -> int | None:
    row: int | None = session.scalar(ROW_OF, {"kind": kind, "id": record_id.hex})
    return row


def _empty(session: Session, kind: str, row: int) -> None:
    table = table_of(kind)
    session.execute(text(f"DELETE FROM {table} WHERE rowid = :row"), {"row": row})
    if table == NAMES.name:
        session.execute(_FORGET_WORDS, {"row": row})


def _fill(session: Session, kind: str, filled: Sequence[tuple[int, Sequence[str]]]) -> None:
    table = table_of(kind)
    vector = _with_places if table == NAMES.name else _without_places
    kept = [(row, _in_parts(kind, words)) for row, words in filled]
    told = {"rows": [row for row, _ in kept], "words": [vector(words) for _, words in kept]}
    session.execute(_FILL[table], told)
    if table == NAMES.name:
        terms = [(term, row) for row, words in kept for term in sorted(set(words))]
        apart = {"terms": [term for term, _ in terms], "rows": [row for _, row in terms]}
        session.execute(_KEEP_WORDS, apart)


def _in_parts(kind: str, words: Sequence[str]) -> list[str]:
    """The words as they are kept; those of a note once each, since they keep no places."""
    if table_of(kind) == NOTES.name:
        words = tuple(dict.fromkeys(words))
    return [word[:_LONGEST_WORD] for part in words for word in _parts(part)]


def _with_places(words: Sequence[str]) -> str:
    return " ".join(f"{_quoted(word)}:{n}" for n, word in enumerate(words[:_MOST_PLACES], 1))


def _without_places(words: Sequence[str]) -> str:
    parts, room = [], _MOST_BYTES
    for word in sorted(set(words)):
        room -= len(word.encode()) + 3
        if room < 0:
            break
        parts.append(_quoted(word))
    return " ".join(parts)


def _wording(wording: Wording) -> str:
    *first, last = _parts(wording.words) or [""]
    parts = [*map(_quoted, first), _quoted(last) + (":*" if wording.begins else "")]
    return parts[0] if len(parts) == 1 else "(" + " <-> ".join(parts) + ")"


def _parts(words: str) -> list[str]:
    """The words, parted also where a vowel is written as a mark, as FTS5 parts them on a file."""
    if words.isascii():
        return words.split()
    return "".join(" " if category(one)[0] == "M" else one for one in words).split()


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
