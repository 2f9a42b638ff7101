"""New rows that are written at once.

A session that is told of a new row finds out at its next flush what is to be written, in which
order and by which statement: for one row that costs several times the writing. What people save
all day is known to be new and to stand on nothing that is not written yet, so it is written as it
is, by a statement that is known by heart, and the session holds it then as if it had read it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, insert, inspect
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from db.models.base import Base, Identified
from db.queries.by_heart import ByHeart, Question, Row, ask_together


def put(session: Session, row: Base | Identified, *also: Question) -> Sequence[Sequence[Row]]:
    """Write a new row and its parts: those that stand in its collections. What the session has not
    written yet comes before it; what is `also` asked comes after it, and is answered. Raises what a
    flush would.
    """
    written = [_written(row)]
    rows: list[Any] = [row]
    for relation in inspect(type(row)).relationships:
        for part in row.__dict__.get(relation.key) or ():
            for ours, theirs in relation.synchronize_pairs:
                name = inspect(type(part)).get_property_by_column(theirs).key
                setattr(part, name, getattr(row, str(ours.key)))
            written.append(_written(part))
            rows.append(part)
    answers = ask_together(session, *written, *also)
    for one in rows:
        make_transient_to_detached(one)
    session.add(row)
    return answers[len(written) :]


def _written(row: Base | Identified) -> Question:
    kind: Any = type(row)
    known, told = row.__dict__, {}
    for key, name, default in _columns(kind):
        value = known.get(key)
        if value is None:
            value = default(None) if callable(default) else default
            set_committed_value(row, key, value)
        told[name] = value
    return _statement(kind), told


@cache
def _columns(kind: type[Any]) -> list[tuple[str, str, Any]]:
    """The attribute of each column, its name, and its value where none was given."""
    mapper = inspect(kind)
    return [
        (mapper.get_property_by_column(one).key, one.name, getattr(one.default, "arg", None))
        for one in mapper.local_table.c
    ]


@cache
def _statement(kind: type[Any]) -> ByHeart:
    table = Base.metadata.tables[kind.__tablename__]
    return ByHeart(insert(table).values({one.name: bindparam(one.name) for one in table.c}))
