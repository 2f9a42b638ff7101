"""What is told of records that whoever asks does not see, where a server keeps those from them.

On a file a query reads everything and tells what may be told. On a server it is refused the rest,
and asks through an opening (`db.migrations.walls.openings`): a schema with tables of the same names
that show so much. On a file nothing is different there.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import MetaData, Table, Uuid, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from db.models.base import Base
from db.models.client import Client

KNOWN = "known"  # that a record exists, that somebody is busy, and whom to ask
COUNTED = "counted"  # what funders and totals count
SEALING = "sealing"  # all that hangs together with somebody, for whoever seals it
LOG = "log"  # each line of the audit log, without what is told of somebody closed


@contextmanager
def through(session: Session, opening: str) -> Iterator[None]:
    """What is asked and written within is asked of the opening, and written through it."""
    if not is_walled(session):
        yield
        return
    with session.no_autoflush:
        connection = session.connection()
        before = connection.get_execution_options().get("schema_translate_map") or {}
        connection.execution_options(schema_translate_map={None: opening})
        try:
            yield
        finally:
            connection.execution_options(schema_translate_map=before)


@cache
def shown_by(opening: str, kind: type[Base]) -> Table:
    """A table as an opening shows it, for a statement that asks both on a server."""
    table = Base.metadata.tables[kind.__tablename__]
    return table.to_metadata(MetaData(), schema=opening)


def is_walled(session: Session) -> bool:
    """Whether the database itself keeps records from whoever asks."""
    return session.get_bind().dialect.name == "postgresql"


def restricted_clients_called(session: Session, orders: Sequence[str]) -> Sequence[UUID] | None:
    """Restricted clients whose folded name begins with one of these; None if a query may ask."""
    if not is_walled(session):
        return None
    called = func.wall_restricted_called(list(orders), type_=Uuid())
    return session.scalars(select(called.column_valued("id"))).all()


def follow_restriction(session: Session, client_id: UUID, now: datetime) -> bool:
    """Restrict a client exactly while a case of theirs is, seen or not; whether it changed."""
    changed = bool(session.scalar(select(func.wall_follow_restriction(client_id, now))))
    known = session.identity_map.get(identity_key(Client, client_id))
    if changed and known is not None:
        session.expire(known)
    return changed


def fits_unseen(session: Session, device: str, n: int, previous: bytes) -> bool:
    """Whether an entry of the log of which not all is shown is as it was written."""
    if not is_walled(session):
        return False
    return bool(session.scalar(select(func.wall_entry_fits(device, n, previous))))
