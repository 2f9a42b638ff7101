"""One key for what became of an appointment, and the way back."""

import json
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.audit import AuditEvent
from db.models.court import Hearing
from db.models.staff import WorkingHours
from db.operations.calendar.book import book, change, move
from db.operations.calendar.cancel_series import cancel_series, take_back_series
from db.operations.calendar.mark import cancel, mark, take_back
from db.queries.calendar.appointment_form import HearingPart
from db.queries.calendar.opened import open_appointment
from db.rules.codes import AppointmentKind, AppointmentStatus, HearingKind, Role
from db.rules.findings import NeedsReason, Refused, Stale
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, form, leave
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

S = AppointmentStatus


def status(bench: Bench, made: object) -> AppointmentStatus:
    return bench.read(open_appointment, made).status  # type: ignore[arg-type]


def test_arrived_then_completed_keeps_when_they_came(bench: Bench) -> None:
    made = booked(bench, client_id=on_file(bench))
    clock(bench, "8:55", 3)
    marked = bench.write(mark, made, 1, S.ARRIVED)
    clock(bench, "10:00", 3)
    bench.write(mark, made, marked.version, S.COMPLETED)
    opened = bench.read(open_appointment, made)
    assert opened.status is S.COMPLETED and opened.arrived_at == at(bench, "8:55")


def test_nobody_has_missed_what_has_not_begun(bench: Bench) -> None:
    made = booked(bench, client_id=on_file(bench))
    with pytest.raises(Refused) as refused:
        bench.write(mark, made, 1, S.NO_SHOW)
    assert refused.value.has("appointment.not_begun")


def test_nobody_arrives_today_for_tomorrow(bench: Bench) -> None:
    made = booked(bench, client_id=on_file(bench))
    with pytest.raises(Refused) as refused:
        bench.write(mark, made, 1, S.ARRIVED)
    assert refused.value.has("appointment.not_today")


def test_a_no_show_frees_its_time_and_may_still_arrive_if_it_is_free(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, client_id=on_file(bench), workers=(mara.id,))
    clock(bench, "9:20", 3)
    marked = bench.write(mark, made, 1, S.NO_SHOW)
    other = booked(bench, "9:30", "10:00", workers=(mara.id,))
    with pytest.raises(Refused) as refused:
        bench.write(mark, made, marked.version, S.ARRIVED)
    assert refused.value.has("appointment.worker_busy")
    bench.write(cancel, other, 1, S.CANCELLED_BY_OFFICE)
    bench.write(mark, made, marked.version, S.ARRIVED)
    with pytest.raises(Refused):
        booked(bench, "9:30", "10:00", workers=(mara.id,))


@pytest.mark.parametrize("step", [S.ARRIVED, S.NO_SHOW, S.COMPLETED, S.CANCELLED_BY_CLIENT])
def test_every_mark_can_be_taken_back(bench: Bench, step: AppointmentStatus) -> None:
    mara = bench.worker("mara")
    made = booked(bench, client_id=on_file(bench), workers=(mara.id,))
    clock(bench, "9:20", 3)
    marked = bench.write(mark, made, 1, step)
    bench.write(take_back, marked)
    assert status(bench, made) is S.CONFIRMED
    assert bench.read(open_appointment, made).arrived_at is None
    with pytest.raises(Refused):
        booked(bench, "9:30", "10:00", workers=(mara.id,))


def test_a_cancellation_is_not_taken_back_into_somebody_elses_time(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, workers=(mara.id,))
    marked = bench.write(cancel, made, 1, S.CANCELLED_BY_OFFICE)
    booked(bench, workers=(mara.id,))
    with pytest.raises(Refused) as refused:
        bench.write(take_back, marked)
    assert refused.value.has("appointment.worker_busy")
    assert status(bench, made) is S.CANCELLED_BY_OFFICE


def test_a_mark_is_not_taken_back_over_a_later_change(bench: Bench) -> None:
    made = booked(bench, client_id=on_file(bench))
    clock(bench, "9:20", 3)
    first = bench.write(mark, made, 1, S.ARRIVED)
    bench.write(mark, made, first.version, S.COMPLETED)
    with pytest.raises(Refused) as refused:
        bench.write(take_back, first)
    assert refused.value.has("appointment.not_undone")


