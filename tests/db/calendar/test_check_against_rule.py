"""The check on records finds what the pure rule finds when it is given everything there is."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from db.models.appointment import Appointment, AppointmentResource
from db.models.staff import Leave as LeaveRow
from db.operations.calendar.book import book
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.rules.codes import AppointmentKind, AppointmentStatus, LeaveKind, ResourceKind
from db.rules.findings import Refused, Severity
from db.rules.ids import new_id
from db.rules.scheduling import (
    Leave,
    OfficeTime,
    Proposal,
    Resource,
    Span,
    Taken,
    WeeklyHours,
    WorkerTime,
    conflicts,
    excludes_others,
)
from tests.db.bench import Bench, make_bench
from tests.db.people_on_file import on_file

S = AppointmentStatus
START = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)  # the weekend on which clocks are set forward
STATUSES = [S.CONFIRMED, S.CONFIRMED, S.TENTATIVE, S.NO_SHOW, S.CANCELLED_BY_CLIENT, S.ARRIVED]
QUARTERS = st.integers(0, 4 * 24 * 4)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    starts = int(START.timestamp()) + draw(QUARTERS) * 900
    return Span(starts, starts + draw(st.integers(1, 96)) * 900)


calendars = st.lists(
    st.tuples(spans(), st.sets(st.integers(0, 3), min_size=1), st.sampled_from(STATUSES)),
    max_size=12,
)
_bench: list[tuple[Bench, list[Resource]]] = []


def office() -> tuple[Bench, list[Resource]]:
    """One office for all examples: Mara, Ben, Ada and a room."""
    if not _bench:
        bench = make_bench()
        mara, ben, room = bench.worker("mara"), bench.worker("ben"), bench.room("Blue Room")
        resources = [
            Resource(mara.id, ResourceKind.WORKER, "Mara"),
            Resource(ben.id, ResourceKind.WORKER, "Ben"),
            Resource(on_file(bench), ResourceKind.CLIENT, "Ada Lovelace"),
            Resource(room.id, ResourceKind.ROOM, "Blue Room"),
        ]
        for one in resources[:3]:
            from db.models.office import Resource as Row

            bench.add(Row(id=one.id, kind=one.kind))
        _bench.append((bench, resources))
    return _bench[0]


def put(bench: Bench, resources: list[Resource], span: Span, which: set[int], status: S) -> None:
    """Put an appointment in as it is; what blocks goes in only where nothing blocks."""
    row = Appointment(
        kind=AppointmentKind.MEETING, status=status, starts_at=span.starts_at,
        ends_at=span.ends_at, booked_by_id=bench.user.id,
    )  # fmt: skip
    row.taken = [
        AppointmentResource(
            resource_id=resources[n].id, kind=resources[n].kind, starts_at=span.starts_at,
            ends_at=span.ends_at, blocks=int(excludes_others(status)),
        )
        for n in sorted(which)
    ]  # fmt: skip
    bench.add(row)


def everything(bench: Bench) -> list[Taken]:
    found = bench.session.execute(
        select(AppointmentResource, Appointment).join(
            Appointment, Appointment.id == AppointmentResource.appointment_id
        )
    )
    return [
        Taken(
            row.resource_id, Span(row.starts_at, row.ends_at), one.id, one.kind, one.status,
            bool(row.blocks),
        )
        for row, one in found
    ]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    calendar=calendars, asked=spans(), which=st.sets(st.integers(0, 3), min_size=1), away=spans()
)
def test_check_equals_the_rule_on_all_rows(
    calendar: list[tuple[Span, set[int], S]], asked: Span, which: set[int], away: Span
) -> None:
    bench, resources = office()
    for table in (AppointmentResource, Appointment, LeaveRow):
        bench.session.execute(delete(table))
    bench.session.commit()
    mara = resources[0].id
    bench.add(
        LeaveRow(staff_id=mara, starts_at=away.starts_at, ends_at=away.ends_at, kind=LeaveKind.SICK)
    )
    for span, taken, status in calendar:
        try:
            put(bench, resources, span, taken, status)
        except IntegrityError:
            bench.session.rollback()  # the guard: it would have been a double booking
    form = AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.MEETING,
        starts_at=datetime.fromtimestamp(asked.starts_at, UTC),
        ends_at=datetime.fromtimestamp(asked.ends_at, UTC),
        workers=tuple(resources[n].id for n in sorted(which) if n < 2),
        client_id=resources[2].id if 2 in which else None,
        room_id=resources[3].id if 3 in which else None,
    )
    week = tuple(WeeklyHours(day, 8 * 60 + 30, 17 * 60) for day in range(5))
    expected = conflicts(
        Proposal(asked, form.kind, tuple(resources[n] for n in sorted(which)), form.id),
        everything(bench),
        OfficeTime(bench.zone),
        {
            mara: WorkerTime(week, (Leave(away, LeaveKind.SICK),)),
            resources[1].id: WorkerTime(week),
        },
        int(bench.now.timestamp()),
    )
    found = bench.read(check, form)
    assert _said(found) == _said(expected)
    firm = [one for one in everything(bench) if one.blocks and one.resource_id == mara]
    firm.sort(key=lambda one: one.span)
    assert all(not a.span.overlaps(b.span) for a, b in pairwise(firm))
    _write_agrees(bench, form, [one.severity for one in found])


def _said(findings: tuple[object, ...]) -> list[str]:
    return sorted(repr(one) for one in findings)


def _write_agrees(bench: Bench, form: AppointmentForm, severities: list[Severity]) -> None:
    try:
        bench.write(book, form, "A reason")
        booked = True
    except Refused:
        booked = False
    assert booked == (Severity.HARD not in severities)


def test_a_day_of_23_hours_is_checked_to_its_end(bench: Bench) -> None:
    """Sunday 8 March 2026: at 2:00 it is 3:00 in New York."""
    ada = on_file(bench)
    late = datetime(2026, 3, 8, 23, 0, tzinfo=bench.zone)
    monday = datetime(2026, 3, 9, 0, 0, tzinfo=bench.zone)

    def visit(starts: datetime, hours: float = 0.5) -> AppointmentForm:
        return AppointmentForm(
            id=new_id(), kind=AppointmentKind.OTHER, client_id=ada,
            starts_at=starts, ends_at=starts + timedelta(hours=hours),
        )  # fmt: skip

    bench.write(book, visit(late))
    early = datetime(2026, 3, 8, 0, 0, tzinfo=bench.zone)
    assert [one.code for one in bench.read(check, visit(early))] == ["appointment.client_same_day"]
    assert bench.read(check, visit(monday)) == ()
    assert bench.read(check, visit(datetime(2026, 3, 7, 23, 30, tzinfo=bench.zone))) == ()


def test_twice_one_thirty_on_the_day_of_25_hours_are_two_times(bench: Bench) -> None:
    """Sunday 1 November 2026: the hour from 1:00 to 2:00 comes twice."""
    mara = bench.worker("mara")

    def visit(fold: int) -> AppointmentForm:
        starts = datetime(2026, 11, 1, 1, 30, tzinfo=bench.zone, fold=fold)
        return AppointmentForm(
            id=new_id(), kind=AppointmentKind.MEETING, workers=(mara.id,),
            starts_at=starts.astimezone(UTC),
            ends_at=starts.astimezone(UTC) + timedelta(minutes=30),
        )  # fmt: skip

    bench.write(book, visit(0), "Night shift")
    bench.write(book, visit(1), "Night shift")
    assert bench.session.query(Appointment).count() == 2
