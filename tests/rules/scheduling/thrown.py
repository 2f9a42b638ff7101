"""Calendars thrown by dice, in every zone that changes its clocks, near a change."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from db.rules.codes import AppointmentKind, AppointmentStatus, LeaveKind, ResourceKind, RuleWeight
from db.rules.scheduling import (
    UNPROMISED,
    Buffers,
    CalendarRules,
    Closure,
    Leave,
    OfficeTime,
    Proposal,
    Resource,
    Rule,
    Span,
    Taken,
    WeeklyHours,
    WorkerTime,
    conflicts,
    takes_place,
    window_to_fetch,
)

K, S = AppointmentKind, AppointmentStatus
PLACES = [UUID(int=n) for n in range(201, 205)]
OFFICE_PLACE = PLACES[0]
RESOURCES = [
    Resource(UUID(int=1), ResourceKind.WORKER, "Dana"),
    Resource(UUID(int=2), ResourceKind.WORKER, "Ben"),
    Resource(UUID(int=3), ResourceKind.CLIENT, "Ada"),
    Resource(UUID(int=4), ResourceKind.HOUSEHOLD_MEMBER, "Byron"),
    Resource(UUID(int=5), ResourceKind.ROOM, "Room 2"),
    Resource(UUID(int=6), ResourceKind.ROOM, "Hall", 2),
    Resource(UUID(int=7), ResourceKind.CAR, "Van"),
    Resource(UUID(int=8), ResourceKind.INTERPRETER, "Ines"),
    Resource(UUID(int=9), ResourceKind.MEMBER, "Grace"),
]
PEOPLE = {
    ResourceKind.WORKER, ResourceKind.CLIENT, ResourceKind.HOUSEHOLD_MEMBER,
    ResourceKind.INTERPRETER,
}  # fmt: skip
BUSY = {
    ResourceKind.WORKER: "worker_busy",
    ResourceKind.CLIENT: "client_busy",
    ResourceKind.HOUSEHOLD_MEMBER: "household_member_busy",
    ResourceKind.MEMBER: "member_busy",
    ResourceKind.ROOM: "room_taken",
    ResourceKind.CAR: "car_taken",
    ResourceKind.INTERPRETER: "interpreter_busy",
}
MINE = UUID(int=99)
STEP = 5 * 60  # all times are multiples of it, so that moments can be counted


@cache
def changing() -> tuple[tuple[str, int], ...]:
    """Every zone that changes its clocks in 2026 or 2027, with a moment within a day of it."""
    found = []
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        fortnights = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=14 * n) for n in range(52)]
        for one, other in pairwise(fortnights):
            if one.astimezone(zone).utcoffset() != other.astimezone(zone).utcoffset():
                days = [one + timedelta(days=n) for n in range(15)]
                before = one.astimezone(zone).utcoffset()
                day = next(day for day in days if day.astimezone(zone).utcoffset() != before)
                found.append((name, int(day.timestamp())))
                break
    return tuple(found)


def wall(at: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at, zone)


def moments(span: Span) -> range:
    return range(span.starts_at, span.ends_at, STEP)


class World:
    """A calendar thrown by dice, near a change of the clocks."""

    def __init__(self, name: str, change: int, seed: int) -> None:
        self.dice = dice = random.Random(f"{name} {seed}")
        self.zone = ZoneInfo(name)
        self.from_ = change // STEP * STEP - 86400 * 3 // 2
        self.rules = CalendarRules(
            {rule: dice.choice(list(RuleWeight)) for rule in Rule if dice.random() < 0.4},
            {Rule.MOST_A_DAY: dice.randint(1, 3)} if dice.random() < 0.6 else {},
            {kind: Buffers(5 * dice.randint(0, 24), 5 * dice.randint(0, 24)) for kind in K},
            {
                frozenset((a, b)): 5 * dice.randint(0, 20)
                for n, a in enumerate(PLACES) for b in PLACES[:n]
            },
            OFFICE_PLACE if dice.random() < 0.8 else None,
        )  # fmt: skip
        days = [wall(self.from_ + n * 86400, self.zone).date() for n in range(5)]
        self.office = OfficeTime(
            self.zone, self._hours(days), tuple(Closure(one, one) for one in dice.sample(days, 1))
        )
        self.workers = {
            one.id: WorkerTime(
                self._hours(days),
                (Leave(self._span(200), LeaveKind.SICK),) if dice.random() < 0.4 else (),
                dice.choice([None, None, 2]),
                tuple(self._span(60) for _ in range(2)) if dice.random() < 0.5 else (),
            )
            for one in RESOURCES[:2]
        }
        self.booked = [self._booked(n) for n in range(dice.randint(2, 14))]
        self.proposal = self._proposal()
        self.now = self.from_ + dice.randint(0, 86400)

    def _span(self, most: int = 30) -> Span:
        starts = self.from_ + (72 + self.dice.randint(0, 432)) * STEP
        return Span(starts, starts + self.dice.randint(1, most) * STEP)

    def _hours(self, days: list[date]) -> tuple[WeeklyHours, ...]:
        found = []
        for day in {one.weekday() for one in days}:
            cuts = sorted(self.dice.sample(range(24 * 12 + 1), 4))
            if self.dice.random() < 0.8:
                found.append(WeeklyHours(day, cuts[0] * 5, cuts[1] * 5))
            if self.dice.random() < 0.5:
                found.append(WeeklyHours(day, cuts[2] * 5, cuts[3] * 5))
        return tuple(found) if self.dice.random() < 0.8 else ()

    def _booked(self, number: int) -> list[Taken]:
        dice, span = self.dice, self._span()
        status, kind = dice.choice([*S, S.CONFIRMED, S.CONFIRMED]), dice.choice(list(K))
        which = dice.sample(RESOURCES, dice.randint(1, 4))
        firm = takes_place(status) and status not in UNPROMISED and dice.random() < 0.8
        room = any(one.kind is ResourceKind.ROOM for one in which)
        place = dice.choice([None, *PLACES])
        return [
            Taken(one.id, span, UUID(int=100 + number), kind, status,
                  firm and one.capacity == 1, place, room)
            for one in which
        ]  # fmt: skip

    def _proposal(self) -> Proposal:
        dice = self.dice
        kinds = [K.INTAKE, K.HEARING, K.HEARING, K.OFFICE_VISIT, K.OUTSIDE]
        which = tuple(dice.sample(RESOURCES, dice.randint(1, 4)))
        return Proposal(self._span(), dice.choice(kinds), which, MINE, dice.choice([None, *PLACES]))

    def found(self) -> list[tuple[str, str, str, str]]:
        window = window_to_fetch(self.proposal.span, self.office, self.rules)
        rows = [row for rows in self.booked for row in rows if row.span.overlaps(window)]
        findings = conflicts(self.proposal, rows, self.office, self.workers, self.now, self.rules)
        return sorted(
            (
                one.code.removeprefix("appointment."),
                one.severity.value,
                str(one.params.get("resource", "")),
                str(one.params.get("appointment", "")),
            )
            for one in findings
        )
