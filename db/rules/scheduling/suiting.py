"""Times that suit everybody, the best first: who may fill each seat, and what was wished for."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from db.rules.codes import ResourceKind
from db.rules.scheduling.spans import Span, common, merged
from db.rules.scheduling.wall_clock import DAY, day_span, local_date, stretches

QUARTER = 15 * 60
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that may fill a seat.

    `free` are merged spans in which the appointment may lie; `busy` those of their other
    appointments, in order of their beginnings: they say how full a day is, and what is beside.
    """

    id: UUID
    name: str
    free: tuple[Span, ...]
    busy: tuple[Span, ...] = ()

    def fits(self, slot: Span) -> bool:
        """Whether the whole slot is free."""
        at = bisect_right(self.free, slot.starts_at, key=_begins) - 1
        return at >= 0 and self.free[at].contains(slot)

    def beside(self, slot: Span, near: int) -> tuple[Span | None, Span | None]:
        """Their appointments that end or begin within so many seconds before or after a slot."""
        at = bisect_right(self.busy, slot.starts_at, key=_begins)
        before = self.busy[at - 1] if at > 0 else None
        after = self.busy[at] if at < len(self.busy) else None
        return (
            before if before and 0 <= slot.starts_at - before.ends_at <= near else None,
            after if after and 0 <= after.starts_at - slot.ends_at <= near else None,
        )

    def count_in(self, day: Span) -> int:
        """How many of their appointments begin on a day."""
        first = bisect_right(self.busy, day.starts_at - 1, key=_begins)
        return bisect_right(self.busy, day.ends_at - 1, key=_begins) - first


@dataclass(frozen=True, slots=True)
class Seat:
    """What an appointment needs one of: the candidate who has least that day fills it.

    With `level` False the first who is free does, in the order given.
    """

    kind: ResourceKind
    candidates: tuple[Candidate, ...]
    level: bool = True

    @property
    def is_open(self) -> bool:
        """Whether there is a choice at all."""
        return len(self.candidates) > 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """Weekdays (Monday is 0) and times of day, minutes after midnight, that are liked best."""

    weekdays: frozenset[int] = EVERY_DAY
    earliest: int = 0
    latest: int = 24 * 60

    def missed(self, weekday: int, starts: int, ends: int) -> int:
        """How many of the two wishes, the day and the time, a slot does not meet.

        Its end is counted from its beginning, also where clocks are changed within it.
        """
        return (weekday not in self.weekdays) + (starts < self.earliest or ends > self.latest)


class Found(NamedTuple):
    """A slot, who fills each seat, the wishes that it misses, and whether it is the first time of
    all though not of those that were wished for."""

    span: Span
    who: tuple[Candidate, ...]
    missed: int
    first_of_all: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. `open_spans` are the office's hours, merged.

    At most `a_day` slots of one day are found, those beside another appointment of a worker
    first, and `limit` in all. Slots begin at multiples of `step` seconds on the office's clock.
    """

    minutes: int
    open_spans: tuple[Span, ...]
    seats: tuple[Seat, ...]
    zone: ZoneInfo
    wishes: Wishes = field(default_factory=Wishes)
    limit: int = 10
    a_day: int = 4
    near: int = QUARTER
    step: int = QUARTER


def suiting(search: Search) -> tuple[Found, ...]:
    """The best slots: first those that miss fewest wishes, of these the earliest days.

    If there is an earlier one that only misses more wishes, the first of all stands last.
    """
    if search.limit <= 0:
        return ()
    classes = _by_wishes(search)
    found: list[Found] = []
    for missed, days in enumerate(classes):
        for day, spans in days.items():
            if len(found) < search.limit:
                found += _of_day(search, day, spans, missed)
    found = found[: search.limit]
    first = min((one for days in classes for spans in days.values() for one in spans), default=None)
    if first is not None and all(first < one.span for one in found):
        missed = next(n for n, days in enumerate(classes) for s in days.values() if first in s)
        who, _ = _filled(search, first, _day_of(search, first))
        found = [*found[: search.limit - 1], Found(first, who, missed, first_of_all=True)]
    return tuple(found)


def first_suiting(search: Search, seats: Iterable[Seat]) -> Span | None:
    """The first slot that suits these seats alone, whatever was wished for."""
    first = next(_starts(search, tuple(seats)), None)
    return None if first is None else Span(first[0], first[0] + search.minutes * 60)


def _by_wishes(search: Search) -> tuple[dict[int, list[Span]], ...]:
    """The slots by how many wishes they miss, and by local day; no more days than can count."""
    classes: tuple[dict[int, list[Span]], ...] = ({}, {}, {})
    enough = [0, 0, 0]
    for start, clock in _starts(search, search.seats):
        day, minute = clock // DAY, clock % DAY // 60
        missed = search.wishes.missed((day + 3) % 7, minute, minute + search.minutes)
        days = classes[missed]
        if day not in days:
            if enough[missed] >= search.limit:
                if missed == 0:
                    break  # nothing that comes later can be better
                continue
            days[day] = []
        if len(days[day]) < search.a_day:
            enough[missed] += 1
        days[day].append(Span(start, start + search.minutes * 60))
    return classes


def _starts(search: Search, seats: Sequence[Seat]) -> Iterator[tuple[int, int]]:
    """Each beginning that suits all seats, in seconds UTC and on the wall's clock."""
    seconds = search.minutes * 60
    if seconds <= 0:
        return
    possible = _beginnings(search.open_spans, seconds)
    for seat in seats:
        spans = [span for one in seat.candidates for span in _beginnings(one.free, seconds)]
        possible = common(possible, merged(spans))
    for begins, ends in possible:
        for stretch, offset in stretches(begins, ends, search.zone):
            clock = -(-(stretch.starts_at + offset) // search.step) * search.step
            while clock - offset < stretch.ends_at:
                yield clock - offset, clock
                clock += search.step


def _beginnings(free: Iterable[Span], seconds: int) -> tuple[Span, ...]:
    """The moments at which something so long may begin, the last one included."""
    return tuple(
        Span(starts, ends - seconds + 1) for starts, ends in free if ends - starts >= seconds
    )


def _of_day(search: Search, day: int, spans: Sequence[Span], missed: int) -> list[Found]:
    whole = _day_of(search, spans[0])
    filled = [(span, *_filled(search, span, whole)) for span in spans]
    filled.sort(key=lambda one: (one[2], one[0]))
    return [Found(span, who, missed) for span, who, _ in filled[: search.a_day]]


def _filled(search: Search, slot: Span, day: Span) -> tuple[tuple[Candidate, ...], bool]:
    """Who fills each seat, and whether no worker among them has anything beside the slot."""
    chosen: list[Candidate] = []
    alone = True
    for seat in search.seats:
        free = [one for one in seat.candidates if one.fits(slot)]
        best = min(free, key=lambda one: one.count_in(day)) if seat.level else free[0]
        chosen.append(best)
        if seat.kind is ResourceKind.WORKER and any(best.beside(slot, search.near)):
            alone = False
    return tuple(chosen), alone


def _day_of(search: Search, slot: Span) -> Span:
    return day_span(local_date(slot.starts_at, search.zone), search.zone)


def _begins(span: Span) -> int:
    return span.starts_at
