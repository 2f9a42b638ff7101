"""What stands against an appointment, rule by rule, and that each explains itself."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from db.rules.codes import AppointmentKind, AppointmentStatus, LeaveKind, ResourceKind
from db.rules.findings import Finding, Severity
from db.rules.scheduling import (
    Closure,
    Leave,
    OfficeTime,
    Proposal,
    Resource,
    Span,
    Taken,
    WeeklyHours,
    WorkerTime,
    conflicts,
    day_span,
    excludes_others,
    takes_place,
    to_seconds,
    window_to_fetch,
)

ZONE = ZoneInfo("America/New_York")
OFFICE = OfficeTime(ZONE)
MONDAY = date(2026, 6, 15)

WORKER = Resource(UUID(int=1), ResourceKind.WORKER, "Dana Worker")
CLIENT = Resource(UUID(int=2), ResourceKind.CLIENT, "Ada Lovelace")
CHILD = Resource(UUID(int=3), ResourceKind.HOUSEHOLD_MEMBER, "Byron Lovelace")
ROOM = Resource(UUID(int=4), ResourceKind.ROOM, "Room 2")
CAR = Resource(UUID(int=5), ResourceKind.CAR, "Blue van")
EVERYTHING = (WORKER, CLIENT, CHILD, ROOM, CAR)
MINE, OTHER = UUID(int=100), UUID(int=101)


def at(hour: float, day: date = MONDAY) -> int:
    return to_seconds(datetime(day.year, day.month, day.day, int(hour), round(hour % 1 * 60)), ZONE)


def wanted(
    start: float = 9,
    end: float = 10,
    *resources: Resource,
    kind: AppointmentKind = AppointmentKind.HOME_VISIT,
) -> Proposal:
    return Proposal(Span(at(start), at(end)), kind, resources or (WORKER, CLIENT), MINE)


def booked(
    resource: Resource,
    start: float,
    end: float,
    *,
    status: AppointmentStatus = AppointmentStatus.CONFIRMED,
    blocks: bool = True,
    appointment: UUID = OTHER,
) -> Taken:
    span = Span(at(start), at(end))
    return Taken(resource.id, span, appointment, AppointmentKind.INTAKE, status, blocks)


def found(
    proposal: Proposal,
    *taken: Taken,
    office: OfficeTime = OFFICE,
    worker: WorkerTime | None = None,
    now: float = 8,
) -> dict[str, Finding]:
    workers = {WORKER.id: worker} if worker else {}
    return {
        finding.code: finding for finding in conflicts(proposal, taken, office, workers, at(now))
    }


def test_a_free_time_has_nothing_against_it() -> None:
    assert found(wanted(9, 10, *EVERYTHING)) == {}


def test_each_kind_of_resource_that_is_taken_refuses_in_its_own_words() -> None:
    codes = {
        WORKER: "appointment.worker_busy",
        CLIENT: "appointment.client_busy",
        CHILD: "appointment.household_member_busy",
        ROOM: "appointment.room_taken",
        CAR: "appointment.car_taken",
    }
    for resource, code in codes.items():
        findings = found(wanted(9, 10, *EVERYTHING), booked(resource, 9.5, 11))
        assert list(findings) == [code]
        assert findings[code].severity is Severity.HARD


def test_a_conflict_names_who_what_and_when() -> None:
    finding = found(wanted(), booked(WORKER, 9.5, 11))["appointment.worker_busy"]
    assert finding.field == "workers"
    assert finding.params == {
        "name": "Dana Worker",
        "kind": AppointmentKind.INTAKE,
        "day": MONDAY,
        "starts": time(9, 30),
        "ends": time(11),
        "appointment": str(OTHER),
        "resource": str(WORKER.id),
    }


def test_appointments_may_follow_each_other_without_a_break() -> None:
    assert found(wanted(), booked(WORKER, 8, 9), booked(WORKER, 10, 11)) == {}


def test_an_appointment_does_not_stand_against_itself() -> None:
    assert found(wanted(), booked(WORKER, 9, 10, appointment=MINE)) == {}


def test_what_was_cancelled_or_missed_takes_no_time() -> None:
    for status in AppointmentStatus:
        findings = found(wanted(), booked(WORKER, 9, 10, status=status))
        assert bool(findings) == takes_place(status)


def test_a_tentative_booking_only_asks_for_a_reason() -> None:
    tentative = booked(ROOM, 9, 10, status=AppointmentStatus.TENTATIVE, blocks=False)
    finding = found(wanted(9, 10, ROOM), tentative)["appointment.room_taken_tentative"]
    assert finding.severity is Severity.SOFT


def test_tentative_cancelled_and_overridden_bookings_exclude_nobody() -> None:
    keeps_away = {status for status in AppointmentStatus if excludes_others(status)}
    assert keeps_away == {
        AppointmentStatus.CONFIRMED,
        AppointmentStatus.ARRIVED,
        AppointmentStatus.IN_PROGRESS,
        AppointmentStatus.COMPLETED,
    }
    assert not excludes_others(AppointmentStatus.CONFIRMED, overridden=True)


def test_a_clients_second_appointment_that_day_asks_for_a_reason() -> None:
    finding = found(wanted(), booked(CLIENT, 15, 16))["appointment.client_same_day"]
    assert finding.severity is Severity.SOFT
    assert (finding.params["starts"], finding.params["ends"]) == (time(15), time(16))
    assert found(wanted(), booked(WORKER, 15, 16)) == {}


def test_the_same_day_is_the_offices_day() -> None:
    evening, next_morning = booked(CLIENT, 23, 23.5), booked(CLIENT, 0.5, 1)
    tomorrow = Taken(
        CLIENT.id,
        Span(at(24 - 0.01) + 60, at(24 - 0.01) + 600),
        OTHER,
        AppointmentKind.INTAKE,
        AppointmentStatus.CONFIRMED,
    )
    assert "appointment.client_same_day" in found(wanted(), evening)
    assert "appointment.client_same_day" in found(wanted(), next_morning)
    assert found(wanted(), tomorrow) == {}


def test_what_must_be_fetched_are_the_days_that_the_appointment_touches() -> None:
    assert window_to_fetch(Span(at(9), at(10)), OFFICE) == day_span(MONDAY, ZONE)
    late = Span(at(23), at(23) + 7200)
    assert window_to_fetch(late, OFFICE) == day_span(MONDAY, ZONE, days=2)
    to_midnight = Span(at(23), at(23) + 3600)
    assert window_to_fetch(to_midnight, OFFICE) == day_span(MONDAY, ZONE)


def test_the_end_must_come_after_the_start() -> None:
    for end in (9, 8.5):
        findings = found(wanted(9, end), booked(WORKER, 8, 11))
        assert list(findings) == ["appointment.ends_before_start"]
        assert findings["appointment.ends_before_start"].severity is Severity.HARD


def test_an_appointment_lasts_at_most_a_day() -> None:
    def lasting(seconds: int) -> Proposal:
        return Proposal(Span(at(9), at(9) + seconds), AppointmentKind.TRANSPORT, (CAR,))

    assert found(lasting(24 * 3600)) == {}
    assert list(found(lasting(24 * 3600 + 1))) == ["appointment.too_long"]


def test_a_time_in_the_past_is_only_mentioned() -> None:
    finding = found(wanted(), now=9.5)["appointment.in_the_past"]
    assert finding.severity is Severity.INFORMATION
    assert found(wanted(), now=9) == {}


NINE_TO_FIVE = tuple(WeeklyHours(day, 9 * 60, 17 * 60) for day in range(5))


def test_a_time_outside_the_workers_hours_asks_for_a_reason() -> None:
    worker = WorkerTime(NINE_TO_FIVE)
    assert found(wanted(9, 17), worker=worker) == {}
    for start, end in ((8.5, 9.5), (16.5, 17.5), (18, 19)):
        finding = found(wanted(start, end), worker=worker)["appointment.outside_hours"]
        assert finding.severity is Severity.SOFT
        assert finding.params["name"] == "Dana Worker"


def test_a_lunch_break_is_outside_hours_but_hours_that_touch_are_one() -> None:
    with_lunch = WorkerTime((WeeklyHours(0, 540, 720), WeeklyHours(0, 780, 1020)))
    assert "appointment.outside_hours" in found(wanted(11, 14), worker=with_lunch)
    without_lunch = WorkerTime((WeeklyHours(0, 540, 720), WeeklyHours(0, 720, 1020)))
    assert found(wanted(11, 14), worker=without_lunch) == {}


def test_hours_of_one_day_only_are_an_exception() -> None:
    evening = WeeklyHours(0, 17 * 60, 20 * 60, MONDAY, MONDAY)
    assert found(wanted(18, 19), worker=WorkerTime((*NINE_TO_FIVE, evening))) == {}
    other_day = WeeklyHours(0, 17 * 60, 20 * 60, date(2026, 6, 22), date(2026, 6, 22))
    assert found(wanted(18, 19), worker=WorkerTime((*NINE_TO_FIVE, other_day)))


def test_hours_that_nobody_entered_are_not_checked() -> None:
    assert found(wanted(20, 21), worker=WorkerTime()) == {}


def test_leave_refuses() -> None:
    leave = Leave(day_span(MONDAY, ZONE, days=5), LeaveKind.VACATION)
    finding = found(wanted(), worker=WorkerTime((), (leave,)))["appointment.on_leave"]
    assert finding.severity is Severity.HARD
    assert finding.params["first_day"] == MONDAY
    assert finding.params["last_day"] == date(2026, 6, 19)
    assert finding.params["kind"] is LeaveKind.VACATION


def test_a_day_on_which_the_office_is_closed_asks_for_a_reason() -> None:
    office = OfficeTime(ZONE, (), (Closure(MONDAY, MONDAY, "Founders Day"),))
    finding = found(wanted(), office=office)["appointment.office_closed_that_day"]
    assert finding.severity is Severity.SOFT
    assert finding.params["name"] == "Founders Day"
    outside = wanted(9, 10, CLIENT, kind=AppointmentKind.OUTSIDE)
    assert found(outside, office=office) == {}


def test_a_single_day_is_said_as_one_day() -> None:
    week = OfficeTime(ZONE, (), (Closure(MONDAY, date(2026, 6, 19), "Moving"),))
    assert "appointment.office_closed" in found(wanted(), office=week)
    one_day = Leave(day_span(MONDAY, ZONE), LeaveKind.SICK)
    assert "appointment.on_leave_that_day" in found(wanted(), worker=WorkerTime((), (one_day,)))


def test_a_room_is_used_while_the_office_is_open() -> None:
    office = OfficeTime(ZONE, NINE_TO_FIVE)
    assert "appointment.office_not_open" in found(wanted(18, 19, ROOM), office=office)
    assert found(wanted(9, 10, ROOM), office=office) == {}
    assert found(wanted(18, 19, WORKER), office=office) == {}


def test_an_intake_without_a_worker_asks_for_a_reason() -> None:
    intake = wanted(9, 10, CLIENT, ROOM, kind=AppointmentKind.INTAKE)
    assert found(intake)["appointment.no_worker"].severity is Severity.SOFT
    assert found(wanted(9, 10, CLIENT, WORKER, kind=AppointmentKind.INTAKE)) == {}
    assert found(wanted(9, 10, CLIENT)) == {}


def test_what_refuses_comes_first() -> None:
    findings = conflicts(
        wanted(7, 8),
        [booked(CLIENT, 15, 16), booked(WORKER, 7, 8)],
        OFFICE,
        {WORKER.id: WorkerTime(NINE_TO_FIVE)},
        at(7.5),
    )
    assert [finding.severity.value for finding in findings] == [
        "hard",
        "soft",
        "soft",
        "information",
    ]


TIMES = st.tuples(st.integers(0, 92), st.integers(1, 16)).map(
    lambda n: Span(at(0) + n[0] * 900, at(0) + (n[0] + n[1]) * 900)
)


@given(
    TIMES,
    st.lists(
        st.builds(
            Taken,
            st.sampled_from([resource.id for resource in EVERYTHING]),
            TIMES,
            st.integers(90, 110).map(lambda n: UUID(int=n)),
            st.sampled_from(AppointmentKind),
            st.sampled_from(AppointmentStatus),
            st.booleans(),
        ),
        max_size=8,
    ),
    st.sets(st.sampled_from(EVERYTHING), min_size=1),
)
def test_it_refuses_exactly_when_two_blocking_rows_share_a_minute(
    span: Span, taken: list[Taken], resources: set[Resource]
) -> None:
    proposal = Proposal(span, AppointmentKind.MEETING, tuple(resources), MINE)
    wanted_minutes = {
        (resource.id, minute)
        for resource in resources
        for minute in range(span.starts_at // 60, span.ends_at // 60)
    }
    taken_minutes = {
        (row.resource_id, minute)
        for row in taken
        if row.blocks and takes_place(row.status) and row.appointment_id != MINE
        for minute in range(row.span.starts_at // 60, row.span.ends_at // 60)
    }
    findings = conflicts(proposal, taken, OFFICE, {}, at(0))
    refused = any(finding.severity is Severity.HARD for finding in findings)
    assert refused == bool(wanted_minutes & taken_minutes)
