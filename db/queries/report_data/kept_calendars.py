"""Whose calendar files are kept in which folder, and what tells that one must be written anew."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.office import Fact, Office
from db.models.staff import Staff
from db.queries.calendar.outside_busy import own_outside_busy
from db.queries.calendar.taken import overlapping
from db.queries.reading import Reading
from db.queries.report_data.calendar_file import CalendarFileData, worker_calendar
from db.rules.calendar_folder import Choice, choice_key, days_in_file
from db.rules.permissions import Action
from db.rules.scheduling import Span, day_span

Mark = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KeptCalendars:
    """`marks` has one for each whose file is kept: while it is the same, so are their appointments.
    `language` is the office's, in which the files are written."""

    folder: str
    language: str
    choices: tuple[Choice, ...]
    marks: dict[UUID, Mark]


def kept_calendars(reading: Reading) -> KeptCalendars:
    """The folder, empty if the office has chosen none, and what every worker has chosen."""
    reading.require(Action.FIND_CLIENTS)
    office = reading.session.scalars(select(Office)).one()
    facts = set(reading.session.scalars(select(Fact.key).where(Fact.key.like("calendar_file.%"))))
    staff = reading.session.execute(
        select(Staff.id, Staff.user_name, Staff.active).order_by(Staff.user_name)
    )
    choices = tuple(
        Choice(one, name, bool(active) and choice_key(one) in facts) for one, name, active in staff
    )
    kept = [one.staff_id for one in choices if one.kept]
    return KeptCalendars(
        office.calendar_folder, office.language, choices, _marks(reading, kept, office.version)
    )


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """What somebody sees of it for themselves: the folder, whether their file is kept there, and
    at how many times they are busy by their other calendar."""

    folder: str
    kept: bool
    busy: int = 0


def own_calendar(reading: Reading) -> OwnCalendar:
    """One's own choice, and what is known of one's other calendar."""
    reading.require(Action.FIND_CLIENTS)
    folder = reading.session.scalars(select(Office.calendar_folder)).one()
    kept = reading.session.get(Fact, choice_key(reading.user.id)) is not None
    return OwnCalendar(folder, kept, len(own_outside_busy(reading)))


def kept_calendar(reading: Reading, staff_id: UUID) -> CalendarFileData:
    """What stands in a worker's file."""
    return worker_calendar(reading, staff_id, *days_in_file(reading.today))


def _marks(reading: Reading, staff: list[UUID], office_version: int) -> dict[UUID, Mark]:
    """How many appointments there are, when, how often they were changed, and when last: one
    statement along the index of who is taken when. Of what a server keeps from whoever asks the
    times alone are known, and no more of it stands in a file."""
    if not staff:
        return {}
    first, last = days_in_file(reading.today)
    span = Span(day_span(first, reading.zone).starts_at, day_span(last, reading.zone).ends_at)
    row = AppointmentResource
    found = reading.session.execute(
        select(
            row.resource_id,
            func.count(),
            func.sum(row.starts_at),
            func.sum(row.ends_at),
            func.sum(Appointment.version),
            func.max(Appointment.changed_at),
        )
        .outerjoin(Appointment, Appointment.id == row.appointment_id)
        .where(row.resource_id.in_(staff), overlapping(row, span))
        .group_by(row.resource_id)
    )
    known = {one: tuple(told) for one, *told in found}
    return {one: (first, last, office_version, *known.get(one, ())) for one in staff}
