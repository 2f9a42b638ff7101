"""A plan for appointments that break: for each what can become of it, the proposed way first.

What one row is proposed takes the time from the rows after it, so that the plan as a whole holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from db.rules.codes import AppointmentKind
from db.rules.scheduling.spans import Span, merged, without
from db.rules.scheduling.suiting import Candidate, Found, Search, Seat, Wishes, suiting
from db.rules.scheduling.wall_clock import local

SOON = 8 * 86_400  # a time within so many seconds is proposed before another worker is
TIMES = 3  # other times that are offered for each
COLLEAGUES = 3


class WayKind(StrEnum):
    """What may become of an appointment that breaks."""

    MOVE = "move"
    REASSIGN = "reassign"
    CANCEL = "cancel"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Way:
    """One way. `span` is the new time of a MOVE; `worker` who takes it in a REASSIGN."""

    kind: WayKind
    span: Span | None = None
    worker: UUID | None = None
    worker_name: str = ""


@dataclass(frozen=True, slots=True)
class Breaking:
    """An appointment that breaks. `seats` are all that it takes, each with one candidate, the
    worker who cannot keep it first among the workers; `colleagues` may take it instead.

    What has a time set by others, like a hearing, does not move and is not called off; what moves
    begins `not_before` this second.
    """

    id: UUID
    span: Span
    kind: AppointmentKind
    seats: tuple[Seat, ...]
    absent: UUID | None = None
    colleagues: tuple[Candidate, ...] = ()
    may_move: bool = True
    not_before: int = 0

    @property
    def fixed(self) -> bool:
        """Whether others set its time."""
        return self.kind in (AppointmentKind.HEARING, AppointmentKind.OUTSIDE)


@dataclass
class _Free:
    """What is free while the plan grows."""

    office: tuple[Span, ...]
    zone: ZoneInfo
    given: dict[UUID, list[Span]] = field(default_factory=dict)

    def now(self, one: Candidate) -> Candidate:
        """A candidate without what the plan has given them so far."""
        given = self.given.get(one.id)
        if not given:
            return one
        left = tuple(without(one.free, merged(given)))
        return replace(one, free=left, busy=tuple(sorted((*one.busy, *given))))

    def count(self, one: Candidate) -> int:
        """How much the plan has given them so far."""
        return len(self.given.get(one.id, ()))

    def give(self, ids: Iterable[UUID], span: Span) -> None:
        for one in ids:
            self.given.setdefault(one, []).append(span)


def plan(
    breaking: Iterable[Breaking],
    office: tuple[Span, ...],
    zone: ZoneInfo,
    kept: Mapping[UUID, Span] | None = None,
) -> Mapping[UUID, tuple[Way, ...]]:
    """For each the ways that there are, the proposed one first; `office` are its open spans, and
    `kept` whose time something else is about to take.

    Proposed is the next time with the same worker if it is soon, of the same weekday and time if
    there is one; otherwise whoever of the colleagues has least that day, and got least so far;
    otherwise a later time. If there is none of these, it is left as it is: somebody has to look.
    """
    free = _Free(office, zone)
    for one_id, span in (kept or {}).items():
        free.give([one_id], span)
    ways: dict[UUID, tuple[Way, ...]] = {}
    for one in sorted(breaking, key=lambda b: (b.span, b.id.int)):
        moves, others = _moves(one, free), _colleagues(one, free)
        ways[one.id] = _ordered(one, moves, others)
        _give(one, ways[one.id][0], free)
    return ways


def _ordered(one: Breaking, moves: list[Way], others: list[Way]) -> tuple[Way, ...]:
    soon = bool(moves) and _distance(one, moves[0]) <= SOON
    found = [*moves, *others] if soon or not others else [*others, *moves]
    ends = [Way(WayKind.LEAVE)] if one.fixed else [Way(WayKind.CANCEL), Way(WayKind.LEAVE)]
    return tuple([*found, *ends] if found else [Way(WayKind.LEAVE), *ends[:-1]])


def _distance(one: Breaking, way: Way) -> int:
    assert way.span is not None
    return abs(way.span.starts_at - one.span.starts_at)


def _moves(one: Breaking, free: _Free) -> list[Way]:
    if one.fixed or not one.may_move:
        return []
    seats = tuple(replace(s, candidates=tuple(map(free.now, s.candidates))) for s in one.seats)
    starts = local(one.span.starts_at, free.zone)
    minutes = (one.span.ends_at - one.span.starts_at) // 60
    begins = starts.hour * 60 + starts.minute
    search = Search(
        minutes,
        tuple(
            Span(max(span.starts_at, one.not_before), span.ends_at)
            for span in free.office
            if span.ends_at > one.not_before
        ),
        seats,
        free.zone,
        Wishes(frozenset({starts.weekday()}), begins, begins + minutes),
        limit=TIMES,
        a_day=1,
    )
    return [Way(WayKind.MOVE, slot.span) for slot in _near_first(one, suiting(search))]


def _near_first(one: Breaking, found: tuple[Found, ...]) -> list[Found]:
    """The times as ranked, but what is soon before what is not."""
    far = [abs(slot.span.starts_at - one.span.starts_at) > SOON for slot in found]
    return [s for s, f in zip(found, far, strict=True) if not f] + [
        s for s, f in zip(found, far, strict=True) if f
    ]


def _colleagues(one: Breaking, free: _Free) -> list[Way]:
    if one.absent is None:
        return []
    able = [who for who in map(free.now, one.colleagues) if who.fits(one.span)]
    day = Span(one.span.starts_at - 12 * 3600, one.span.ends_at + 12 * 3600)
    able.sort(key=lambda who: (who.count_in(day), free.count(who), who.name.casefold()))
    return [Way(WayKind.REASSIGN, None, who.id, who.name) for who in able[:COLLEAGUES]]


def _give(one: Breaking, way: Way, free: _Free) -> None:
    taken = [who.id for seat in one.seats for who in seat.candidates]
    if way.kind is WayKind.MOVE and way.span is not None:
        free.give(taken, way.span)
    elif way.kind is WayKind.REASSIGN and way.worker is not None:
        free.give([way.worker], one.span)
