"""What the office's lists of programs, rooms, interpreters … have in common: saved from a form."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from db.models.base import Edited
from db.operations.work import Work
from db.rules.findings import Finding, Refused

R = TypeVar("R", bound=Edited)


def only_one_has(
    work: Work,
    column: InstrumentedAttribute[str],
    words: str,
    own_id: UUID,
    taken: Finding,
    *among: ColumnElement[bool],
) -> None:
    """Raise `Refused` with `taken` if another row has these words, small or capital letters."""
    kind = column.class_
    others = select(kind.id).where(*among, func.lower(column) == words.lower(), kind.id != own_id)
    if work.session.scalar(others.limit(1)) is not None:
        raise Refused(taken)


def save_listed(
    work: Work, called: str, new: R, form_version: int, fill: Callable[[R], object]
) -> int:
    """Add `new` (version 0), or change the record of its id, as `fill` says; gives the new version.

    It is recorded and named as `called`. Raises what `fill` and `Work.edit` raise.
    """
    there = None if form_version else work.session.get(type(new), new.id)
    if there is not None:
        return there.version  # saved before, and asked for again
    row = work.edit(type(new), new.id, form_version) if form_version else work.add(new)
    fill(row)
    work.session.flush()
    work.record(f"{called}.changed" if form_version else f"{called}.added", called, row.id)
    work.changed(called, row.id)
    return row.version
