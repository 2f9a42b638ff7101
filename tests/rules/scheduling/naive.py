"""What stands against an appointment, by looking at each moment and at each pair: slow, and plain.

It knows the rules by what they mean and shares no code with the engine but the office's weights.
"""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from db.rules.codes import ResourceKind, RuleWeight
from db.rules.scheduling import (
    UNPROMISED,
    Resource,
    Rule,
    Taken,
    WeeklyHours,
    WorkerTime,
    takes_place,
)
from tests.rules.scheduling.thrown import BUSY, PEOPLE, STEP, K, World, moments, wall

Said = tuple[str, str, str, str]


def works(hours: tuple[WeeklyHours, ...], at: int, zone: ZoneInfo) -> bool:
    """Whether the office's clock shows one of the hours."""
    clock = wall(at, zone)
    minute = clock.hour * 60 + clock.minute
    return any(one.holds_on(clock.date()) and one.starts <= minute < one.ends for one in hours)


def in_a_pause(hours: tuple[WeeklyHours, ...], at: int, zone: ZoneInfo) -> bool:
    """Whether work lies before and after it on the same day of the clock."""
    day = wall(at, zone).date()
    before, after = at, at
    while wall(before, zone).date() == day and not works(hours, before, zone):
        before -= STEP
    while wall(after, zone).date() == day and not works(hours, after, zone):
        after += STEP
    return wall(before, zone).date() == wall(after, zone).date() == day


def naive(world: World) -> list[Said]:
    """What stands against the proposal, by looking at each moment and at each pair."""
    said = [*_of_rows(world), *_of_workers(world), *_of_the_day(world)]
    weights = {weight.value for weight in RuleWeight} - {"off"}
    return sorted(one for one in said if one[1] in weights)


def _against(world: World, rule: Rule, row: Taken, *, fills: bool = False) -> str:
    heavy = world.rules.weight(rule)
    if row.blocks or fills:
        return heavy.value
    tentative = world.rules.weight(Rule.TENTATIVE)
    other = tentative if row.status in UNPROMISED else RuleWeight.SOFT
    order = list(RuleWeight)
    return order[max(order.index(heavy), order.index(other))].value


def _of_rows(world: World) -> Iterator[Said]:
    mine = world.proposal
    for resource in mine.resources:
        rows = [
            row
            for rows in world.booked
            for row in rows
            if row.resource_id == resource.id and takes_place(row.status)
        ]
        firm = [row for row in rows if row.status not in UNPROMISED]
        full = resource.capacity > 1 and any(
            sum(row.span.starts_at <= at < row.span.ends_at for row in firm) >= resource.capacity
            for at in moments(mine.span)
        )
        for row in rows:
            shared = set(moments(mine.span)) & set(moments(row.span))
            if shared and resource.capacity > 1:
                if full and row in firm:
                    yield _busy(world, resource, row, fills=True)
            elif shared:
                yield _busy(world, resource, row)
            else:
                yield from _near(world, resource, row)


def _busy(world: World, resource: Resource, row: Taken, *, fills: bool = False) -> Said:
    blocks, hearing = row.blocks or fills, world.proposal.kind is K.HEARING
    weight = _against(world, Rule(BUSY[resource.kind]), row, fills=fills)
    code = BUSY[resource.kind]
    if row.status in UNPROMISED and not blocks:
        code += "_tentative"
    elif resource.kind is ResourceKind.MEMBER:  # without whom it takes place, whatever they have
        return code, weight, str(resource.id), str(row.appointment_id)
    elif row.kind is K.HEARING:
        code = "two_hearings" if hearing else "in_hearing"
    elif hearing:
        code = "hearing_meets"
    elif row.kind is K.OUTSIDE:
        code = "client_outside"
    if row.kind is K.HEARING and blocks:
        weight = "hard"
    return code, weight, str(resource.id), str(row.appointment_id)


def _near(world: World, resource: Resource, row: Taken) -> Iterator[Said]:
    mine, rules = world.proposal, world.rules
    whose = str(resource.id), str(row.appointment_id)
    before = row.span.ends_at <= mine.span.starts_at
    gap = (
        mine.span.starts_at - row.span.ends_at if before else row.span.starts_at - mine.span.ends_at
    )
    near = {(True, True): "near_both_hearings", (True, False): "near_this_hearing"}.get(
        (mine.kind is K.HEARING, row.kind is K.HEARING), ""
    )
    if resource.kind is ResourceKind.WORKER:
        its, my = rules.buffers[row.kind], rules.buffers[mine.kind]
        theirs, ours = (its.after, my.before) if before else (its.before, my.after)
        if gap < 60 * max(theirs, ours):
            side = ("after_other" if before else "before_other") if theirs >= ours else (
                "before_this" if before else "after_this"
            )  # fmt: skip
            yield near or f"buffer_{side}", _against(world, Rule.BUFFER, row), *whose
    if resource.kind in PEOPLE:
        room = any(one.kind is ResourceKind.ROOM for one in mine.resources)
        here = mine.place_id or (rules.office_place if room else None)
        there = row.place_id or (rules.office_place if row.in_a_room else None)
        if here and there and here != there and gap < 60 * rules.travel[frozenset((here, there))]:
            code = near or ("travel_before" if before else "travel_after")
            yield code, _against(world, Rule.TRAVEL, row), *whose
    if resource.kind is ResourceKind.CLIENT:
        my_days = {wall(at, world.zone).date() for at in moments(mine.span)}
        if my_days & {wall(at, world.zone).date() for at in moments(row.span)}:
            yield "client_same_day", _against(world, Rule.CLIENT_SAME_DAY, row), *whose


