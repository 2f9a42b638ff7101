"""Who waits for an appointment: urgent ones first, then whoever has waited longest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from db.models.calendar import AppointmentRequest
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.staff import Staff
from db.queries.cases.people import person_name, staff_names
from db.queries.reading import Reading
from db.queries.visibility import (
    client_to_see,
    named_on_case,
    open_in_emergency,
    visible_client,
)
from db.rules.codes import AppointmentKind, RequestState
from db.rules.findings import Refused, hard
from db.rules.names import PersonName
from db.rules.permissions import Action
from db.rules.safe_contact import ClientSafety

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForm:
    """What somebody asked for, as it is typed. `minutes` is how long it shall last.

    `id` comes from the caller, so that a save which is sent twice asks once. `earliest` and
    `latest` are days in the office's zone, both included. A new one has version 0.
    """

    id: UUID
    kind: AppointmentKind
    minutes: int
    client_id: UUID | None = None
    case_id: UUID | None = None
    staff_id: UUID | None = None
    subject: str = ""
    wish: str = ""
    earliest: date | None = None
    latest: date | None = None
    urgent: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits, or waited. `since` is aware, in the office's zone; `days` counts the
    office's days from then until today. The case is in the form for who may read cases."""

    form: RequestForm
    state: RequestState
    client: PersonName | None
    safety: ClientSafety
    worker: str
    since: datetime
    days: int
    asked_by: str
    appointment_id: UUID | None
    withdrawn_because: str

    @property
    def id(self) -> UUID:
        """The request's id."""
        return self.form.id

    @property
    def who(self) -> str:
        """The client's name, or what it is about where there is no client."""
        return self.form.subject if self.client is None else self.client.display()


def waiting_list(reading: Reading, staff_id: UUID | None = None) -> tuple[Waiting, ...]:
    """All who wait and of whom the user may know: urgent ones first, then the oldest.

    With `staff_id` those who wish for this worker, and those to whom any is welcome.
    """
    reading.require(Action.FIND_CLIENTS)
    row = AppointmentRequest
    asked = _asked(reading).where(row.state == RequestState.WAITING)
    if staff_id is not None:
        asked = asked.where(or_(row.staff_id == staff_id, row.staff_id.is_(None)))
    asked = asked.order_by(row.urgent.desc(), row.created_at, row.id).limit(MOST)
    return _waiting(reading, reading.session.execute(asked))


def requests_of_client(reading: Reading, client_id: UUID) -> tuple[Waiting, ...]:
    """What a client has asked for: what is still waited for first, then the newest.

    Raises `Refused` with "client.unknown".
    """
    client_to_see(reading, client_id)
    row = AppointmentRequest
    asked = _asked(reading).where(row.client_id == client_id).order_by(row.created_at.desc())
    found = _waiting(reading, reading.session.execute(asked.limit(MOST)))
    return tuple(sorted(found, key=lambda one: one.state is not RequestState.WAITING))


def open_request(reading: Reading, request_id: UUID) -> Waiting:
    """A request for editing. Raises `Refused` with "request.unknown"."""
    reading.require(Action.FIND_CLIENTS)
    found = _waiting(
        reading,
        reading.session.execute(_asked(reading).where(AppointmentRequest.id == request_id)),
    )
    if not found:
        raise Refused(hard("request.unknown"))
    return found[0]


def request_to_see(reading: Reading, request_id: UUID) -> AppointmentRequest:
    """The request, if the user may know of it. Raises `Refused` with "request.unknown"."""
    reading.require(Action.FIND_CLIENTS)
    row = reading.session.execute(
        _asked(reading).where(AppointmentRequest.id == request_id)
    ).one_or_none()
    if row is None:
        raise Refused(hard("request.unknown"))
    return row[0]


def visible_request(reading: Reading) -> ColumnElement[bool]:
    """Condition on `AppointmentRequest` outer-joined to its `Client` and its `CaseFile`.

    What a restricted client or a restricted case asks for is known to named staff only; to
    others it is not even there.
    """
    return and_(
        or_(AppointmentRequest.client_id.is_(None), visible_client(reading)),
        or_(
            AppointmentRequest.case_id.is_(None),
            CaseFile.restricted.is_(False),
            named_on_case(reading.user),
            open_in_emergency(reading),
        ),
    )


def _asked(reading: Reading) -> Select[AppointmentRequest, Client, str]:
    row = AppointmentRequest
    return (
        select(row, Client, Staff.display_name)
        .outerjoin(Client, Client.id == row.client_id)
        .outerjoin(CaseFile, CaseFile.id == row.case_id)
        .outerjoin(Staff, Staff.id == row.staff_id)
        .where(visible_request(reading))
    )


def _waiting(reading: Reading, rows: Iterable[Any]) -> tuple[Waiting, ...]:
    found = [tuple(row) for row in rows]
    names = staff_names(reading, (row.requested_by_id for row, _, _ in found))
    return tuple(
        _shown(reading, row, client, worker or "", names.get(row.requested_by_id, ""))
        for row, client, worker in found
    )


def _shown(
    reading: Reading, row: AppointmentRequest, client: Client | None, worker: str, asked_by: str
) -> Waiting:
    since = row.created_at.astimezone(reading.zone)
    safety = ClientSafety()
    if client is not None:
        safety = ClientSafety(client.do_not_confirm, client.code_word, client.contact_advice)
    return Waiting(
        form=RequestForm(
            id=row.id,
            kind=row.kind,
            minutes=row.minutes,
            client_id=row.client_id,
            case_id=row.case_id if reading.may(Action.READ_CASES) else None,
            staff_id=row.staff_id,
            subject=row.subject,
            wish=row.wish,
            earliest=row.earliest,
            latest=row.latest,
            urgent=row.urgent,
            version=row.version,
        ),
        state=row.state,
        client=person_name(client) if client is not None else None,
        safety=safety,
        worker=worker,
        since=since,
        days=(reading.today - since.date()).days,
        asked_by=asked_by,
        appointment_id=row.appointment_id,
        withdrawn_because=row.withdrawn_because,
    )
