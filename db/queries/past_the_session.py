"""What is written past the session, for whoever must know of it.

A session's events tell of rows that it holds. A statement that is told by heart
(`db.queries.by_heart`, the one door for such writes) changes rows of which it holds none, so each
is told here before it is done.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from sqlalchemy import ClauseElement, TextClause, UpdateBase
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

Told = Mapping[str, Any]

_LISTENERS = "listen_to_writes"
_WRITING = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE|COPY|TRUNCATE)\b", re.IGNORECASE)


def listen_to_writes(session: Session, heard: Callable[[str, Told], object]) -> None:
    """Hear of each statement that is told by heart in this session and writes: once for each table
    that it writes, by name, with the values that it is told, by the names that its parameters have.
    It is heard of before it is done, and may fail yet, with all of its transaction.
    """
    session.info.setdefault(_LISTENERS, []).append(heard)


def tell_of_writes(session: Session, asked: Iterable[tuple[Iterable[str], Told]]) -> None:
    """Tell whoever listens of these: the tables that each writes, and what it is told."""
    listeners = session.info.get(_LISTENERS)
    if not listeners:
        return
    for tables, told in asked:
        for table in tables:
            for heard in listeners:
                heard(table, told)


def tables_written(statement: ClauseElement) -> frozenset[str]:
    """The tables that a statement writes. Raises ValueError for one in words of its own, which only
    whoever wrote it knows."""
    if isinstance(statement, TextClause) and _WRITING.search(statement.text):
        raise ValueError("a statement in words of its own must name the tables that it writes")
    changes = (one for one in iterate(cast(Any, statement)) if isinstance(one, UpdateBase))
    return frozenset(str(cast(Any, one).table.name) for one in changes)