def test_two_receptionists_cannot_both_mark_the_same_version(bench: Bench) -> None:
    made = booked(bench, client_id=on_file(bench))
    clock(bench, "9:20", 3)
    bench.write(mark, made, 1, S.ARRIVED)
    with pytest.raises(Stale):
        bench.write(mark, made, 1, S.NO_SHOW)


def test_something_tentative_is_confirmed_only_where_nothing_firm_stands(bench: Bench) -> None:
    mara = bench.worker("mara")
    maybe = booked(bench, workers=(mara.id,), tentative=True)
    free = booked(bench, "13:00", "14:00", workers=(mara.id,), tentative=True)
    booked(bench, workers=(mara.id,), reason="It is urgent")
    with pytest.raises(Refused) as refused:
        bench.write(mark, maybe, 1, S.CONFIRMED)
    assert refused.value.has("appointment.worker_busy")
    bench.write(mark, free, 1, S.CONFIRMED)
    with pytest.raises(Refused):
        booked(bench, "13:30", "14:30", workers=(mara.id,))


def off_hours(bench: Bench, name: str = "mara", day: int = 3) -> UUID:
    """Something tentative on a day when its worker does not work, without a reason."""
    mara = bench.worker(name)
    made = booked(bench, day=day, workers=(mara.id,), tentative=True)
    for row in bench.session.query(WorkingHours).filter_by(staff_id=mara.id, weekday=1):
        bench.session.delete(row)
    bench.session.commit()
    return made


def reason_of(bench: Bench, made: UUID) -> str:
    return bench.read(open_appointment, made).override_reason


def test_what_asks_for_a_reason_where_it_is_booked_does_so_where_it_is_confirmed(
    bench: Bench,
) -> None:
    made = off_hours(bench)
    with pytest.raises(NeedsReason) as asked:
        bench.write(mark, made, 1, S.CONFIRMED)
    assert asked.value.has("appointment.outside_hours_all_day")
    assert status(bench, made) is S.TENTATIVE
    bench.write(mark, made, 1, S.CONFIRMED, "They can only come then")
    assert reason_of(bench, made) == "They can only come then"
    said = json.loads(
        bench.session.scalars(
            select(AuditEvent.details).where(AuditEvent.action == "appointment.confirmed")
        ).one()
    )
    assert said["reason"] == "They can only come then"
    assert said["overridden"] == ["appointment.outside_hours_all_day"]


def test_what_had_a_reason_when_it_was_booked_is_confirmed_without_another(bench: Bench) -> None:
    made = booked(bench, "19:00", "20:00", workers=(bench.worker("mara").id,), tentative=True,
                  reason="They work all day")  # fmt: skip
    bench.write(mark, made, 1, S.CONFIRMED)
    assert reason_of(bench, made) == "They work all day"


def test_whoever_comes_is_there_whatever_spoke_against_it(bench: Bench) -> None:
    made = off_hours(bench)
    clock(bench, "8:55", 3)
    bench.write(mark, made, 1, S.ARRIVED)
    assert reason_of(bench, made) == ""


def test_a_cancellation_is_taken_back_with_a_reason_where_one_is_asked_for(bench: Bench) -> None:
    made = off_hours(bench)
    confirmed = bench.write(mark, made, 1, S.CONFIRMED, "They can only come then")
    marked = bench.write(cancel, made, confirmed.version, S.CANCELLED_BY_CLIENT)
    bench.write(take_back, marked)  # that it is outside of hours was decided
    other = off_hours(bench, "ben", 10)
    bench.session.query(Appointment).filter_by(id=other).update({"status": S.CONFIRMED})
    bench.session.commit()
    marked = bench.write(cancel, other, 1, S.CANCELLED_BY_CLIENT)
    with pytest.raises(NeedsReason):
        bench.write(take_back, marked)
    bench.write(take_back, marked, "They come after all")
    assert status(bench, other) is S.CONFIRMED
    assert reason_of(bench, other) == "They come after all"


def test_a_series_called_off_is_taken_back_as_it_was(bench: Bench) -> None:
    made = off_hours(bench)
    bench.session.query(Appointment).filter_by(id=made).update({"status": S.CONFIRMED})
    bench.session.commit()
    marked = bench.write(cancel_series, made, 1, S.CANCELLED_BY_OFFICE)
    with pytest.raises(NeedsReason):
        bench.write(take_back_series, marked)
    bench.write(take_back_series, marked, "It was a mistake")
    assert reason_of(bench, made) == "It was a mistake"


