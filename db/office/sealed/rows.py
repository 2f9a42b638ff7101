"""Putting whole rows into records, and taking them out, past the guards of what is signed.

The guards forbid that anybody changes what is signed; what is sealed is not changed, it moves.
They are taken away and made again inside the same transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, and_, delete, insert, select, text, update

from db.office.sealed.matter import PEOPLE, Matter, Rows, key_of, table_of
from db.operations.work import Work
from db.rules.findings import Refused, hard
from db.storage.problems import StorageProblem
from db.storage.unguarded import unguarded as guards_away

_INDEXED = {
    "client": "client",
    "case_file": "case",
    "contact_note": "note",
    "outside_person": "person",
}
_KNOWN_BEFORE = (PEOPLE, "contact_point", "resource")
_PAGES = 500  # of an index, merged by one statement


@contextmanager
def unguarded(work: Work) -> Iterator[None]:
    """Without the guards of what is signed, and with references looked at in the end only."""
    with guards_away(work.session.connection()):
        yield
        work.session.flush()


def put_rows(work: Work, matter: Matter) -> None:
    """Add every row. People outside, workers and rooms may be there already; the newer row of a
    person outside is kept.

    Raises `Refused` with "record.conflict" if anything else is there already, and
    `StorageProblem` unless each stands there afterwards as it was given.
    """
    for name, rows in matter.rows.items():
        table = table_of(name)
        there = _there(work, table, rows)
        if there and name not in _KNOWN_BEFORE:
            raise Refused(hard("record.conflict"))
        new = [row for key, row in rows.items() if key not in there]
        if new:
            work.session.execute(insert(table), new)
        if name == PEOPLE:
            for key, row in rows.items():
                if key in there and row["changed_at"] > there[key]["changed_at"]:
                    work.session.execute(update(table).where(_is(table, key)).values(row))
        stands = _there(work, table, rows)
        if any(stands.get(key_of(table, row)) != row for row in new):
            raise StorageProblem("migration_failed", what=name)


def take_out(work: Work, matter: Matter) -> None:
    """Remove every row that leaves, and what the search index knows of it."""
    for table, rows in matter.leaving():
        for key in rows:
            work.session.execute(delete(table).where(_is(table, key)))
    forget_in_index(work, matter)
    work.session.flush()
    for index in ("search_name", "search_note"):
        _forget_words(work, index)


def forget_in_index(work: Work, matter: Matter) -> None:
    """What leaves is found no more."""
    for table, rows in matter.leaving():
        for row in rows.values() if table.name in _INDEXED else ():
            work.search.remove(work.session, _INDEXED[table.name], row["id"])


def _forget_words(work: Work, index: str) -> None:
    """Merge the index, or the words of what was removed stay in it until some later day.

    In short steps: a drive that is shared takes a long one for a computer that slept.
    """
    session, pages = work.session, -_PAGES
    while True:
        before = session.scalar(text("SELECT total_changes()")) or 0
        session.execute(
            text(f"INSERT INTO {index}({index}, rank) VALUES ('merge', :pages)"), {"pages": pages}
        )
        if (session.scalar(text("SELECT total_changes()")) or 0) - before < 2:
            return
        pages = _PAGES


def _there(work: Work, table: Table, rows: Rows) -> Rows:
    found: Rows = {}
    for key in rows:
        row = work.session.execute(select(table).where(_is(table, key))).mappings().first()
        if row is not None:
            found[key] = dict(row)
    return found


def _is(table: Table, key: tuple[Any, ...]) -> Any:
    columns = list(table.primary_key)
    return and_(*(column == value for column, value in zip(columns, key, strict=True)))
