"""A hearing and its appointment are one thing, from whichever side it is changed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from db.models.appointment import Appointment
from db.operations.calendar.book import move
from db.operations.calendar.hearings import (
    Attending,
    call_back,
    call_off,
    continue_hearing,
    set_hearing,
)
from db.operations.calendar.mark import cancel
from db.operations.court.hearings import HearingForm
from db.queries.court.hearing_view import hearing_view
from db.queries.court.lists import hearing_list
from db.rules.codes import AppointmentStatus, HearingKind, Role
from db.rules.findings import NeedsReason, Refused, Stale
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.cases.made import a_case


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id, court="Juvenile Court")


def a_hearing(bench: Bench, case_id: UUID, worker: UUID, days: int = 1, **fields: Any) -> UUID:
    """At ten o'clock, of an hour."""
    at = bench.now + timedelta(days=days)
    form = HearingForm(new_id(), case_id, HearingKind.REVIEW, at, **fields)
    bench.write(set_hearing, form, Attending(new_id(), worker))
    return form.id


def appointment(bench: Bench, hearing_id: UUID) -> Appointment:
    held = bench.read(hearing_view, hearing_id).row.appointment_id
    assert held is not None
    found: Appointment = bench.session.get_one(Appointment, held)
    bench.session.refresh(found)
    return found


def test_it_stands_in_the_calendar_with_its_court(bench: Bench, case_id: UUID) -> None:
    ben = bench.worker("Ben")
    hearing = a_hearing(bench, case_id, ben.id, court="Probate", courtroom="3", outcome="")
    view = bench.read(hearing_view, hearing)
    assert view.attending == ("Ben",)
    booked_for = appointment(bench, hearing)
    assert (booked_for.place, booked_for.case_id) == ("Probate, 3", case_id)


def test_an_hour_that_is_taken_refuses_and_enters_nothing(bench: Bench, case_id: UUID) -> None:
    ben = bench.worker("Ben")
    booked(bench, workers=(ben.id,), starts="10:00", ends="11:00")
    with pytest.raises(Refused):
        a_hearing(bench, case_id, ben.id)
    assert bench.read(hearing_list, case_id) == ()


def test_outside_working_hours_it_asks_why_and_enters_nothing_before(
    bench: Bench, case_id: UUID
) -> None:
    ben = bench.worker("Ben")
    with pytest.raises(NeedsReason):
        a_hearing(bench, case_id, ben.id, days=6)
    assert bench.read(hearing_list, case_id) == ()


def test_moved_in_the_calendar_the_hearing_follows_and_the_other_way_round(
    bench: Bench, case_id: UUID
) -> None:
    ben = bench.worker("Ben")
    hearing = a_hearing(bench, case_id, ben.id)
    row = appointment(bench, hearing)
    to = bench.now + timedelta(days=2)
    with pytest.raises(NeedsReason, match=r"appointment\.hearing_moved"):
        bench.write(move, row.id, row.version, to, to + timedelta(hours=1))
    said = "The court called: Wednesday instead"
    bench.write(move, row.id, row.version, to, to + timedelta(hours=1), None, said)
    view = bench.read(hearing_view, hearing)
    assert view.row.starts_at == to
    back = bench.now + timedelta(days=3)
    bench.write(continue_hearing, hearing, view.row.version, back, new_id())
    assert appointment(bench, hearing).starts_at == int(back.timestamp())


def test_continuing_to_an_hour_that_is_taken_leaves_both_where_they_were(
    bench: Bench, case_id: UUID
) -> None:
    ben = bench.worker("Ben")
    hearing = a_hearing(bench, case_id, ben.id)
    before = bench.read(hearing_view, hearing).row
    booked(bench, workers=(ben.id,), starts="10:00", ends="11:00", day=4)
    with pytest.raises(Refused):
        bench.write(
            continue_hearing, hearing, before.version, bench.now + timedelta(days=2), new_id()
        )
    assert bench.read(hearing_view, hearing).row == before


def test_a_hearing_is_not_continued_to_the_past_nor_over_a_colleagues_change(
    bench: Bench, case_id: UUID
) -> None:
    ben = bench.worker("Ben")
    hearing = a_hearing(bench, case_id, ben.id)
    version = bench.read(hearing_view, hearing).row.version
    with pytest.raises(Refused, match=r"hearing\.continued_to_past"):
        bench.write(continue_hearing, hearing, version, bench.now - timedelta(hours=1), new_id())
    with pytest.raises(Stale):
        bench.write(continue_hearing, hearing, version - 1, bench.now + timedelta(days=2), new_id())


def test_called_off_it_frees_the_time_and_is_called_back_with_it(
    bench: Bench, case_id: UUID
) -> None:
    ben = bench.worker("Ben")
    hearing = a_hearing(bench, case_id, ben.id)
    version = bench.read(hearing_view, hearing).row.version
    gone = bench.write(call_off, hearing, version)
    view = bench.read(hearing_view, hearing)
    assert view.row.vacated and view.attending == ()
    assert appointment(bench, hearing).status is AppointmentStatus.CANCELLED_BY_OFFICE
    other = booked(bench, workers=(ben.id,), starts="10:00", ends="11:00")
    with pytest.raises(Refused):
        bench.write(call_back, gone)
    bench.write(cancel, other, 1, AppointmentStatus.CANCELLED_BY_OFFICE)
    bench.write(call_back, gone)
    view = bench.read(hearing_view, hearing)
    assert not view.row.vacated and view.attending == ("Ben",)


def test_after_its_appointment_was_cancelled_it_can_be_put_into_the_calendar_again(
    bench: Bench, case_id: UUID
) -> None:
    ben = bench.worker("Ben")
    hearing = a_hearing(bench, case_id, ben.id)
    row = appointment(bench, hearing)
    bench.write(cancel, row.id, row.version, AppointmentStatus.CANCELLED_BY_OFFICE)
    view = bench.read(hearing_view, hearing)
    assert view.row.vacated, "the calendar's cancelling vacates the hearing"
    from db.operations.calendar.hearings import CalledOff

    bench.write(call_back, CalledOff(hearing, view.row.version, None))
    version = bench.read(hearing_view, hearing).row.version
    at = bench.now + timedelta(days=2)
    form = HearingForm(hearing, case_id, HearingKind.REVIEW, at, version=version)
    bench.write(set_hearing, form, Attending(new_id(), ben.id))
    assert bench.read(hearing_view, hearing).attending == ("Ben",)
    assert appointment(bench, hearing).id != row.id


def test_who_may_not_change_cases_enters_no_hearing(bench: Bench, case_id: UUID) -> None:
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    with pytest.raises(Refused, match=r"permission\.denied"):
        a_hearing(rita, case_id, bench.user.id)
