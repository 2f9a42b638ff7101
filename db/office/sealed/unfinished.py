"""Whether the office's log tells of a sealed file.

A program that was killed while it made one in a folder may have left a file that its members open,
and of which the log does not tell. Whoever opens it next sees to that.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent
from db.office.sealed.standing import SealedOffice
from db.operations.work import Work
from db.queries.reading import Reading

_MADE, _FOUND = "sealed.made", "sealed.found"


def record_made(work: Work, sealed_id: UUID, beside: Callable[[Session], None]) -> None:
    """All that the office's own log says of a file that was made; `beside` keeps the file where
    it is kept with its record."""
    beside(work.session)
    work.record(_MADE, "sealed", sealed_id)
    work.changed("sealed", sealed_id)


def is_on_record(reading: Reading, sealed_id: UUID) -> bool:
    """Whether the office's log tells of this sealed file."""
    asked = exists().where(
        AuditEvent.record_id == sealed_id, AuditEvent.action.in_((_MADE, _FOUND))
    )
    return bool(reading.session.scalar(select(asked)))


def put_on_record(inside: SealedOffice) -> None:
    """Let the office's log tell of a file that it did not know, and who made it by the file's own.

    Raises `Refused`.
    """
    sealed_id = inside.record.id
    if not inside.main.read(is_on_record, sealed_id):
        inside.main.write(_found, sealed_id, inside.read(_made_by))


def _found(work: Work, sealed_id: UUID, made_by: UUID | None) -> None:
    if not is_on_record(work, sealed_id):  # by another member meanwhile
        work.record(_FOUND, "sealed", sealed_id, made_by=str(made_by))


def _made_by(reading: Reading) -> UUID | None:
    asked = select(AuditEvent.user_id).where(AuditEvent.action == _MADE).order_by(AuditEvent.at)
    return reading.session.scalar(asked.limit(1))
