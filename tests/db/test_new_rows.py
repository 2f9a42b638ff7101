"""A new row that is written at once is the row that a flush would have written."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, inspect
from sqlalchemy.exc import IntegrityError

from db.models.appointment import Appointment, AppointmentResource
from db.models.office import Draft
from db.operations.new_rows import put
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.ids import new_id
from tests.db.bench import Bench


def an_appointment(bench: Bench, worker: UUID) -> Appointment:
    starts = int(bench.now.timestamp())
    ends = starts + 1800
    taken = AppointmentResource(
        resource_id=worker, kind=ResourceKind.WORKER, starts_at=starts, ends_at=ends
    )
    return Appointment(
        id=new_id(), kind=AppointmentKind.OFFICE_VISIT, status=AppointmentStatus.CONFIRMED,
        starts_at=starts, ends_at=ends, booked_by_id=bench.user.id, taken=[taken],
        created_at=bench.now, changed_at=bench.now,
    )  # fmt: skip


def columns(row: Any) -> dict[str, object]:
    return {one.key: getattr(row, one.key) for one in inspect(type(row)).column_attrs}


def test_it_is_the_same_row_with_its_parts_and_what_nobody_said(bench: Bench) -> None:
    room = bench.room("Blue room").id
    at_once, by_flush = an_appointment(bench, room), an_appointment(bench, room)
    put(bench.session, at_once)
    kept = columns(at_once)
    bench.session.expire_all()
    assert columns(at_once) == kept  # as it is in the database
    bench.session.delete(at_once)
    bench.session.flush()
    by_flush.id = kept["id"]
    bench.session.add(by_flush)
    bench.session.flush()
    bench.session.expire_all()
    assert columns(by_flush) == kept
    assert [row.blocks for row in by_flush.taken] == [1]


def test_the_session_holds_it_as_if_it_had_read_it(bench: Bench) -> None:
    appointment = an_appointment(bench, bench.room("Blue room").id)
    put(bench.session, appointment)
    asked: list[object] = []

    def hear(*told: object) -> None:
        asked.append(told)

    event.listen(bench.session.get_bind(), "before_cursor_execute", hear)
    bench.session.flush()
    assert bench.session.get(Appointment, appointment.id) is appointment
    assert appointment.series_id is None
    assert asked == []
    event.remove(bench.session.get_bind(), "before_cursor_execute", hear)
    appointment.subject = "Moved"
    appointment.taken[0].ends_at += 60
    bench.session.flush()
    assert appointment.version == 2


def test_what_the_session_has_not_written_yet_comes_before_it(bench: Bench) -> None:
    worker = bench.worker("Mara")
    worker.phone = "555 0100"
    draft = Draft(user_id=worker.id, form="note", record_id=new_id(), body={"text": "Zoë"})
    draft.saved_at = bench.now
    put(bench.session, draft)
    assert worker not in bench.session.dirty
    bench.session.expire(draft)
    assert draft.body == {"text": "Zoë"}


def test_what_may_not_be_is_refused_as_at_a_flush(bench: Bench) -> None:
    appointment = an_appointment(bench, new_id())  # nobody's
    with pytest.raises(IntegrityError):
        put(bench.session, appointment)
        bench.session.commit()  # by now, wherever keys are looked at late
