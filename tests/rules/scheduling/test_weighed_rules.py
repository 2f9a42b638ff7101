"""Rules that an office decides of: buffers, ways, a day's most, lunch, hearings, and weights."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, RuleWeight
from db.rules.findings import Finding, Severity
from db.rules.scheduling import (
    RULES,
    Buffers,
    CalendarRules,
    Closure,
    OfficeTime,
    Proposal,
    Resource,
    Rule,
    Span,
    Taken,
    WeeklyHours,
    WorkerTime,
    conflicts,
    to_seconds,
    window_to_fetch,
)
from db.texts import sentence

ZONE = ZoneInfo("America/New_York")
OFFICE = OfficeTime(ZONE)
MONDAY = date(2026, 6, 15)
K = AppointmentKind

WORKER = Resource(UUID(int=1), ResourceKind.WORKER, "Dana")
CLIENT = Resource(UUID(int=2), ResourceKind.CLIENT, "Ada")
ROOM = Resource(UUID(int=4), ResourceKind.ROOM, "Room 2")
MINE, OTHER = UUID(int=100), UUID(int=101)
HERE, SCHOOL, COURT = UUID(int=201), UUID(int=202), UUID(int=203)


def at(hour: float) -> int:
    whole = int(hour)
    return to_seconds(datetime(2026, 6, 15, whole, round((hour - whole) * 60)), ZONE)


def wanted(
    start: float,
    end: float,
    *resources: Resource,
    kind: K = K.HOME_VISIT,
    place: UUID | None = None,
) -> Proposal:
    return Proposal(Span(at(start), at(end)), kind, resources or (WORKER,), MINE, place)


def booked(
    start: float,
    end: float,
    resource: Resource = WORKER,
    kind: K = K.MEETING,
    appointment: UUID = OTHER,
    *,
    tentative: bool = False,
    blocks: bool = True,
    place: UUID | None = None,
) -> Taken:
    status = AppointmentStatus.TENTATIVE if tentative else AppointmentStatus.CONFIRMED
    span = Span(at(start), at(end))
    return Taken(resource.id, span, appointment, kind, status, blocks and not tentative, place)


def found(
    proposal: Proposal, *taken: Taken, rules: CalendarRules, worker: WorkerTime | None = None
) -> list[Finding]:
    workers = {WORKER.id: worker} if worker else {}
    return list(conflicts(proposal, taken, OFFICE, workers, at(0), rules))


def codes(findings: list[Finding]) -> list[str]:
    return [one.code.removeprefix("appointment.") for one in findings]


def words(finding: Finding) -> str:
    return sentence(finding).replace("\u00a0", " ")


AROUND = CalendarRules(buffers={K.HOME_VISIT: Buffers(10, 20), K.MEETING: Buffers(5, 15)})


@pytest.mark.parametrize(
    ("start", "end", "code", "free"),
    [
        (10, 11, "buffer_after_other", "10:15 AM"),  # a quarter after the meeting
        (8, 8.75, "buffer_after_this", "8:40 AM"),  # twenty minutes after the visit
    ],
)
def test_the_longer_of_two_buffers_lies_between_two_appointments(
    start: float, end: float, code: str, free: str
) -> None:
    (finding,) = found(wanted(start, end), booked(9, 10), rules=AROUND)
    assert codes([finding]) == [code]
    assert finding.severity is Severity.SOFT and finding.field == "workers"
    assert free in words(finding) and "(Meeting)" in words(finding)


def test_at_the_end_of_the_buffer_nothing_is_said() -> None:
    assert found(wanted(10.25, 11), booked(9, 10), rules=AROUND) == []
    assert found(wanted(8, 8 + 40 / 60), booked(9, 10), rules=AROUND) == []


def test_buffers_are_the_workers_alone() -> None:
    assert found(wanted(10, 11, CLIENT, ROOM), booked(9, 10, ROOM), rules=AROUND) == []


def test_beside_something_tentative_a_hard_buffer_only_asks() -> None:
    rules = replace(AROUND, weights={Rule.BUFFER: RuleWeight.HARD})
    (hard,) = found(wanted(10, 11), booked(9, 10), rules=rules)
    (soft,) = found(wanted(10, 11), booked(9, 10, tentative=True), rules=rules)
    assert (hard.severity, soft.severity) == (Severity.HARD, Severity.SOFT)


ROADS = CalendarRules(
    travel={frozenset((HERE, SCHOOL)): 30, frozenset((SCHOOL, COURT)): 45},
    office_place=HERE,
    places={HERE: "Our office", SCHOOL: "Elm School", COURT: "Family Court"},
)


def test_the_way_between_two_places_lies_between_two_appointments() -> None:
    at_school = booked(9, 10, place=SCHOOL)
    (late,) = found(wanted(10.25, 11, place=COURT), at_school, rules=ROADS)
    assert codes([late]) == ["travel_before"]
    assert "45 min for the way from “Elm School” to “Family Court”" in words(late)
    assert "Begin at 10:45 AM or later" in words(late)
    (early,) = found(wanted(8, 8.75, place=HERE), at_school, rules=ROADS)
    assert codes([early]) == ["travel_after"] and "End by 8:30 AM" in words(early)
    assert "for the way from “Our office” to “Elm School”" in words(early)
    assert found(wanted(10.75, 11, place=COURT), at_school, rules=ROADS) == []


def test_an_appointment_in_a_room_is_at_the_office() -> None:
    visit = booked(9, 10, place=SCHOOL)
    assert codes(found(wanted(10, 11, WORKER, ROOM), visit, rules=ROADS)) == ["travel_before"]
    inside = booked(9, 10)._replace(in_a_room=True)
    assert codes(found(wanted(10, 11, place=SCHOOL), inside, rules=ROADS)) == ["travel_before"]
    assert found(wanted(10, 11, WORKER, ROOM), inside, rules=ROADS) == []


def test_of_a_place_that_nobody_knows_and_of_the_same_place_nothing_is_said() -> None:
    assert found(wanted(10, 11), booked(9, 10, place=SCHOOL), rules=ROADS) == []
    assert found(wanted(10, 11, place=SCHOOL), booked(9, 10), rules=ROADS) == []
    assert found(wanted(10, 11, place=SCHOOL), booked(9, 10, place=SCHOOL), rules=ROADS) == []
    assert found(wanted(10, 11, place=HERE), booked(9, 10, place=COURT), rules=ROADS) == []


def test_the_client_has_to_come_here_too() -> None:
    at_school = booked(9, 10, CLIENT, K.OUTSIDE, place=SCHOOL)
    findings = found(wanted(10, 11, CLIENT, place=HERE), at_school, rules=ROADS)
    assert codes(findings) == ["travel_before", "client_same_day"]


def test_what_reaches_over_midnight_is_fetched() -> None:
    span = Span(at(0.25), at(1))
    assert window_to_fetch(span, OFFICE, ROADS).starts_at == at(0.25) - 45 * 60
    assert window_to_fetch(span, OFFICE).starts_at == at(0)


def test_a_worker_takes_so_many_appointments_a_day() -> None:
    rules = CalendarRules(numbers={Rule.MOST_A_DAY: 2})
    two = booked(8, 9), booked(9, 10, appointment=UUID(int=102))
    assert found(wanted(11, 12), two[0], rules=rules) == []
    (finding,) = found(wanted(11, 12), *two, rules=rules)
    assert words(finding).startswith("Dana takes at most 2 a day, and 2 stand in the calendar on")
    more = WorkerTime(most_a_day=3)
    assert found(wanted(11, 12), *two, rules=rules, worker=more) == []
    (own,) = found(wanted(11, 12), two[0], rules=CalendarRules(), worker=WorkerTime(most_a_day=1))
    assert codes([own]) == ["most_a_day"]
    assert found(wanted(11, 12), *two, rules=CalendarRules()) == []


WITH_LUNCH = WorkerTime((WeeklyHours(0, 540, 720), WeeklyHours(0, 780, 1020)))


def test_no_intake_is_held_in_a_workers_lunch() -> None:
    usual = CalendarRules()
    (finding,) = found(wanted(11.5, 12.5, kind=K.INTAKE), rules=usual, worker=WITH_LUNCH)
    assert codes([finding]) == ["intake_in_lunch"]
    assert "from 12:00 PM to 1:00 PM" in words(finding)
    early = found(wanted(8, 12.5, kind=K.INTAKE), rules=usual, worker=WITH_LUNCH)
    assert codes(early) == ["intake_in_lunch", "outside_hours"]
    visit = found(wanted(12, 13), rules=usual, worker=WITH_LUNCH)
    assert codes(visit) == ["outside_hours"]
    off = CalendarRules({Rule.LUNCH: RuleWeight.OFF})
    assert codes(found(wanted(12, 13, kind=K.INTAKE), rules=off, worker=WITH_LUNCH)) == [
        "outside_hours"
    ]


def test_who_does_not_work_at_that_time_is_said_to_work_when() -> None:
    (evening,) = found(wanted(18, 19), rules=CalendarRules(), worker=WITH_LUNCH)
    assert "but on 6/15/2026 from 1:00 PM to 5:00 PM" in words(evening)
    tuesdays = WorkerTime((WeeklyHours(1, 540, 1020),))
    (monday,) = found(wanted(9, 10), rules=CalendarRules(), worker=tuesdays)
    assert codes([monday]) == ["outside_hours_all_day"]


def test_a_hearing_is_never_to_be_moved() -> None:
    hearing = booked(9, 10, kind=K.HEARING)
    lowered = CalendarRules({Rule.WORKER_BUSY: RuleWeight.SOFT})
    (in_the_way,) = found(wanted(9, 10), hearing, rules=lowered)
    assert codes([in_the_way]) == ["in_hearing"] and in_the_way.severity is Severity.HARD
    (mine,) = found(wanted(9, 10, kind=K.HEARING), booked(9, 10), rules=CalendarRules())
    assert codes([mine]) == ["hearing_meets"] and "move that appointment" in words(mine)
    (both,) = found(wanted(9, 10, kind=K.HEARING), hearing, rules=lowered)
    assert codes([both]) == ["two_hearings"]
    near = CalendarRules(buffers={K.HEARING: Buffers(30, 30)})
    (tight,) = found(wanted(10.25, 11, kind=K.HEARING), booked(9, 10), rules=near)
    assert codes([tight]) == ["near_this_hearing"] and "has 15" in words(tight)
    (courts,) = found(wanted(10.25, 11, kind=K.HEARING), hearing, rules=near)
    assert codes([courts]) == ["near_both_hearings"]


def test_a_hearing_that_is_moved_says_that_a_court_set_its_time() -> None:
    was = Span(at(9), at(10))
    moved = replace(wanted(11, 12, kind=K.HEARING), set_by_court=was)
    (finding,) = found(moved, rules=CalendarRules())
    assert codes([finding]) == ["hearing_moved"] and finding.severity is Severity.SOFT
    assert found(replace(moved, span=was), rules=CalendarRules()) == []


def test_a_clients_own_commitment_is_said_to_be_one() -> None:
    doctor = booked(9, 10, CLIENT, K.OUTSIDE)
    (finding,) = found(wanted(9.5, 11, CLIENT), doctor, rules=CalendarRules())
    assert codes([finding]) == ["client_outside"] and finding.severity is Severity.HARD


def test_beside_something_long_something_short_is_said_too() -> None:
    long, short = booked(8, 17), booked(9.25, 9.5, appointment=UUID(int=102))
    findings = found(wanted(9, 10), short, long, rules=CalendarRules())
    assert [one.params["appointment"] for one in findings] == [str(OTHER), str(UUID(int=102))]


def test_a_room_for_several_is_in_the_way_when_firm_bookings_fill_it() -> None:
    hall = Resource(ROOM.id, ResourceKind.ROOM, "Hall", capacity=2)
    first = booked(9, 10, hall, blocks=False)
    second = booked(9.5, 10.5, hall, appointment=UUID(int=102), blocks=False)
    maybe = booked(9, 11, hall, appointment=UUID(int=103), tentative=True)
    assert found(wanted(9, 11, hall), first, maybe, rules=CalendarRules()) == []
    assert found(wanted(10, 11, hall), first, second, maybe, rules=CalendarRules()) == []
    full = found(wanted(9, 11, hall), first, second, maybe, rules=CalendarRules())
    assert codes(full) == ["room_taken", "room_taken"]
    assert {one.severity for one in full} == {Severity.HARD}


def _one_of_each() -> tuple[Proposal, list[Taken], OfficeTime, WorkerTime]:
    """An appointment against which every rule but those of things and interpreters speaks."""
    office = OfficeTime(ZONE, (WeeklyHours(1, 0, 60),), (Closure(MONDAY, MONDAY),))
    taken = [
        booked(12, 12.5, kind=K.OTHER),
        booked(11, 12, kind=K.HOME_VISIT, appointment=UUID(int=102), place=SCHOOL),
        booked(12, 13, CLIENT, appointment=UUID(int=103), tentative=True),
        booked(15, 16, CLIENT, appointment=UUID(int=104)),
    ]
    return wanted(12, 13, WORKER, CLIENT, kind=K.INTAKE, place=HERE), taken, office, WITH_LUNCH


SAID = {
    Rule.WORKER_BUSY: "worker_busy",
    Rule.TENTATIVE: "client_busy_tentative",
    Rule.LUNCH: "intake_in_lunch",
    Rule.BUFFER: "buffer_after_other",
    Rule.TRAVEL: "travel_before",
    Rule.MOST_A_DAY: "most_a_day",
    Rule.CLIENT_SAME_DAY: "client_same_day",
    Rule.OFFICE_CLOSED: "office_closed_that_day",
    Rule.IN_THE_PAST: "in_the_past",
}


@pytest.mark.parametrize("rule", SAID)
def test_each_rule_weighs_what_the_office_says(rule: Rule) -> None:
    proposal, taken, office, worker = _one_of_each()
    choice = next(one for one in RULES if one.rule is rule)
    for weight in choice.may_be:
        rules = CalendarRules(
            {rule: weight},
            {Rule.MOST_A_DAY: 1},
            {K.HOME_VISIT: Buffers(0, 10)},
            ROADS.travel,
            HERE,
        )
        findings = conflicts(proposal, taken, office, {WORKER.id: worker}, at(20), rules)
        severities = {one.severity.value for one in findings if codes([one]) == [SAID[rule]]}
        assert severities == (set() if weight is RuleWeight.OFF else {weight.value})


def test_what_is_booked_in_spite_of_a_guarded_rule_is_marked() -> None:
    lowered = CalendarRules({Rule.WORKER_BUSY: RuleWeight.SOFT})
    (firm,) = found(wanted(9, 10), booked(9, 10), rules=lowered)
    assert firm.params["unguarded"] is True and firm.severity is Severity.SOFT
    (beside,) = found(wanted(9, 10), booked(9, 10, blocks=False), rules=CalendarRules())
    assert beside.severity is Severity.SOFT and "unguarded" not in beside.params
    (refused,) = found(wanted(9, 10), booked(9, 10), rules=CalendarRules())
    assert refused.severity is Severity.HARD and "unguarded" not in refused.params
