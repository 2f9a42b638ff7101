"""All records of an office, from one database into another, and whether they are the same there.

The databases may be of different kinds: what is compared is what the program reads, column by
column. The full-text index is not among it, since each kind has one of its own that is made anew
(`db.operations.reindexing`).
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, func, insert, select

from db.models import Base
from db.models.office import Fact
from db.models.search import SearchEntry
from db.rules.partial_date import PartialDate
from db.storage.problems import StorageProblem
from db.storage.schema import NEEDS_VERSION, SCHEMA_FLOOR
from db.storage.unguarded import unguarded

_AT_ONCE = 500  # rows
Progress = Callable[[str, int], None]  # a table, and how many rows of it are over


@dataclass(frozen=True)
class Counted:
    """How many rows a table has, and a digest of all that is in them, ordered by their keys."""

    rows: int
    digest: str


def tables() -> tuple[Table, ...]:
    """The tables that hold records, each after those that its rows refer to."""
    index = SearchEntry.__tablename__
    return tuple(table for table in Base.metadata.sorted_tables if table.name != index)


def copy_rows(source: Connection, target: Connection, told: Progress = lambda *_: None) -> None:
    """Put every record of `source` into `target`, which has all tables and no record.

    Both connections are inside transactions of the caller's, who commits. Raises `StorageProblem`:
    "not_empty" if something is in the target already, "not_storable" where a text holds what the
    other database cannot keep.
    """
    both = (SCHEMA_FLOOR, NEEDS_VERSION)  # the source has them as well
    target.execute(delete(Fact).where(Fact.key.in_(both)))
    for table in tables():
        if target.scalar(select(func.count()).select_from(table)):
            raise StorageProblem("not_empty", what=table.name)
    with unguarded(target):
        for table in tables():
            over = 0
            for rows in _parts(source, table):
                if target.dialect.name == "postgresql":
                    _see_that_it_can_be_kept(table, rows)
                target.execute(insert(table), rows)
                over += len(rows)
                told(table.name, over)


def count_rows(connection: Connection, table: Table) -> Counted:
    """Read a whole table, in the order of its keys."""
    rows, digest = 0, hashlib.sha256()
    for part in _parts(connection, table):
        rows += len(part)
        for row in part:
            digest.update(json.dumps(row, sort_keys=True, default=_plain).encode() + b"\n")
    return Counted(rows, digest.hexdigest())


def see_that_all_is_there(source: Connection, target: Connection) -> dict[str, int]:
    """How many rows each table has; raises `StorageProblem` "moved_wrong" where one differs."""
    found = {}
    for table in tables():
        counted = count_rows(source, table)
        if count_rows(target, table) != counted:
            raise StorageProblem("moved_wrong", what=table.name)
        found[table.name] = counted.rows
    return found


def _parts(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    keys = list(table.primary_key)
    ordered = select(table).order_by(*keys).execution_options(stream_results=True)
    for part in connection.execute(ordered).mappings().partitions(_AT_ONCE):
        yield [dict(row) for row in part]


def _see_that_it_can_be_kept(table: Table, rows: list[dict[str, Any]]) -> None:
    """PostgreSQL keeps no character of number zero in a text, which a file does."""
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and "\0" in value:
                raise StorageProblem("not_storable", what=f"{table.name}.{name}")


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, PartialDate):
        return value.stored()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"a value of {type(value).__name__} has no plain form")
