"""Ways out for each appointment of a series that collides: another time near by, somebody else."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.items import Named
from db.queries.calendar.opened import moved
from db.queries.calendar.range_view import calendar_columns
from db.queries.calendar.series import occurrences, series_findings
from db.queries.calendar.series_ahead import Which
from db.queries.calendar.series_change import change_findings, planned
from db.queries.calendar.taken_by_slot import taken_by_slot
from db.queries.calendar.visible import appointment_to_see
from db.queries.calendar.wishes import (
    Judging,
    Occurrence,
    Wish,
    Wishes,
    checked_occurrences,
    wishes,
)
from db.queries.reading import Reading
from db.rules.codes import ResourceKind
from db.rules.findings import Severity
from db.rules.permissions import Action
from db.rules.recurrence import Repeats
from db.rules.scheduling import Span, Taken, day_span, to_seconds

_STEP = 30  # minutes
_FIRST, _LAST = 7 * 60, 20 * 60  # minutes after midnight: nobody is asked to come at night
_MOST_OTHERS = 12  # of each kind, who are asked about
_MOST_INSTEAD = 4  # who are offered for one day
_EXCHANGED = (ResourceKind.WORKER, ResourceKind.ROOM, ResourceKind.CAR, ResourceKind.INTERPRETER)
Others = dict[UUID, tuple[Named, ...]]


@dataclass(frozen=True, slots=True)
class Instead:
    """Another worker, room or car that is free then: `swap` is (from, to)."""

    swap: tuple[UUID, UUID]
    name: str
    kind: ResourceKind


@dataclass(frozen=True, slots=True)
class Ways:
    """What else suits all for one day of the series; nothing of it collides.

    `shift` is the next free beginning of the same day, or else of the same week: aware.
    """

    day: date
    shift: datetime | None
    instead: tuple[Instead, ...] = ()


def series_ways(reading: Reading, form: AppointmentForm, repeats: Repeats) -> tuple[Ways, ...]:
    """The ways out for each day of a new series that collides."""
    reading.require(Action.FIND_CLIENTS)
    if series_findings(reading, form, repeats):
        return ()
    wished = wishes(reading, occurrences(form, repeats, reading.zone))
    return _ways(reading, wished)


def change_ways(reading: Reading, form: AppointmentForm, which: Which) -> tuple[Ways, ...]:
    """The ways out for each appointment of a series that would collide once it is changed."""
    row = appointment_to_see(reading, form.id)
    if change_findings(reading, row, form):
        return ()
    moving = [one for one in planned(reading, row, form, which) if one.takes_other]
    wished = wishes(reading, [(one.member.day, one.after) for one in moving])
    return _ways(reading, wished, [one.after.id for one in moving])


def _ways(reading: Reading, wished: Wishes, leaving_out: Collection[UUID] = ()) -> tuple[Ways, ...]:
    found = checked_occurrences(reading, wished, leaving_out)
    colliding = [(wish, one) for wish, one in zip(wished.all, found, strict=True) if one.collides]
    if not colliding:
        return ()
    return _Search(reading, wished, [wish for wish, _ in colliding], leaving_out).ways(colliding)


class _Search:
    """Knows, of the weeks in which something collides, what is taken of all who come into question:
    asked by one statement.
    """

    def __init__(
        self,
        reading: Reading,
        wished: Wishes,
        colliding: Sequence[Wish],
        leaving_out: Collection[UUID],
    ) -> None:
        self._reading, self._zone = reading, reading.zone
        self._others = _others(reading, colliding)
        self._among = list(wished.all)
        swapped = [
            moved(wish.form, wish.form.starts_at, wish.form.ends_at, (old, other.id))
            for wish in colliding[:1]
            for old, others in self._others.items()
            for other in others
        ]
        asked = wishes(reading, [(colliding[0].day, form) for form in swapped])
        self._swapped = {_things(one.form): one.asked for one in asked.all}
        ids = tuple(dict.fromkeys((*wished.resource_ids, *asked.resource_ids)))
        mondays = sorted({_monday(wish.form, self._zone) for wish in colliding})
        workers = {
            one.id
            for asked in (*(wish.asked for wish in wished.all), *self._swapped.values())
            for one in asked.resources
            if one.kind is ResourceKind.WORKER
        }
        first, last = (day_span(day, self._zone, days=7) for day in (mondays[0], mondays[-1]))
        places = {wish.form.place_id for wish in wished.all}
        self._judging = Judging(reading, Span(first.starts_at, last.ends_at), workers, places)
        self._taken = self._taken_in(mondays, ids, frozenset(leaving_out))

    def _taken_in(
        self, mondays: Sequence[date], ids: Sequence[UUID], out: frozenset[UUID]
    ) -> dict[date, list[Taken]]:
        days = [monday + timedelta(n) for monday in mondays for n in range(7)]
        windows = [self._judging.window(day_span(day, self._zone)) for day in days]
        found: dict[date, dict[tuple[UUID, UUID], Taken]] = {one: {} for one in mondays}
        with_places = bool(self._judging.rules.travel)
        taken = taken_by_slot(self._reading, ids, windows, places=with_places)
        for day, rows in zip(days, taken, strict=True):
            week = found[day - timedelta(day.weekday())]
            for row in rows:
                if row.appointment_id not in out:
                    week[row.appointment_id, row.resource_id] = row
        return {monday: list(rows.values()) for monday, rows in found.items()}

    def ways(self, colliding: Sequence[tuple[Wish, Occurrence]]) -> tuple[Ways, ...]:
        """For each; no two are shifted to times that collide."""
        found = []
        for wish, occurrence in colliding:
            taken = self._taken[_monday(wish.form, self._zone)]
            instead = tuple(self._instead(wish, occurrence, taken))
            shifted = next((one for one in self._times(wish) if self._free(one, taken)), None)
            if shifted is not None:
                self._among = sorted([*self._among, shifted], key=lambda one: one.form.span)
            begin = shifted.form.starts_at if shifted is not None else None
            found.append(Ways(wish.day, begin, instead))
        return tuple(found)

    def _free(self, wish: Wish, taken: Sequence[Taken]) -> bool:
        window = self._judging.window(wish.form.span)
        rows = [row for row in taken if row.span.overlaps(window)]
        found = self._judging.findings(wish, rows, self._among)
        return all(one.severity is Severity.INFORMATION for one in found)

    def _times(self, wish: Wish) -> Iterator[Wish]:
        """The same day first, then the others of its week, each time the nearest first."""
        monday = _monday(wish.form, self._zone)
        starts = wish.form.starts_at.astimezone(self._zone)
        at = starts.hour * 60 + starts.minute
        length = wish.form.span.ends_at - wish.form.span.starts_at
        days = sorted(
            (monday + timedelta(n) for n in range(7)),
            key=lambda day: (day.weekday() > 4, abs(day - starts.date()), day < starts.date()),
        )
        minutes = sorted(
            range(_FIRST + at % _STEP, _LAST - length // 60 + 1, _STEP),
            key=lambda minute: (abs(minute - at), minute < at),
        )
        for day in sorted(days, key=lambda day: day != starts.date()):
            for minute in minutes:
                wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
                begin = to_seconds(wall, self._zone)
                if begin > self._reading.now_seconds and (day, minute) != (starts.date(), at):
                    starts_at, ends_at = (
                        datetime.fromtimestamp(at, UTC).astimezone(self._zone)
                        for at in (begin, begin + length)
                    )
                    form = replace(wish.form, starts_at=starts_at, ends_at=ends_at)
                    yield Wish(wish.day, form, wish.asked)

    def _instead(
        self, wish: Wish, occurrence: Occurrence, taken: Sequence[Taken]
    ) -> Iterator[Instead]:
        concerned = {str(one.params.get("resource", "")) for one in occurrence.findings}
        offered = 0
        for resource in wish.asked.resources:
            if resource.kind not in _EXCHANGED or str(resource.id) not in concerned:
                continue
            for other in self._others.get(resource.id, ()):
                swap = (resource.id, other.id)
                form = moved(wish.form, wish.form.starts_at, wish.form.ends_at, swap)
                asked = self._swapped.get(_things(form))
                if asked is None or offered == _MOST_INSTEAD:
                    continue
                if self._free(Wish(wish.day, form, asked), taken):
                    offered += 1
                    yield Instead(swap, other.name, resource.kind)


def _others(reading: Reading, colliding: Sequence[Wish]) -> Others:
    """Whom each worker, room and car could be exchanged for."""
    found: Others = {}
    for one in colliding[0].asked.resources:
        if one.kind in _EXCHANGED:
            taken = set(colliding[0].asked.ids())
            active = calendar_columns(reading, one.kind)
            found[one.id] = tuple(o for o in active if o.id not in taken)[:_MOST_OTHERS]
    return found


def _things(form: AppointmentForm) -> tuple[object, ...]:
    return (form.workers, form.room_id, form.car_id, form.interpreter_id)


def _monday(form: AppointmentForm, zone: ZoneInfo) -> date:
    day = form.starts_at.astimezone(zone).date()
    return day - timedelta(day.weekday())
