"""What the plan for appointments that break is made of: who is free, and who could stand in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.staff import Staff
from db.queries.calendar.availability import Availability, availability
from db.queries.calendar.items import CalendarItem, Named
from db.queries.calendar.range_view import calendar_columns
from db.queries.calendar.teams import team_members
from db.queries.reading import Reading
from db.rules.codes import ResourceKind
from db.rules.scheduling import Span, day_span, local_date
from db.rules.scheduling.freeness import open_spans
from db.rules.scheduling.guards import LookedFor
from db.rules.scheduling.plan import Breaking, Way, plan
from db.rules.scheduling.suiting import Seat

DAYS_AFTER = 60  # other times are looked for until so many days after the last that breaks
_DAY = 86_400


def ways_for(
    reading: Reading,
    items: Sequence[CalendarItem],
    absent: UUID | None,
    kept: Mapping[UUID, Span] | None = None,
) -> Mapping[UUID, tuple[Way, ...]]:
    """For each of these appointments its ways, the proposed one first; `kept` is whose time
    something else is about to take.

    Whoever stands in for the worker who is absent is of the same team; of an office without
    teams, anybody who works there.
    """
    if not items:
        return {}
    colleagues = _colleagues(reading, absent) if absent is not None else ()
    last = max(span_of(item).ends_at for item in items)
    until = day_span(local_date(last, reading.zone), reading.zone, DAYS_AFTER).ends_at
    within = Span(-(-reading.now_seconds // 60) * 60, until)
    places = _places(reading, items)
    known = availability(
        reading,
        [one.id for item in items for one in item.workers] + [one.id for one in colleagues],
        [one.id for item in items for _, one in _taken(item)],
        within,
        places.values(),
    )
    # Nobody who is expected on another day can be told in time to come today.
    tomorrow = day_span(reading.today, reading.zone).ends_at
    breaking = [
        replace(
            _breaking(item, places.get(item.id), absent, colleagues, known),
            not_before=0 if item.starts_at.date() == reading.today else tomorrow,
        )
        for item in items
    ]
    return plan(breaking, open_spans(known.office, within), reading.zone, kept)


def span_of(item: CalendarItem) -> Span:
    """Its times in the calendar's seconds."""
    return Span(int(item.starts_at.timestamp()), int(item.ends_at.timestamp()))


def _places(reading: Reading, items: Sequence[CalendarItem]) -> dict[UUID, UUID | None]:
    row = Appointment
    found = select(row.id, row.place_id).where(row.id.in_([item.id for item in items]))
    return {one: place for one, place in reading.session.execute(found)}  # noqa: C416 (a Row is no pair to mypy)


def _breaking(
    item: CalendarItem,
    place: UUID | None,
    absent: UUID | None,
    colleagues: Sequence[Named],
    known: Availability,
) -> Breaking:
    own, asked = span_of(item), LookedFor(item.kind, place, bool(item.rooms))
    seats = tuple(
        Seat(kind, (known.candidate(one.id, one.name, kind, asked, own),))
        for kind, one in _taken(item)
    )
    there = {one.id for one in item.workers}
    worker = ResourceKind.WORKER
    others = tuple(
        known.candidate(c.id, c.name, worker, asked) for c in colleagues if c.id not in there
    )
    takes_part = absent if absent in there else None
    return Breaking(item.id, own, item.kind, seats, takes_part, others)


def _taken(item: CalendarItem) -> Iterator[tuple[ResourceKind, Named]]:
    for one in item.workers:
        yield ResourceKind.WORKER, one
    if item.client_id is not None:
        yield ResourceKind.CLIENT, Named(item.client_id, item.client_name)
    for kind, some in (
        (ResourceKind.HOUSEHOLD_MEMBER, item.household),
        (ResourceKind.ROOM, item.rooms),
        (ResourceKind.CAR, item.cars),
        (ResourceKind.INTERPRETER, item.interpreters),
    ):
        for one in some:
            yield kind, one


def _colleagues(reading: Reading, absent: UUID) -> tuple[Named, ...]:
    known = reading.session.get(Staff, absent)
    team = known.team.strip() if known is not None else ""
    if team:
        found = tuple(one for one, _ in team_members(reading, team))
    else:
        found = calendar_columns(reading, ResourceKind.WORKER)
    return tuple(one for one in found if one.id != absent)
