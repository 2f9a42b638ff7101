"""Next free: the times that suit everybody best, each with its reasons."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from db.queries.calendar.appointment_form import seconds_of
from db.queries.calendar.free_seats import Seats, seats_of
from db.queries.reading import Reading
from db.rules import scheduling
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Finding
from db.rules.permissions import Action
from db.rules.scheduling import Span, local
from db.rules.scheduling.free_reasons import reasons, why_nothing
from db.rules.scheduling.freeness import open_spans
from db.rules.scheduling.suiting import Found, Search, Wishes, suiting

DAYS_AHEAD = 365
FIRST_SLOTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NextFree:
    """What a slot must suit. `begin` is aware; nothing before it, or in the past, is offered.

    All of `workers` come, and one of `any_of` besides. Of `rooms` one is taken, the first that is
    free, and so of `interpreters`. `without` is the appointment that is being moved: its own time
    counts as free.
    """

    minutes: int
    begin: datetime
    kind: AppointmentKind = AppointmentKind.OFFICE_VISIT
    workers: tuple[UUID, ...] = ()
    any_of: tuple[UUID, ...] = ()
    client_id: UUID | None = None
    household: tuple[UUID, ...] = ()
    room_id: UUID | None = None
    rooms: tuple[UUID, ...] = ()
    interpreter_id: UUID | None = None
    interpreters: tuple[UUID, ...] = ()
    car_id: UUID | None = None
    place_id: UUID | None = None
    without: UUID | None = None
    days: int = DAYS_AHEAD
    limit: int = FIRST_SLOTS
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time. Moments are aware, in the office's zone.

    `worker_id`, `room_id` and `interpreter_id` are who was chosen where there was a choice.
    """

    starts_at: datetime
    ends_at: datetime
    worker_id: UUID | None = None
    room_id: UUID | None = None
    interpreter_id: UUID | None = None
    reasons: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """The best slots; without any, `why` says who stands in the way of all."""

    slots: tuple[Slot, ...]
    why: tuple[Finding, ...] = ()


def next_free(reading: Reading, asked: NextFree) -> tuple[Slot, ...]:
    """The best slots that suit everybody, tentative bookings left alone."""
    return free_times(reading, asked).slots


def free_times(reading: Reading, asked: NextFree) -> FreeTimes:
    """The best slots that suit everybody, tentative bookings left alone, or why there are none.

    They lie within the office's and each worker's hours, outside leave and closures, and keep to
    buffers, ways and a day's most as far as the office lets these refuse or ask. Raises
    `Refused` for somebody who is not there or may not be known of.
    """
    reading.require(Action.FIND_CLIENTS)
    first = max(seconds_of(asked.begin), reading.now_seconds)
    whole = scheduling.day_span(
        scheduling.local_date(first, reading.zone), reading.zone, days=asked.days
    )
    within = Span(first, whole.ends_at)
    found = seats_of(reading, asked, within)
    search = Search(
        asked.minutes,
        open_spans(found.office, within),
        found.seats,
        reading.zone,
        asked.wishes,
        asked.limit,
    )
    slots = suiting(search)
    if not slots:
        return FreeTimes((), why_nothing(search))
    return FreeTimes(tuple(_slot(reading, search, found, one) for one in slots))


def _slot(reading: Reading, search: Search, found: Seats, one: Found) -> Slot:
    chosen = {
        seat.kind: who.id
        for seat, who, given in zip(search.seats, one.who, found.given, strict=True)
        if not given
    }
    return Slot(
        local(one.span.starts_at, reading.zone),
        local(one.span.ends_at, reading.zone),
        chosen.get(ResourceKind.WORKER),
        chosen.get(ResourceKind.ROOM),
        chosen.get(ResourceKind.INTERPRETER),
        reasons(search, one),
    )
