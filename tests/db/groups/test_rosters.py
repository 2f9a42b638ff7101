"""Who has a place in a group, who waits for one, and on which sessions they are."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from db.operations.calendar.book import change, move
from db.operations.calendar.change_series import change_series
from db.operations.calendar.mark import Marked, cancel, take_back
from db.operations.calendar.undoing import cancel_and_wait
from db.operations.groups.members import LeftGroup, leave_group, stay_after_all, take_from_waiting
from db.operations.groups.save import save_group
from db.queries.calendar.cancelling import cancelling
from db.queries.calendar.check import check
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.range_view import CalendarRange, range_appointments
from db.queries.calendar.series_ahead import Which
from db.queries.groups.group_view import group_view
from db.queries.groups.joining import check_joining
from db.queries.groups.lists import group_list, groups_of_client
from db.queries.groups.session_form import session_form
from db.queries.groups.session_view import session_view
from db.rules.codes import AppointmentKind, AppointmentStatus, MemberState, ResourceKind, Role
from db.rules.findings import NeedsReason, Refused, Stale
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, form
from tests.db.groups.made import (
    TODAY,
    a_group,
    a_session,
    joined,
    member,
    on_session,
    three_sessions,
)
from tests.db.people_on_file import on_file


def test_who_comes_when_all_places_are_taken_waits_and_is_offered_the_next_one(
    bench: Bench,
) -> None:
    group = a_group(bench)
    ada, rosa, grace, joan = (on_file(bench, f"{name} Diaz") for name in ("A", "R", "G", "J"))
    states = [joined(bench, group, one).state for one in (ada, rosa, grace, joan)]
    assert states == [MemberState.MEMBER] * 2 + [MemberState.WAITING] * 2
    view = bench.read(group_view, group)
    assert (view.free, view.offer) == (0, None)
    assert [one.client_id for one in view.waiting] == [grace, joan]
    with pytest.raises(Refused) as refused:
        bench.write(take_from_waiting, view.waiting[0].id, 1)
    assert refused.value.has("group.full")
    bench.write(leave_group, member(bench, group, ada).id, 1, TODAY, "Moved away")
    view = bench.read(group_view, group)
    assert view.offer is not None and view.offer.client_id == grace, "nobody is moved silently"
    assert [one.client_id for one in view.members] == [rosa]
    assert view.left[0].reason_left == "Moved away"
    assert joined(bench, group, ada).state is MemberState.WAITING, "behind those who wait"
    with pytest.raises(NeedsReason) as asked:
        bench.write(take_from_waiting, member(bench, group, joan).id, 1)
    assert asked.value.has("group.out_of_turn")
    bench.write(take_from_waiting, member(bench, group, joan).id, 1, "A court ordered it")
    assert {one.client_id for one in bench.read(group_view, group).members} == {rosa, joan}
    (line,) = bench.read(group_list)
    assert (line.members, line.capacity, line.waiting) == (2, 2, 2)


def test_who_joins_is_taken_into_the_sessions_ahead_and_who_leaves_out_of_them(
    bench: Bench,
) -> None:
    group = a_group(bench)
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    joined(bench, group, ada)
    first, second, third = three_sessions(bench, group)
    assert on_session(bench, first) == {ada}
    clock(bench, "15:30", 3)
    assert joined(bench, group, rosa).sessions == 2
    assert [on_session(bench, one) for one in (first, second)] == [{ada}, {ada, rosa}]
    with pytest.raises(Refused) as refused:
        joined(bench, group, rosa)
    assert refused.value.has("group.already_in")
    clock(bench, "15:30", 10)
    bench.write(leave_group, member(bench, group, ada).id, 1, date(2026, 3, 10))
    kept = [on_session(bench, one) for one in (first, second, third)]
    assert kept == [{ada}, {ada, rosa}, {rosa}]
    with pytest.raises(Refused) as left:
        bench.write(leave_group, member(bench, group, ada).id, 2, date(2026, 3, 10))
    assert left.value.has("group.left_already")
    assert [one.state for one in bench.read(groups_of_client, ada)] == [MemberState.LEFT]


def test_leaving_is_taken_back_as_long_as_the_place_is_free(bench: Bench) -> None:
    group = a_group(bench)
    ada, rosa, grace = (on_file(bench, name) for name in ("Ada King", "Rosa Diaz", "Grace Bo"))
    for one in (ada, rosa, grace):
        joined(bench, group, one)
    first, *_ = three_sessions(bench, group)

    def leaves(client: UUID) -> LeftGroup:
        line = member(bench, group, client)
        return bench.write(leave_group, line.id, line.version, TODAY, "Ill")

    left = leaves(grace)
    bench.write(stay_after_all, left)
    assert [one.client_id for one in bench.read(group_view, group).waiting] == [grace]
    left = leaves(ada)
    assert on_session(bench, first) == {rosa}
    assert bench.write(stay_after_all, left).sessions == 3
    assert on_session(bench, first) == {ada, rosa}
    assert member(bench, group, ada).reason_left == ""
    with pytest.raises(Refused) as changed:
        bench.write(stay_after_all, left)
    assert changed.value.has("group.not_undone")
    left = leaves(ada)
    line = member(bench, group, grace)
    bench.write(take_from_waiting, line.id, line.version)
    with pytest.raises(Refused) as full:
        bench.write(stay_after_all, left)
    assert full.value.has("group.full")


def test_a_session_that_becomes_another_groups_has_that_ones_members(bench: Bench) -> None:
    group, other = a_group(bench), a_group(bench, "Anger")
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    joined(bench, group, ada), joined(bench, other, rosa)
    session = a_session(bench, group)
    opened = replace(bench.read(open_appointment, session).form, group_id=other)
    assert bench.read(check, replace(opened, members=None)) == ()
    bench.write(change, opened)
    assert on_session(bench, session) == {rosa}
    visit = replace(
        bench.read(open_appointment, session).form,
        kind=AppointmentKind.OFFICE_VISIT,
        group_id=None,
        client_id=rosa,
    )
    bench.write(change, visit)
    opened = bench.read(open_appointment, session).form
    assert (opened.group_id, opened.members, opened.client_id) == (None, None, rosa)


def test_a_cancelled_session_that_takes_place_after_all_has_who_is_in_the_group_by_then(
    bench: Bench,
) -> None:
    group = a_group(bench)
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    joined(bench, group, ada)
    session = a_session(bench, group)
    assert not bench.read(cancelling, session).may_wait
    with pytest.raises(Refused) as refused:
        bench.write(cancel_and_wait, session, 1, AppointmentStatus.CANCELLED_BY_OFFICE)
    assert refused.value.has("request.of_group")
    bench.write(cancel, session, 1, AppointmentStatus.CANCELLED_BY_OFFICE)
    clock(bench, "14:00", 3)
    assert joined(bench, group, rosa).sessions == 0, "of what was cancelled nothing is said"
    bench.write(leave_group, member(bench, group, ada).id, 1, TODAY)
    version = bench.read(session_view, session).version
    marked = Marked(session, version, AppointmentStatus.CONFIRMED)
    bench.write(take_back, marked)
    assert on_session(bench, session) == {rosa}


def test_a_session_that_is_moved_or_changed_with_its_series_keeps_its_members(
    bench: Bench,
) -> None:
    group = a_group(bench)
    ada = on_file(bench)
    joined(bench, group, ada)
    first, second, third = three_sessions(bench, group)
    bench.write(move, second, 1, at(bench, "16:00", 10), at(bench, "17:00", 10))
    opened = bench.read(open_appointment, first).form
    later = replace(opened, starts_at=at(bench, "14:00"), ends_at=at(bench, "15:00"))
    bench.write(change_series, replace(later, members=None), Which.ALL)
    assert [on_session(bench, one) for one in (first, second, third)] == [{ada}] * 3
    moved = bench.read(open_appointment, third).form
    assert moved.starts_at == at(bench, "14:00", 17) and moved.members == (ada,)
    bench.write(change, replace(moved, remark="Bring the forms", members=None))
    assert on_session(bench, third) == {ada}
    stale = bench.read(open_appointment, third).form
    joined(bench, group, on_file(bench, "Rosa Diaz"))
    with pytest.raises(Stale):
        bench.write(change, stale)


def test_a_session_in_the_calendar_says_whose_it_is_and_how_full(bench: Bench) -> None:
    group = a_group(bench, capacity=8)
    joined(bench, group, on_file(bench))
    session = a_session(bench, group)
    (item,) = bench.read(
        range_appointments, CalendarRange(ResourceKind.WORKER, date(2026, 3, 3), date(2026, 3, 3))
    )
    assert (item.id, item.kind, item.subject) == (session, AppointmentKind.GROUP, "Parenting")
    assert item.group is not None and (item.group.members, item.group.capacity) == (1, 8)


def test_a_member_who_is_elsewhere_is_said_and_the_session_takes_place_with_a_reason(
    bench: Bench,
) -> None:
    group = a_group(bench)
    ada = on_file(bench)
    booked(bench, "15:30", "16:30", client_id=ada, kind=AppointmentKind.OUTSIDE)
    joined(bench, group, ada)
    wanted = bench.read(session_form, group, at(bench, "15:00"), at(bench, "16:00"))
    (found,) = bench.read(check, wanted)
    assert (found.code, found.params["name"]) == ("appointment.member_busy", "Ada Lovelace")
    session = a_session(bench, group, reason="The others meet")
    assert on_session(bench, session) == {ada}
    visit = form(bench, "15:00", "15:30", client_id=ada)
    assert [one.code for one in bench.read(check, visit)] == [
        "appointment.client_busy",
        "appointment.client_same_day",
    ], "an appointment at the time of a session is asked about too"


def test_who_is_busy_at_a_session_ahead_joins_with_a_reason(bench: Bench) -> None:
    group = a_group(bench)
    ada = on_file(bench)
    _, second, _ = three_sessions(bench, group)
    booked(bench, "15:30", "16:30", day=10, client_id=ada)
    asked = bench.read(check_joining, group, ada)
    assert (asked.state, asked.sessions) == (MemberState.MEMBER, 3)
    assert [one.appointment_id for one in asked.collisions] == [second]
    with pytest.raises(NeedsReason):
        joined(bench, group, ada)
    assert bench.read(group_view, group).members == ()
    assert joined(bench, group, ada, "She comes late that day").sessions == 3


def test_a_group_with_more_members_than_places_or_with_sessions_ahead_is_not_saved(
    bench: Bench,
) -> None:
    group = a_group(bench)
    for name in ("Ada Diaz", "Rosa Diaz"):
        joined(bench, group, on_file(bench, name))
    session = a_session(bench, group)
    opened = bench.read(group_view, group).form
    for wrong, code in (
        (replace(opened, capacity=1), "group.more_members"),
        (replace(opened, active=False), "group.sessions_ahead"),
        (replace(opened, name=" "), "group.name_missing"),
        (replace(opened, version=opened.version + 1), "record.stale"),
    ):
        with pytest.raises(Refused) as refused:
            bench.write(save_group, wrong)
        assert refused.value.has(code)
    with pytest.raises(Refused) as named:
        a_group(bench, " PARENTING")
    assert named.value.has("group.name_taken")
    bench.write(cancel, session, 1, AppointmentStatus.CANCELLED_BY_OFFICE)
    assert bench.write(save_group, replace(opened, active=False)) == 2
    assert bench.read(group_list) == () and len(bench.read(group_list, closed=True)) == 1
    with pytest.raises(Refused) as closed:
        joined(bench, group, on_file(bench, "Grace Hopper"))
    assert closed.value.has("group.closed")


def test_reception_keeps_rosters_and_makes_no_groups(bench: Bench) -> None:
    group = a_group(bench)
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    assert joined(rita, group, on_file(bench)).state is MemberState.MEMBER
    with pytest.raises(Refused) as refused:
        a_group(rita, "Another")
    assert refused.value.has("permission.denied")


def test_an_appointment_of_another_kind_belongs_to_no_group_and_a_session_to_nobody_alone(
    bench: Bench,
) -> None:
    group = a_group(bench)
    kind = AppointmentKind.GROUP
    worker = (bench.user.id,)
    for asked, code in (
        (form(bench, workers=worker, group_id=group), "appointment.only_a_session"),
        (form(bench, workers=worker, kind=kind), "appointment.session_of_no_group"),
        (
            form(bench, workers=worker, kind=kind, group_id=group, client_id=on_file(bench)),
            "appointment.session_of_one",
        ),
    ):
        assert code in [one.code for one in bench.read(check, asked)]
