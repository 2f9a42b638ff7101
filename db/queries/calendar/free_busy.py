"""Free or busy: the days of everybody and everything that an appointment would take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.named import Wanted, wanted
from db.queries.calendar.taken import taken_rows
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, AppointmentStatus, LeaveKind, ResourceKind
from db.rules.permissions import Action
from db.rules.scheduling import UNPROMISED, Taken, WorkerTime, day_span
from db.rules.scheduling.capacity import full_spans
from db.rules.scheduling.free_busy import Held, Hold, held

_WITHOUT_HOURS = (ResourceKind.CLIENT, ResourceKind.HOUSEHOLD_MEMBER, ResourceKind.INTERPRETER)


@dataclass(frozen=True, slots=True)
class HeldStretch:
    """A stretch of somebody's day. Moments are aware, in the office's zone.

    `kind` is that of an appointment which the user may know of; of another one nothing is said
    but that somebody is busy.
    """

    starts_at: datetime
    ends_at: datetime
    hold: Hold
    kind: AppointmentKind | None = None
    leave: LeaveKind | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """The days of a worker, client, room, car or interpreter, without a gap."""

    id: UUID
    kind: ResourceKind
    name: str
    stretches: tuple[HeldStretch, ...]


@dataclass(frozen=True, slots=True)
class FreeBusy:
    """The rows of some days, in the order in which the form names them."""

    first: date
    days: int
    rows: tuple[HeldRow, ...]


def free_busy(reading: Reading, form: AppointmentForm, days: int = 1) -> FreeBusy:
    """What is held from the form's day on, its own booking left out: it is what is to be moved.

    One statement for what is booked, whoever is asked for. Raises `Refused` as `check` does where
    the form names somebody who is not there or of whom the user may not know.
    """
    reading.require(Action.FIND_CLIENTS)
    first = form.starts_at.astimezone(reading.zone).date()
    within = day_span(first, reading.zone, days)
    asked = wanted(reading, form)
    rows = taken_rows(reading, asked.ids(), within) if asked.resources else ()
    of_each: dict[UUID, list[Taken]] = {one.id: [] for one in asked.resources}
    for row in rows:
        if row.appointment_id != form.id:
            of_each[row.resource_id].append(row)
    office = office_time(reading, within)
    times = worker_times(reading, asked.ids(ResourceKind.WORKER), within)
    return FreeBusy(
        first,
        days,
        tuple(
            HeldRow(
                one.id,
                one.kind,
                one.name,
                tuple(
                    _local(reading, stretch)
                    for stretch in held(
                        within,
                        _full(asked, one.id, of_each[one.id]),
                        None if one.kind in _WITHOUT_HOURS else office,
                        times.get(one.id, WorkerTime()),
                    )
                ),
            )
            for one in asked.resources
        ),
    )


def _full(asked: Wanted, resource_id: UUID, rows: Sequence[Taken]) -> Sequence[Taken]:
    """A room for several is busy only while it is full, and then with nobody in particular."""
    capacity = asked.capacity.get(resource_id)
    if capacity is None:
        return rows
    firm = [row.span for row in rows if row.status not in UNPROMISED]
    return [
        Taken(
            resource_id, span, resource_id, AppointmentKind.OTHER, AppointmentStatus.CONFIRMED, True
        )
        for span in full_spans(firm, capacity)
    ]


def _local(reading: Reading, stretch: Held) -> HeldStretch:
    known = stretch.kind if stretch.kind is not AppointmentKind.OTHER else None
    return HeldStretch(
        _moment(reading, stretch.span.starts_at),
        _moment(reading, stretch.span.ends_at),
        stretch.hold,
        known,
        stretch.leave,
        stretch.name,
    )


def _moment(reading: Reading, seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(reading.zone)
