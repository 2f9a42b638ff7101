"""The series that an appointment belongs to, and how much of it is still to come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import selectinload

from db.models.appointment import Appointment, AppointmentSeries
from db.models.case_file import CaseFile
from db.models.client import Client
from db.queries.calendar.visible import appointment_to_see, visible_appointment
from db.queries.reading import Reading
from db.rules.appointment_steps import EXPECTED
from db.rules.recurrence import Repeats, repeats_of
from db.rules.scheduling import local_date


class Which(StrEnum):
    """How much of a series is meant."""

    THIS = "this"
    FOLLOWING = "following"  # with this one
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SeriesAhead:
    """How a series repeats, as it was booked, and how many of it are expected still: from this
    appointment on, and in all; on which day the last of them is, and whether this one is ahead.
    """

    repeats: Repeats | None  # None: a newer program knows how
    first_day: date
    following: int
    all: int
    last_day: date | None = None
    ahead: bool = True


def series_ahead(reading: Reading, appointment_id: UUID) -> SeriesAhead | None:
    """The appointment's series, or None if it stands alone. Raises as `open_appointment` does."""
    return series_of(reading, appointment_to_see(reading, appointment_id))


def series_of(reading: Reading, row: Appointment) -> SeriesAhead | None:
    """The same for an appointment that the user may see."""
    series = None
    if row.series_id is not None:
        series = reading.session.get(AppointmentSeries, row.series_id)
    if series is None:
        return None
    counted = int(row.status in EXPECTED and row.starts_at > reading.now_seconds)
    starts = [one.starts_at for one in others_ahead(reading, row)] + [row.starts_at] * counted
    return SeriesAhead(
        repeats_as_booked(series),
        series.first_day,
        sum(one >= row.starts_at for one in starts),
        len(starts),
        local_date(max(starts), reading.zone) if starts else None,
        bool(counted),
    )


def repeats_as_booked(series: AppointmentSeries) -> Repeats | None:
    """The rule of a series, or None if only a newer program knows it."""
    try:
        return repeats_of(series.rule)
    except ValueError:
        return None


def others_ahead(reading: Reading, row: Appointment, since: int = 0) -> list[Appointment]:
    """The others of its series that begin later than now, not before `since`, and are expected."""
    if row.series_id is None:
        return []
    found = reading.session.scalars(
        select(Appointment)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
        .where(_ahead(reading, row, since), visible_appointment(reading))
        .order_by(Appointment.starts_at)
        .options(selectinload(Appointment.taken))
    )
    return list(found)


def _ahead(reading: Reading, row: Appointment, since: int) -> ColumnElement[bool]:
    return and_(
        Appointment.series_id == row.series_id,
        Appointment.id != row.id,
        Appointment.status.in_(tuple(EXPECTED)),
        Appointment.starts_at > reading.now_seconds,
        Appointment.starts_at >= since,
    )
