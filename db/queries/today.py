"""What is next and what is late, for the person who asks: the first page of the day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.client import Client
from db.queries.calendar.places import place_names, where
from db.queries.calendar.visible import kept_for_sealed_file
from db.queries.cases.case_filter import CaseFilter, CaseSort
from db.queries.cases.case_list import CaseRow, case_ids, case_rows
from db.queries.cases.parties import safety_of
from db.queries.cases.people import client_name
from db.queries.emergencies import EmergencyRow, emergencies_to_know
from db.queries.hearings_ahead import ComingHearing, coming_hearings, start_of
from db.queries.messages import MessageRow, my_messages
from db.queries.notes.lists import DraftRow, notes_to_sign
from db.queries.reading import Reading
from db.queries.tasks import TaskFilter, TaskRow, TaskSpan, task_list
from db.queries.visibility import visible_client
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.findings import Finding
from db.rules.permissions import Action
from db.rules.safe_contact import client_marks

MOST = 200
_CANCELLED = (AppointmentStatus.CANCELLED_BY_CLIENT, AppointmentStatus.CANCELLED_BY_OFFICE)


@dataclass(frozen=True)
class TodayAppointment:
    """One of the user's appointments today. Moments are aware, in UTC.

    `client_name` and `subject` are empty for a client whom the user may not know of. The case
    is there for who may read cases.
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
    marks: tuple[Finding, ...]
    hidden: bool = False  # kept in a sealed file
    joining_link: str = ""


@dataclass(frozen=True)
class Today:
    """What concerns the user today.

    `hearings` hold those of everybody's cases, the user's own first; tasks and silent cases are
    the user's own. What is late with others stands in `team_tasks` and `team_silent`, for who
    assigns cases. `emergencies` are others' emergency accesses of which the user has to know.
    """

    day: date
    appointments: tuple[TodayAppointment, ...]
    tasks: tuple[TaskRow, ...]  # overdue, due today or within a week
    notes_to_sign: tuple[DraftRow, ...]
    hearings: tuple[ComingHearing, ...]
    silent: tuple[CaseRow, ...]
    messages: tuple[MessageRow, ...]
    team_tasks: tuple[TaskRow, ...] = ()
    team_silent: tuple[CaseRow, ...] = ()
    emergencies: tuple[EmergencyRow, ...] = ()


def today(reading: Reading) -> Today:
    """The day of the person who asks. Parts that their role may not see are empty."""
    reads_cases = reading.may(Action.READ_CASES)
    supervises = reading.may(Action.ASSIGN_CASES)
    silent = _silent(reading, mine=True) if reads_cases else ()
    own = {row.id for row in silent}
    return Today(
        day=reading.today,
        appointments=_appointments(reading),
        tasks=_tasks(reading),
        notes_to_sign=notes_to_sign(reading),
        hearings=coming_hearings(reading) if reads_cases else (),
        silent=silent,
        messages=my_messages(reading) if reading.may(Action.TAKE_MESSAGES) else (),
        team_tasks=_team_tasks(reading) if supervises else (),
        team_silent=(
            tuple(row for row in _silent(reading, mine=False) if row.id not in own)
            if supervises
            else ()
        ),
        emergencies=emergencies_to_know(reading),
    )


def _appointments(reading: Reading) -> tuple[TodayAppointment, ...]:
    if not reading.may(Action.FIND_CLIENTS):
        return ()
    first = start_of(reading, reading.today)
    last = start_of(reading, reading.today + timedelta(days=1))
    taken = exists().where(
        AppointmentResource.appointment_id == Appointment.id,
        AppointmentResource.resource_id == reading.user.id,
        AppointmentResource.kind == ResourceKind.WORKER,
    )
    found = (
        select(Appointment, Client, visible_client(reading), kept_for_sealed_file())
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
    rows = reading.session.execute(found).all()
    places = place_names(reading, (row.place_id for row, *_ in rows))
    return tuple(
        _appointment(
            reading, row, client, client is not None and bool(visible), bool(sealed), places
        )
        for row, client, visible, sealed in rows
    )


def _appointment(
    reading: Reading,
    row: Appointment,
    client: Client | None,
    visible: bool,
    sealed: bool,
    places: dict[UUID, str],
) -> TodayAppointment:
    known = client if visible else None
    unknown = client is not None and known is None
    return TodayAppointment(
        id=row.id,
        kind=row.kind,
        status=row.status,
        starts_at=datetime.fromtimestamp(row.starts_at, UTC),
        ends_at=datetime.fromtimestamp(row.ends_at, UTC),
        subject="" if unknown else row.subject,
        place="" if unknown else where(places, row.place_id, row.place),
        case_id=row.case_id if reading.may(Action.READ_CASES) else None,
        client_id=known.id if known else None,
        client_name=client_name(known) if known else "",
        marks=client_marks(safety_of(known)) if known else (),
        hidden=sealed,
        joining_link="" if unknown else row.joining_link,
    )


def _tasks(reading: Reading) -> tuple[TaskRow, ...]:
    return tuple(
        row
        for span in (TaskSpan.OVERDUE, TaskSpan.SOON)
        for row in task_list(reading, TaskFilter(span=span, mine=True), MOST)
    )


def _team_tasks(reading: Reading) -> tuple[TaskRow, ...]:
    overdue = task_list(reading, TaskFilter(span=TaskSpan.OVERDUE), MOST)
    return tuple(row for row in overdue if row.staff_id != reading.user.id)


def _silent(reading: Reading, *, mine: bool) -> tuple[CaseRow, ...]:
    asked = CaseFilter(silent=True, mine=mine)
    return case_rows(reading, case_ids(reading, asked, CaseSort.LAST_CONTACT)[:MOST])
