"""Who waits for an appointment: asked, shown in order, booked in one step, and put back."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from db.models.audit import AuditEvent
from db.operations.calendar.mark import mark
from db.operations.calendar.requests import (
    ask,
    book_waiting,
    change_request,
    wait_after_all,
    withdraw,
)
from db.operations.calendar.undoing import (
    cancel_and_wait,
    take_back_from_waiting,
    undo_booking,
)
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.waiting import (
    RequestForm,
    Waiting,
    open_request,
    requests_of_client,
    waiting_list,
)
from db.rules.codes import AppointmentKind, AppointmentStatus, RequestState, Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.calendar.made import booked, clock, form
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

S = AppointmentStatus


def asked(bench: Bench, client_id: UUID | None = None, **fields: Any) -> RequestForm:
    """Somebody put on the waiting list; as the list has them now."""
    given: dict[str, Any] = {"kind": AppointmentKind.INTAKE, "minutes": 45, "subject": "Intake"}
    made = RequestForm(id=new_id(), client_id=client_id, **(given | fields))
    return replace(made, version=bench.write(ask, made))


def waiting(bench: Bench, *args: Any) -> list[str]:
    return [one.who for one in bench.read(waiting_list, *args)]


def of(bench: Bench, request: RequestForm) -> Waiting:
    return bench.read(open_request, request.id)


def test_urgent_ones_come_first_and_then_whoever_has_waited_longest(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    asked(bench, on_file(bench, "Ada Lovelace"), staff_id=mara.id)
    clock(bench, "9:00", 3)
    asked(bench, on_file(bench, "Bo Diaz"))
    clock(bench, "9:00", 5)
    asked(bench, on_file(bench, "Cy Young"), staff_id=ben.id, urgent=True)
    assert waiting(bench) == ["Cy Young", "Ada Lovelace", "Bo Diaz"]
    assert waiting(bench, mara.id) == ["Ada Lovelace", "Bo Diaz"], "Bo takes anybody"
    first = bench.read(waiting_list)[1]
    assert (first.worker, first.asked_by, first.days) == ("Mara", "Ana", 3)


def test_a_request_sent_twice_asks_once(bench: Bench) -> None:
    made = asked(bench)
    assert bench.write(ask, made) == made.version
    assert len(bench.read(waiting_list)) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"subject": " "}, "request.for_nobody"),
        ({"kind": AppointmentKind.GROUP}, "request.of_group"),
        ({"minutes": 0}, "request.length"),
        ({"minutes": 1441}, "request.length"),
        (
            {"earliest": date(2026, 3, 5), "latest": date(2026, 3, 4)},
            "request.latest_before_earliest",
        ),
        ({"wish": "x" * 501}, "appointment.text_too_long"),
        ({"staff_id": new_id()}, "appointment.unknown_worker"),
        ({"client_id": new_id()}, "client.unknown"),
    ],
)
def test_what_cannot_be_asked_for(bench: Bench, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(bench, **fields)
    assert refused.value.has(code)
    assert bench.read(waiting_list) == ()


def test_a_change_counts_from_the_version_that_the_form_opened_with(bench: Bench) -> None:
    made = asked(bench, wish="mornings")
    version = bench.write(change_request, replace(made, wish="afternoons", urgent=True))
    assert of(bench, made).form == replace(made, wish="afternoons", urgent=True, version=version)
    with pytest.raises(Stale):
        bench.write(change_request, replace(made, wish="never"))


def test_withdrawn_ones_wait_no_more_and_may_be_put_back(bench: Bench) -> None:
    ada = on_file(bench)
    made = asked(bench, ada)
    withdrawn = bench.write(withdraw, made.id, made.version, "Moved away")
    assert waiting(bench) == []
    (told,) = bench.read(requests_of_client, ada)
    assert (told.state, told.withdrawn_because) == (RequestState.WITHDRAWN, "Moved away")
    with pytest.raises(Refused) as refused:
        bench.write(withdraw, made.id, withdrawn.version)
    assert refused.value.has("request.not_waiting")
    bench.write(wait_after_all, withdrawn)
    assert waiting(bench) == ["Ada Lovelace"]
    with pytest.raises(Refused) as refused:
        bench.write(wait_after_all, withdrawn)
    assert refused.value.has("request.not_undone")


def test_booking_from_the_list_is_one_step(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    made = asked(bench, ada, staff_id=mara.id)
    appointment = form(bench, client_id=ada, workers=(mara.id,))
    version = bench.write(book_waiting, made.id, made.version, appointment)
    assert waiting(bench) == []
    told = of(bench, made)
    assert (told.state, told.appointment_id) == (RequestState.BOOKED, appointment.id)
    assert bench.last_changes.touches("appointment", "request")
    assert bench.write(book_waiting, made.id, made.version, appointment) == version, "sent twice"


def test_what_cannot_be_booked_leaves_them_waiting(bench: Bench) -> None:
    mara = bench.worker("mara")
    booked(bench, workers=(mara.id,))
    made = asked(bench, on_file(bench))
    with pytest.raises(Refused) as refused:
        bench.write(book_waiting, made.id, made.version, form(bench, workers=(mara.id,)))
    assert refused.value.has("appointment.worker_busy")
    assert waiting(bench) == ["Ada Lovelace"]


def test_nobody_is_booked_twice_from_one_request(bench: Bench) -> None:
    made, workers = asked(bench, on_file(bench)), (bench.worker("mara").id,)
    bench.write(book_waiting, made.id, made.version, form(bench, workers=workers))
    second = form(bench, "13:00", "14:00", workers=workers)
    with pytest.raises(Stale):
        bench.write(book_waiting, made.id, made.version, second)
    with pytest.raises(Refused) as refused:
        bench.write(book_waiting, made.id, of(bench, made).form.version, second)
    assert refused.value.has("request.not_waiting")
    with pytest.raises(Refused):
        bench.read(open_appointment, second.id)


def from_the_list(bench: Bench) -> tuple[RequestForm, UUID, int]:
    """Mara sees Ada, who waited: the request, the appointment, its version."""
    mara, ada = bench.worker("mara"), on_file(bench)
    made = asked(bench, ada)
    appointment = form(bench, client_id=ada, workers=(mara.id,))
    version = bench.write(book_waiting, made.id, made.version, appointment)
    return made, appointment.id, version


def test_a_booking_that_is_undone_frees_its_time_and_they_wait_as_long_as_before(
    bench: Bench,
) -> None:
    made, appointment, version = from_the_list(bench)
    clock(bench, "11:00", 2)
    bench.write(undo_booking, appointment, version, "Booking undone")
    assert bench.read(open_appointment, appointment).status is S.CANCELLED_BY_OFFICE
    told = of(bench, made)
    assert told.state is RequestState.WAITING and told.appointment_id is None
    assert told.since.hour == 10
    assert booked(bench, workers=bench.read(open_appointment, appointment).form.workers)


def test_a_booking_is_not_undone_over_a_later_change(bench: Bench) -> None:
    made, appointment, version = from_the_list(bench)
    clock(bench, "9:05", 3)
    bench.write(mark, appointment, version, S.ARRIVED)
    with pytest.raises(Refused) as refused:
        bench.write(undo_booking, appointment, version)
    assert refused.value.has("appointment.not_undone")
    assert of(bench, made).state is RequestState.BOOKED


def test_whose_appointment_is_cancelled_waits_again_since_they_first_asked(bench: Bench) -> None:
    made, appointment, version = from_the_list(bench)
    clock(bench, "11:00", 2)
    done = bench.write(cancel_and_wait, appointment, version, S.CANCELLED_BY_CLIENT, "Ill")
    assert done.request_id == made.id and of(bench, made).since.hour == 10
    bench.write(take_back_from_waiting, done)
    assert of(bench, made).state is RequestState.BOOKED
    assert bench.read(open_appointment, appointment).status is S.CONFIRMED


def test_who_never_waited_waits_from_now_on_for_what_was_cancelled(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    made = booked(bench, "9:00", "9:50", client_id=ada, workers=(mara.id,), subject="Plan")
    done = bench.write(cancel_and_wait, made, 1, S.CANCELLED_BY_OFFICE)
    (told,) = bench.read(waiting_list)
    assert told.id == done.request_id and told.worker == "Mara"
    assert (told.form.client_id, told.form.minutes, told.form.subject) == (ada, 50, "Plan")
    bench.write(withdraw, told.id, told.form.version)
    with pytest.raises(Refused) as refused:
        bench.write(take_back_from_waiting, done)
    assert refused.value.has("request.not_undone")
    assert bench.read(open_appointment, made).status is S.CANCELLED_BY_OFFICE


def test_the_log_says_what_was_done_and_neither_who_nor_what_was_wished(bench: Bench) -> None:
    made = asked(bench, on_file(bench, "Rosa Sentinel"), subject="", wish="as Sentinel likes")
    bench.write(change_request, replace(made, wish="Sentinel again", minutes=30))
    bench.write(withdraw, made.id, 2, "Sentinel called")
    events = bench.session.query(AuditEvent).filter_by(kind="request").order_by(AuditEvent.n)
    told = [(event.action, event.details) for event in events]
    assert [action for action, _ in told] == [
        "request.asked", "request.changed", "request.withdrawn",
    ]  # fmt: skip
    assert "minutes" in told[1][1] and "Sentinel" not in repr(told)


# ---- restricted ------------------------------------------------------------------------------


def test_who_may_not_know_of_a_restricted_client_does_not_see_that_they_wait(
    bench: Bench,
) -> None:
    mara = bench.worker("mara")
    rosa = on_file(bench, "Rosa Sentinel")
    case = case_on_file(bench, rosa, worker=mara.id, restricted=True)
    own = bench.as_role(Role.CASEWORKER, "mara")
    of_client = asked(own, rosa)
    of_case = asked(own, rosa, case_id=case)
    assert waiting(own) == ["Rosa Sentinel"] * 2
    for other in (bench, bench.as_role(Role.RECEPTIONIST), bench.as_role(Role.CASEWORKER, "ben")):
        assert other.read(waiting_list) == ()
        for made in (of_client, of_case):
            booking = (made.id, made.version, form(other, subject="x"))
            for attempt in (
                partial(other.read, open_request, made.id),
                partial(other.write, withdraw, made.id, made.version),
                partial(other.write, book_waiting, *booking),
            ):
                with pytest.raises(Refused) as refused:
                    attempt()
                assert refused.value.has("request.unknown")
                assert "Sentinel" not in repr(refused.value.findings)
    assert waiting(own) == ["Rosa Sentinel"] * 2


def test_reception_changes_a_request_without_losing_its_case(bench: Bench) -> None:
    ada = on_file(bench)
    made = asked(bench, ada, case_id=case_on_file(bench, ada))
    reception = bench.as_role(Role.RECEPTIONIST)
    shown = reception.read(open_request, made.id).form
    assert shown.case_id is None
    reception.write(change_request, replace(shown, urgent=True))
    assert of(bench, made).form.case_id == made.case_id


def test_an_auditor_sees_nobody_who_waits(bench: Bench) -> None:
    asked(bench)
    with pytest.raises(Refused) as refused:
        bench.as_role(Role.AUDITOR).read(waiting_list)
    assert refused.value.has("permission.denied")
