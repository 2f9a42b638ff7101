"""The interpreters that the office calls."""

from sqlalchemy import func, select

from db.models.office import Resource
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.rules.codes import ResourceKind
from db.rules.interpreters import InterpreterForm, codes_of


def interpreters(reading: Reading, *, former: bool = False) -> tuple[Opened[InterpreterForm], ...]:
    """Interpreters by name; with `former` also those who are no longer offered."""
    asked = (
        select(Resource)
        .where(Resource.kind == ResourceKind.INTERPRETER)
        .order_by(func.lower(Resource.name), Resource.id)
    )
    if not former:
        asked = asked.where(Resource.active.is_(True))
    return tuple(
        Opened(
            InterpreterForm(row.id, row.name, codes_of(row.languages), row.phone, row.active),
            row.version,
        )
        for row in reading.session.scalars(asked)
    )
