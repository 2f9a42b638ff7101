"""Hearings, orders, placements and the written parts of a report."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from db.models.appointment import Appointment
from db.models.court import Placement
from db.operations.court.hearings import (
    HearingForm,
    add_hearing,
    change_hearing,
    hearings_follow,
    record_outcome,
    vacate_hearing,
)
from db.operations.court.orders import OrderForm, add_order, change_order, remove_order
from db.operations.court.placements import PlacementForm, add_placement, change_placement
from db.operations.court.report_text import CourtReportForm, save_court_report
from db.queries.cases.case_file import case_file
from db.queries.court.lists import hearing_list, order_list, placement_list, written_report
from db.queries.today import today
from db.rules.codes import (
    AppointmentKind,
    AppointmentStatus,
    HearingKind,
    OrderStatus,
    PlacementKind,
    Role,
)
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id, court="Family Court, Part 3")


def a_hearing(bench: Bench, case_id: UUID, days: float, **fields: object) -> UUID:
    form = HearingForm(
        new_id(),
        case_id,
        HearingKind.REVIEW,
        bench.now + timedelta(days=days),
        **fields,  # type: ignore[arg-type]
    )
    bench.write(add_hearing, form)
    return form.id


def test_past_and_future_hearings_stand_in_the_case(bench: Bench, case_id: UUID) -> None:
    past, coming = a_hearing(bench, case_id, -30), a_hearing(bench, case_id, 10)
    rows = bench.read(hearing_list, case_id)
    assert [(row.id, row.past) for row in rows] == [(coming, False), (past, True)]
    assert {row.court for row in rows} == {"Family Court, Part 3"}
    following = bench.read(case_file, case_id).next_hearing
    assert following is not None and following.id == coming


def test_only_a_hearing_that_began_has_an_outcome(bench: Bench, case_id: UUID) -> None:
    hearing_id = a_hearing(bench, case_id, 1)
    with pytest.raises(Refused, match=r"hearing\.has_not_begun"):
        bench.write(record_outcome, hearing_id, 1, "Continued.")
    bench.pass_time(days=2)
    bench.write(record_outcome, hearing_id, 1, "Continued.")
    assert bench.read(hearing_list, case_id)[0].outcome == "Continued."
    with pytest.raises(Stale):
        bench.write(record_outcome, hearing_id, 1, "Dismissed.")


def test_a_vacated_hearing_is_no_longer_next(bench: Bench, case_id: UUID) -> None:
    hearing_id = a_hearing(bench, case_id, 3)
    assert [h.id for h in bench.read(today).hearings] == [hearing_id]
    bench.write(vacate_hearing, hearing_id, 1)
    assert bench.read(case_file, case_id).next_hearing is None
    assert bench.read(today).hearings == ()
    assert bench.read(hearing_list, case_id)[0].vacated


def test_the_same_hearing_is_not_entered_twice(bench: Bench, case_id: UUID) -> None:
    a_hearing(bench, case_id, 3)
    with pytest.raises(Refused, match=r"hearing\.already_there"):
        a_hearing(bench, case_id, 3)


def test_a_hearing_with_an_appointment_moves_with_it(bench: Bench, case_id: UUID) -> None:
    at = int(bench.now.timestamp()) + 86_400
    appointment = bench.add(
        Appointment(
            case_id=case_id, kind=AppointmentKind.HEARING, status=AppointmentStatus.CONFIRMED,
            starts_at=at, ends_at=at + 3600, booked_by_id=bench.user.id,
        )
    )  # fmt: skip
    hearing_id = a_hearing(bench, case_id, 1, appointment_id=appointment.id)
    later = HearingForm(
        hearing_id, case_id, HearingKind.REVIEW, bench.now + timedelta(days=2),
        appointment_id=appointment.id, version=1,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"hearing\.has_appointment"):
        bench.write(change_hearing, later)
    bench.write(hearings_follow, appointment.id, at + 7_200)
    (row,) = bench.read(hearing_list, case_id)
    assert int(row.starts_at.timestamp()) == at + 7_200


def test_an_order_is_followed_up(bench: Bench, case_id: UUID) -> None:
    form = OrderForm(new_id(), case_id, date(2026, 2, 1), "Weekly visits.", due_on=date(2026, 3, 1))
    bench.write(add_order, form)
    assert bench.read(order_list, case_id)[0].overdue
    done = OrderForm(
        form.id, case_id, form.ordered_on, form.text, due_on=form.due_on,
        status=OrderStatus.IMPLEMENTED, version=1,
    )  # fmt: skip
    bench.write(change_order, done)
    row = bench.read(order_list, case_id)[0]
    assert (row.status, row.overdue) == (OrderStatus.IMPLEMENTED, False)
    with pytest.raises(Stale):
        bench.write(change_order, done)
    bench.write(remove_order, form.id, row.version)
    assert bench.read(order_list, case_id) == ()


def test_an_order_belongs_to_a_hearing_of_its_case(bench: Bench, case_id: UUID) -> None:
    elsewhere = a_hearing(bench, a_case(bench), -3)
    form = OrderForm(new_id(), case_id, date(2026, 2, 1), "Visits.", hearing_id=elsewhere)
    with pytest.raises(Refused, match=r"order\.other_hearing"):
        bench.write(add_order, form)


def test_a_new_placement_ends_the_one_before(bench: Bench, case_id: UUID) -> None:
    for kind, day in ((PlacementKind.SHELTER, 5), (PlacementKind.FOSTER_FAMILY, 9)):
        bench.write(add_placement, PlacementForm(new_id(), case_id, kind, date(2026, 1, day)))
    rows = bench.read(placement_list, case_id)
    assert [(row.kind, row.ended_on, row.days) for row in rows] == [
        (PlacementKind.FOSTER_FAMILY, None, 52),
        (PlacementKind.SHELTER, date(2026, 1, 9), 4),
    ]


def test_a_child_does_not_live_in_two_places(bench: Bench, case_id: UUID) -> None:
    form = PlacementForm(new_id(), case_id, PlacementKind.RELATIVE, date(2026, 1, 9))
    bench.write(add_placement, form)
    earlier = PlacementForm(
        new_id(), case_id, PlacementKind.SHELTER, date(2026, 1, 5), ended_on=date(2026, 1, 10)
    )
    with pytest.raises(Refused, match=r"placement\.overlaps"):
        bench.write(add_placement, earlier)
    assert bench.session.query(Placement).one().ended_on is None
    ended = PlacementForm(
        form.id, case_id, form.kind, form.started_on, ended_on=date(2026, 1, 8), version=1
    )
    with pytest.raises(Refused, match=r"placement\.ends_before_start"):
        bench.write(change_placement, ended)


def test_only_children_of_the_case_are_placed(bench: Bench, case_id: UUID) -> None:
    stranger = a_client(bench, "Ben", "Okafor")
    form = PlacementForm(
        new_id(), case_id, PlacementKind.RELATIVE, date(2026, 1, 9), client_id=stranger.id
    )
    with pytest.raises(Refused, match=r"placement\.not_a_party"):
        bench.write(add_placement, form)


def test_a_report_is_written_once_for_a_hearing(bench: Bench, case_id: UUID) -> None:
    hearing_id = a_hearing(bench, case_id, 5)
    assert bench.read(written_report, case_id, hearing_id).version == 0
    form = CourtReportForm(new_id(), case_id, hearing_id, situation="He lives with his aunt.")
    bench.write(save_court_report, form)
    supervisor = bench.as_role(Role.SUPERVISOR)
    rival = CourtReportForm(new_id(), case_id, hearing_id, situation="Else.")
    with pytest.raises(Stale):
        supervisor.write(save_court_report, rival)
    seen = supervisor.read(written_report, case_id, hearing_id)
    assert (seen.situation, seen.author, seen.id) == ("He lives with his aunt.", "Ana", form.id)
    more = CourtReportForm(form.id, case_id, hearing_id, "He lives with her.", version=seen.version)
    supervisor.write(save_court_report, more)
    assert bench.read(written_report, case_id, hearing_id).author == "Ana"
    with pytest.raises(Stale):
        bench.write(save_court_report, more)


def test_hearings_of_the_next_two_weeks_are_shown_mine_first(bench: Bench, case_id: UUID) -> None:
    other = a_case(bench, a_client(bench, "Ben", "Okafor"))
    soon = a_hearing(bench, other, 1)
    last_evening = bench.now.replace(hour=3, minute=0) + timedelta(days=15)  # 14 days on, at home
    form = HearingForm(new_id(), case_id, HearingKind.STATUS, last_evening)
    bench.write(add_hearing, form)
    a_hearing(bench, case_id, 15)
    found = bench.read(today).hearings
    assert [(h.id, h.mine, h.days) for h in found] == [(form.id, True, 14), (soon, False, 1)]
