"""Whether somebody in the office's own records is a person of a sealed file, or the reverse.

The office is not asked when a client is entered there, and nothing is left behind: whoever is to
be told asks from time to time, and compares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from db.models.audit import AuditEvent
from db.models.client import Client
from db.models.staff import Staff
from db.queries.clients.duplicates import MOST_FOUND, likely, persons
from db.queries.reading import Reading
from db.queries.visibility import visible_client
from db.rules.matching import Person


@dataclass(frozen=True, slots=True)
class Entered:
    """A client of the office, for whoever keeps a sealed file: who entered them, and when."""

    id: UUID
    number: str
    visible: bool  # whether whoever asks may open the client's file
    by: str
    at: datetime | None  # aware, in the office's zone


def people_here(reading: Reading) -> tuple[Person, ...]:
    """Every client of a sealed file, as the rules of matching see them."""
    ids = list(reading.session.scalars(select(Client.id).where(Client.merged_into_id.is_(None))))
    return tuple(person for _, person in persons(reading, ids))


def entered_like(reading: Reading, people: Sequence[Person]) -> tuple[Entered, ...]:
    """The office's clients who may be one of these people, restricted ones as well."""
    found: dict[UUID, None] = {}
    for person in people:
        found.update(dict.fromkeys(one.id for one in likely(reading, person, limit=MOST_FOUND)))
    return tuple(_entered(reading, client_id) for client_id in found)


def _entered(reading: Reading, client_id: UUID) -> Entered:
    client = reading.session.get_one(Client, client_id)
    visible = reading.session.scalar(
        select(exists().where(Client.id == client_id, visible_client(reading)))
    )
    added = reading.session.execute(
        select(Staff.display_name, AuditEvent.at)
        .join(AuditEvent, AuditEvent.user_id == Staff.id)
        .where(AuditEvent.record_id == client_id, AuditEvent.kind == "client")
        .order_by(AuditEvent.at, AuditEvent.n)
        .limit(1)
    ).first()
    by, at = (added[0], added[1].astimezone(reading.zone)) if added is not None else ("", None)
    return Entered(client.id, client.number, bool(visible), by, at)
