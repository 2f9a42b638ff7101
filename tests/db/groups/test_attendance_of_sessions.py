"""Attendance of a session, taken at once, and what else knows of it."""

import pytest

from db.models.appointment import Appointment
from db.operations.groups.attendance import AttendedForm, save_attendance
from db.operations.groups.members import leave_group
from db.queries.calendar.of_client import appointments_of_client
from db.queries.groups.grid import attendance_grid
from db.queries.groups.group_view import group_view
from db.queries.groups.session_view import session_view
from db.rules.codes import AppointmentStatus, Attended, Role
from db.rules.findings import Refused, Stale
from tests.db.bench import Bench
from tests.db.calendar.made import booked, clock
from tests.db.cases_on_file import case_on_file
from tests.db.groups.made import TODAY, a_group, a_session, attended, joined, member, three_sessions
from tests.db.people_on_file import on_file


def test_who_came_is_said_in_one_grid_and_the_session_counts_as_held(bench: Bench) -> None:
    group = a_group(bench)
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    joined(bench, group, ada), joined(bench, group, rosa)
    first, second, _ = three_sessions(bench, group)
    with pytest.raises(Refused) as refused:
        attended(bench, first, {ada: Attended.PRESENT})
    assert refused.value.has("appointment.not_today")
    clock(bench, "15:10", 3)
    version = attended(bench, first, {ada: Attended.LATE, rosa: Attended.ABSENT})
    assert bench.session.get_one(Appointment, first).status is AppointmentStatus.IN_PROGRESS
    clock(bench, "16:30", 10)
    with pytest.raises(Stale):
        bench.write(save_attendance, first, [AttendedForm(ada, None)], version - 1)
    attended(bench, first, {rosa: Attended.EXCUSED})
    assert bench.session.get_one(Appointment, first).status is AppointmentStatus.COMPLETED
    attended(bench, second, {ada: Attended.PRESENT, rosa: Attended.ABSENT})
    said = {row.name: row.attended for row in bench.read(session_view, first).rows}
    assert said == {"Ada Lovelace": Attended.LATE, "Rosa Diaz": Attended.EXCUSED}
    grid = bench.read(attendance_grid, group)
    assert [one.appointment_id for one in grid.sessions] == [first, second]
    assert [(one.name, one.attended) for one in grid.rows] == [
        ("Ada Lovelace", (Attended.LATE, Attended.PRESENT)),
        ("Rosa Diaz", (Attended.EXCUSED, Attended.ABSENT)),
    ]
    view = bench.read(group_view, group)
    assert [(one.present, one.of) for one in view.sessions] == [(1, 2), (1, 2), (None, 2)]
    assert [(one.present, one.of) for one in view.members] == [(2, 2), (0, 1)]


def test_a_session_that_somebody_missed_counts_among_their_no_shows(bench: Bench) -> None:
    group = a_group(bench)
    ada = on_file(bench)
    joined(bench, group, ada)
    sessions = three_sessions(bench, group)
    clock(bench, "16:30", 17)
    for session, how in zip(
        sessions, (Attended.PRESENT, Attended.ABSENT, Attended.EXCUSED), strict=True
    ):
        attended(bench, session, {ada: how})
    file = bench.read(appointments_of_client, ada)
    assert [item.subject for item in file.past] == ["Parenting"] * 3
    assert (file.no_shows, file.kept_or_missed) == (1, 2)
    assert (file.attendance.missed, file.attendance.of) == (1, 2)


def test_who_left_stays_on_the_sessions_that_they_were_on(bench: Bench) -> None:
    group = a_group(bench)
    ada = on_file(bench)
    joined(bench, group, ada)
    session = a_session(bench, group)
    clock(bench, "16:30", 3)
    bench.write(leave_group, member(bench, group, ada).id, 1, TODAY)
    attended(bench, session, {ada: Attended.PRESENT})
    assert [one.attended for one in bench.read(attendance_grid, group).rows] == [
        (Attended.PRESENT,)
    ]


def test_only_people_of_the_group_are_named_and_an_ordinary_appointment_has_no_roster(
    bench: Bench,
) -> None:
    group = a_group(bench)
    ada = on_file(bench)
    session = a_session(bench, group)
    clock(bench, "16:30", 3)
    with pytest.raises(Refused) as refused:
        attended(bench, session, {ada: Attended.PRESENT})
    assert refused.value.has("group.not_on_roster")
    joined(bench, group, ada)
    attended(bench, session, {ada: Attended.PRESENT})  # who came before they were on the roster
    assert [row.client_id for row in bench.read(session_view, session).rows] == [ada]
    visit = booked(bench, "9:00", "10:00", 4, client_id=ada)
    with pytest.raises(Refused) as no_session:
        bench.read(session_view, visit)
    assert no_session.value.has("group.no_session")


def test_a_restricted_member_takes_a_place_and_is_named_to_nobody_else(bench: Bench) -> None:
    group = a_group(bench)
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    joined(bench, group, ada), joined(bench, group, rosa)
    session = a_session(bench, group)
    mara = bench.as_role(Role.CASEWORKER, "mara")
    case_on_file(bench, ada, worker=bench.user.id, restricted=True)
    clock(bench, "16:30", 3)
    attended(bench, session, {ada: Attended.PRESENT, rosa: Attended.ABSENT})
    view = mara.read(group_view, group)
    assert view.free == 0, "the place is taken"
    assert [(one.name, one.number, one.hidden) for one in view.members][1] == ("", "", True)
    rows = mara.read(session_view, session).rows
    assert [(one.name, one.attended, one.hidden) for one in rows] == [
        ("Rosa Diaz", Attended.ABSENT, False),
        ("", None, True),
    ]
    grid = mara.read(attendance_grid, group)
    assert [(one.name, one.attended) for one in grid.rows][1] == ("", (None,))
    with pytest.raises(Refused):
        attended(mara, session, {ada: Attended.ABSENT})
    hers = view.members[1]
    with pytest.raises(Refused):
        mara.write(leave_group, hers.id, hers.version, TODAY)
    attended(mara, session, {rosa: Attended.LATE})
    assert bench.read(session_view, session).rows[0].attended is Attended.PRESENT
    again = a_session(mara, group, day=10)
    assert {one.client_id for one in bench.read(session_view, again).rows} == {ada, rosa}