def test_completing_during_leave_is_possible(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, workers=(mara.id,))
    leave(bench, mara.id, "8:00", "18:00")
    clock(bench, "10:00", 3)
    bench.write(mark, made, 1, S.COMPLETED)


# ---- hearings --------------------------------------------------------------------------------


def hearing_booked(bench: Bench) -> tuple[object, HearingPart]:
    ada = on_file(bench)
    part = HearingPart(id=new_id(), kind=HearingKind.REVIEW, court="Juvenile Court", judge="Ito")
    wanted = form(
        bench,
        kind=AppointmentKind.HEARING,
        client_id=ada,
        case_id=case_on_file(bench, ada),
        hearing=part,
    )
    bench.write(book, wanted)
    return wanted.id, part


def test_a_booked_hearing_stands_in_the_case_and_moves_along(bench: Bench) -> None:
    made, part = hearing_booked(bench)
    hearing = bench.session.get_one(Hearing, part.id)
    assert (hearing.appointment_id, hearing.judge) == (made, "Ito")
    assert hearing.starts_at == int(at(bench, "9:00").timestamp())
    assert bench.last_changes.touches("hearing", "appointment")
    to = at(bench, "13:00", 4), at(bench, "14:00", 4)
    bench.write(move, made, 1, *to, None, "The court put it off by a day")
    bench.session.expire_all()
    assert bench.session.get_one(Hearing, part.id).starts_at == int(
        at(bench, "13:00", 4).timestamp()
    )


def test_what_is_changed_of_a_hearing_in_the_calendar_is_changed_in_the_case(
    bench: Bench,
) -> None:
    from dataclasses import replace

    made, part = hearing_booked(bench)
    opened = bench.read(open_appointment, made).form
    assert opened.hearing == part
    bench.write(change, replace(opened, hearing=replace(part, courtroom="3B")))
    assert bench.session.get_one(Hearing, part.id).courtroom == "3B"


def test_a_cancelled_hearing_is_vacated_and_stands_again_when_that_is_taken_back(
    bench: Bench,
) -> None:
    made, part = hearing_booked(bench)
    marked = bench.write(cancel, made, 1, S.CANCELLED_BY_OFFICE)
    assert bench.session.get_one(Hearing, part.id).vacated
    bench.write(take_back, marked)
    assert not bench.session.get_one(Hearing, part.id).vacated


def test_reception_cancels_the_appointment_and_leaves_the_hearing_alone(bench: Bench) -> None:
    made, part = hearing_booked(bench)
    bench.as_role(Role.RECEPTIONIST).write(cancel, made, 1, S.CANCELLED_BY_OFFICE)
    assert not bench.session.get_one(Hearing, part.id).vacated
    assert status(bench, made) is S.CANCELLED_BY_OFFICE


def test_a_hearing_that_is_refused_books_nothing(bench: Bench) -> None:
    ada = on_file(bench)
    part = HearingPart(id=new_id(), kind=HearingKind.REVIEW, court="x" * 300)
    wanted = form(
        bench,
        kind=AppointmentKind.HEARING,
        client_id=ada,
        case_id=case_on_file(bench, ada),
        hearing=part,
    )
    with pytest.raises(Refused) as refused:
        bench.write(book, wanted)
    assert refused.value.has("hearing.too_long")
    with pytest.raises(Refused):
        bench.read(open_appointment, wanted.id)


def test_an_existing_hearing_is_linked(bench: Bench) -> None:
    from db.operations.court.hearings import HearingForm, add_hearing

    ada = on_file(bench)
    case = case_on_file(bench, ada)
    hearing = HearingForm(new_id(), case, HearingKind.STATUS, at(bench, "9:00"))
    bench.write(add_hearing, hearing)
    part = HearingPart(id=hearing.id, kind=HearingKind.STATUS)
    made = booked(bench, kind=AppointmentKind.HEARING, client_id=ada, case_id=case, hearing=part)
    assert bench.session.get_one(Hearing, hearing.id).appointment_id == made
