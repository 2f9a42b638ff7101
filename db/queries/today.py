"""What is next and what is late, for the person who asks: the first page of the day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import exists, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import Assignment, CaseFile
from db.models.client import Client
from db.models.court import Hearing
from db.models.staff import PhoneMessage
from db.queries.cases.case_filter import CaseFilter, CaseSort, works_on
from db.queries.cases.case_list import CaseRow, case_ids, case_rows
from db.queries.cases.people import client_name, staff_names
from db.queries.notes.lists import DraftRow, notes_to_sign
from db.queries.reading import Reading
from db.queries.tasks import TaskFilter, TaskRow, TaskSpan, task_list
from db.queries.visibility import readable_case, visible_client
from db.rules.casework import HEARING_SOON_DAYS
from db.rules.codes import AppointmentKind, AppointmentStatus, HearingKind, ResourceKind
from db.rules.permissions import Action

MOST = 200
_CANCELLED = (AppointmentStatus.CANCELLED_BY_CLIENT, AppointmentStatus.CANCELLED_BY_OFFICE)


@dataclass(frozen=True)
class TodayAppointment:
    """One of the user's appointments today. Moments are aware, in UTC.

    `client_name` is empty without a client, or for one whom the user may not know of.
    """

    id: UUID
    kind: AppointmentKind
    status: AppointmentStatus
    starts_at: datetime
    ends_at: datetime
    subject: str
    place: str
    case_id: UUID | None
    client_id: UUID | None
    client_name: str


@dataclass(frozen=True)
class ComingHearing:
    """A hearing of the next days. `mine` says that the user works on the case."""

    id: UUID
    case_id: UUID
    case_number: str
    client_name: str
    kind: HearingKind
    starts_at: datetime
    court: str
    mine: bool
    days: int  # from today, in the office's zone


@dataclass(frozen=True)
class WaitingMessage:
    """A phone message for the user that is not done."""

    id: UUID
    version: int
    caller: str
    phone: str
    text: str
    urgent: bool
    taken_at: datetime
    taken_by: str
    client_id: UUID | None


@dataclass(frozen=True)
class Today:
    """What concerns the user today.

    `hearings` hold those of everybody's cases, the user's own first; `silent` cases and tasks
    are the user's own; who works on no case sees those of all in `silent`.
    """

    day: date
    appointments: tuple[TodayAppointment, ...]
    tasks: tuple[TaskRow, ...]  # overdue, due today or within a week
    notes_to_sign: tuple[DraftRow, ...]
    hearings: tuple[ComingHearing, ...]
    silent: tuple[CaseRow, ...]
    messages: tuple[WaitingMessage, ...]


def today(reading: Reading) -> Today:
    """The day of the person who asks. Parts that their role may not see are empty."""
    reads_cases = reading.may(Action.READ_CASES)
    return Today(
        day=reading.today,
        appointments=_appointments(reading),
        tasks=_tasks(reading),
        notes_to_sign=notes_to_sign(reading),
        hearings=coming_hearings(reading) if reads_cases else (),
        silent=_silent(reading) if reads_cases else (),
        messages=_messages(reading),
    )


def coming_hearings(reading: Reading, days: int = HEARING_SOON_DAYS) -> tuple[ComingHearing, ...]:
    """Hearings from now until the end of the day so many days from today, mine first."""
    reading.require(Action.READ_CASES)
    until = _start_of(reading, reading.today + timedelta(days=days + 1))
    mine = works_on(reading.user.id)
    found = (
        select(Hearing, CaseFile, Client, mine)
        .join(CaseFile, CaseFile.id == Hearing.case_id)
        .join(Client, Client.id == CaseFile.client_id)
        .where(
            readable_case(reading),
            Hearing.vacated.is_(False),
            Hearing.starts_at >= reading.now_seconds,
            Hearing.starts_at < until,
        )
        .order_by(mine.desc(), Hearing.starts_at, Hearing.id)
        .limit(MOST)
    )
    return tuple(
        ComingHearing(
            id=hearing.id,
            case_id=case.id,
            case_number=case.number,
            client_name=client_name(client),
            kind=hearing.kind,
            starts_at=datetime.fromtimestamp(hearing.starts_at, UTC),
            court=hearing.court,
            mine=bool(is_mine),
            days=(_local_day(reading, hearing.starts_at) - reading.today).days,
        )
        for hearing, case, client, is_mine in reading.session.execute(found)
    )


def _appointments(reading: Reading) -> tuple[TodayAppointment, ...]:
    first = _start_of(reading, reading.today)
    last = _start_of(reading, reading.today + timedelta(days=1))
    taken = exists().where(
        AppointmentResource.appointment_id == Appointment.id,
        AppointmentResource.resource_id == reading.user.id,
        AppointmentResource.kind == ResourceKind.WORKER,
    )
    found = (
        select(Appointment, Client, visible_client(reading))
        .outerjoin(Client, Client.id == Appointment.client_id)
        .where(
            taken,
            Appointment.starts_at < last,
            Appointment.ends_at > first,
            Appointment.starts_at > first - 86_400,
            Appointment.status.not_in(_CANCELLED),
        )
        .order_by(Appointment.starts_at, Appointment.id)
    )
    return tuple(
        TodayAppointment(
            id=appointment.id,
            kind=appointment.kind,
            status=appointment.status,
            starts_at=datetime.fromtimestamp(appointment.starts_at, UTC),
            ends_at=datetime.fromtimestamp(appointment.ends_at, UTC),
            subject=appointment.subject,
            place=appointment.place,
            case_id=appointment.case_id,
            client_id=appointment.client_id if visible else None,
            client_name=client_name(client) if client is not None and visible else "",
        )
        for appointment, client, visible in reading.session.execute(found)
    )


def _tasks(reading: Reading) -> tuple[TaskRow, ...]:
    return tuple(
        row
        for span in (TaskSpan.OVERDUE, TaskSpan.SOON)
        for row in task_list(reading, TaskFilter(span=span, mine=True), MOST)
    )


def _silent(reading: Reading) -> tuple[CaseRow, ...]:
    asked = CaseFilter(silent=True, mine=_works_on_cases(reading))
    return case_rows(reading, case_ids(reading, asked, CaseSort.LAST_CONTACT)[:MOST])


def _works_on_cases(reading: Reading) -> bool:
    own = exists().where(Assignment.staff_id == reading.user.id, Assignment.ended_on.is_(None))
    return bool(reading.session.scalar(select(own)))


def _messages(reading: Reading) -> tuple[WaitingMessage, ...]:
    found = reading.session.scalars(
        select(PhoneMessage)
        .where(PhoneMessage.for_staff_id == reading.user.id, PhoneMessage.done.is_(False))
        .order_by(PhoneMessage.urgent.desc(), PhoneMessage.created_at)
        .limit(MOST)
    ).all()
    names = staff_names(reading, (message.taken_by_id for message in found))
    return tuple(
        WaitingMessage(
            id=message.id,
            version=message.version,
            caller=message.caller,
            phone=message.phone,
            text=message.text,
            urgent=message.urgent,
            taken_at=message.created_at,
            taken_by=names.get(message.taken_by_id, ""),
            client_id=message.client_id,
        )
        for message in found
    )


def _start_of(reading: Reading, day: date) -> int:
    return int(datetime.combine(day, time(), reading.zone).timestamp())


def _local_day(reading: Reading, seconds: int) -> date:
    return datetime.fromtimestamp(seconds, reading.zone).date()
