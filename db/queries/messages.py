"""Phone messages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from db.models.client import Client
from db.models.staff import PhoneMessage, Staff
from db.queries.cases.parties import ContactLine, contact_lines, safety_of
from db.queries.cases.people import person_name
from db.queries.clients.workers import client_workers
from db.queries.reading import Reading
from db.queries.visibility import client_to_see, visible_client
from db.rules.findings import Finding
from db.rules.names import PersonName
from db.rules.permissions import Action
from db.rules.safe_contact import ContactUse, client_marks


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message as it is listed. `taken_at` is in the office's zone.

    `client` is empty where no client was named or the user may not know of them; `marks` are
    that client's safe-contact rules, to be shown beside the number to call back.
    """

    id: UUID
    version: int
    for_staff: str
    taken_by: str
    taken_at: datetime
    caller: str
    phone: str
    text: str
    urgent: bool
    done: bool
    client_id: UUID | None
    client: str
    marks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Caller:
    """A client who called. `phones` are those on which they may be called back, best first;
    `workers` are whom the message may be for.
    """

    client_id: UUID
    name: PersonName
    marks: tuple[Finding, ...]
    phones: tuple[ContactLine, ...]
    workers: tuple[UUID, ...]


def caller(reading: Reading, client_id: UUID) -> Caller:
    """How to call a client back. Raises `Refused` with "client.unknown"."""
    client = client_to_see(reading, client_id)
    lines = contact_lines(reading, [client_id]).get(client_id, ())
    phones = tuple(line for line in lines if line.value and ContactUse.CALL in line.uses)
    workers = tuple(client_workers(reading, client_id))
    return Caller(client.id, person_name(client), client_marks(safety_of(client)), phones, workers)


def my_messages(
    reading: Reading, *, done: bool = False, limit: int = 200
) -> tuple[MessageRow, ...]:
    """Messages for the user that are still open (or done): urgent ones first, then the newest."""
    return _messages(reading, PhoneMessage.for_staff_id == reading.user.id, done, limit)


def messages_i_took(
    reading: Reading, *, done: bool = False, limit: int = 200
) -> tuple[MessageRow, ...]:
    """Messages that the user took for others."""
    return _messages(reading, PhoneMessage.taken_by_id == reading.user.id, done, limit)


def _messages(
    reading: Reading, whose: ColumnElement[bool], done: bool, limit: int
) -> tuple[MessageRow, ...]:
    reading.require(Action.TAKE_MESSAGES)
    recipient, taker = aliased(Staff), aliased(Staff)
    asked = (
        select(
            PhoneMessage,
            recipient.display_name,
            taker.display_name,
            Client,
            visible_client(reading),
        )
        .join(recipient, recipient.id == PhoneMessage.for_staff_id)
        .join(taker, taker.id == PhoneMessage.taken_by_id)
        .outerjoin(Client, Client.id == PhoneMessage.client_id)
        .where(whose, PhoneMessage.done.is_(done))
        .order_by(PhoneMessage.urgent.desc(), PhoneMessage.created_at.desc())
        .limit(limit)
    )
    rows = []
    for message, for_staff, taken_by, client, visible in reading.session.execute(asked):
        known = client if client is not None and visible else None
        rows.append(
            MessageRow(
                id=message.id,
                version=message.version,
                for_staff=for_staff,
                taken_by=taken_by,
                taken_at=message.created_at.astimezone(reading.zone),
                caller=message.caller,
                phone=message.phone,
                text=message.text,
                urgent=message.urgent,
                done=message.done,
                client_id=known.id if known else None,
                client=person_name(known).display() if known else "",
                marks=client_marks(safety_of(known)) if known else (),
            )
        )
    return tuple(rows)