def _of_workers(world: World) -> Iterator[Said]:
    mine, zone = world.proposal, world.zone
    day = wall(mine.span.starts_at, zone).date()
    for resource in mine.resources:
        if resource.kind is not ResourceKind.WORKER:
            continue
        time, who = world.workers[resource.id], str(resource.id)
        for leave in time.leave:
            if set(moments(leave.span)) & set(moments(mine.span)):
                many = (
                    wall(leave.span.starts_at, zone).date()
                    < wall(leave.span.ends_at - 1, zone).date()
                )
                code = "on_leave" if many else "on_leave_that_day"
                yield code, world.rules.weight(Rule.ON_LEAVE).value, who, ""
        for span in time.busy:
            if set(moments(span)) & set(moments(mine.span)):
                many = wall(span.starts_at, zone).date() < wall(span.ends_at - 1, zone).date()
                code = "busy_elsewhere_days" if many else "busy_elsewhere"
                yield code, world.rules.weight(Rule.BUSY_ELSEWHERE).value, who, ""
        out = [at for at in moments(mine.span) if not works(time.hours, at, zone)]
        if time.hours and out:
            yield from _not_at_work(world, time, out, who)
        rows = {
            row.appointment_id
            for rows in world.booked
            for row in rows
            if row.resource_id == resource.id
            and takes_place(row.status)
            and wall(row.span.starts_at, zone).date() == day
        }
        most = time.most_a_day or world.rules.numbers.get(Rule.MOST_A_DAY)
        if most is not None and len(rows) >= most:
            yield "most_a_day", world.rules.weight(Rule.MOST_A_DAY).value, who, ""


def _not_at_work(world: World, time: WorkerTime, out: list[int], who: str) -> Iterator[Said]:
    zone, lunch = world.zone, world.rules.weight(Rule.LUNCH)
    if world.proposal.kind is K.INTAKE and lunch is not RuleWeight.OFF:
        pauses = [at for at in out if in_a_pause(time.hours, at, zone)]
        for n, at in enumerate(pauses):
            if n == 0 or at - pauses[n - 1] > STEP:
                yield "intake_in_lunch", lunch.value, who, ""
        out = [at for at in out if at not in pauses]
    if out:
        code = "outside_hours" if _any_hours(world, time.hours) else "outside_hours_all_day"
        yield code, world.rules.weight(Rule.OUTSIDE_HOURS).value, who, ""


def _any_hours(world: World, hours: tuple[WeeklyHours, ...]) -> bool:
    """Whether there are any on the days that the appointment touches."""
    span, zone = world.proposal.span, world.zone
    days = {wall(at, zone).date() for at in moments(span)}
    around = range(span.starts_at - 26 * 3600, span.ends_at + 26 * 3600, STEP)
    return any(wall(at, zone).date() in days and works(hours, at, zone) for at in around)


def _of_the_day(world: World) -> Iterator[Said]:
    mine, zone, rules = world.proposal, world.zone, world.rules
    if mine.span.starts_at < world.now:
        yield "in_the_past", rules.weight(Rule.IN_THE_PAST).value, "", ""
    has = {one.kind for one in mine.resources}
    if mine.kind is K.INTAKE and ResourceKind.WORKER not in has:
        yield "no_worker", rules.weight(Rule.NO_WORKER).value, "", ""
    if mine.kind is K.OUTSIDE:
        return
    days = {wall(at, zone).date() for at in moments(mine.span)}
    closed = [one for one in world.office.closures if one.first_day in days]
    for _ in closed:
        yield "office_closed_that_day", rules.weight(Rule.OFFICE_CLOSED).value, "", ""
    hours = world.office.hours
    in_a_room = ResourceKind.ROOM in has and not closed
    if in_a_room and hours and not all(works(hours, at, zone) for at in moments(mine.span)):
        code = "office_not_open" if _any_hours(world, hours) else "office_not_open_all_day"
        yield code, rules.weight(Rule.OFFICE_NOT_OPEN).value, "", ""
