"""Tasks, documents, the day's first page, and that somebody looked."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from db.models.appointment import Appointment, AppointmentResource
from db.models.audit import AuditEvent
from db.models.office import Resource
from db.models.staff import PhoneMessage
from db.operations.cases.view import record_case_view
from db.operations.documents import (
    DocumentForm,
    attach_document,
    remove_document,
    rename_document,
    restore_document,
)
from db.operations.tasks import (
    TaskForm,
    add_task,
    change_task,
    complete_task,
    undo_complete_task,
)
from db.queries.cases.documents import document_list, document_to_open
from db.queries.tasks import TaskFilter, TaskSpan, task_list
from db.queries.today import today
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, Role, TaskKind
from db.rules.deadlines import DueState
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_draft, the_case


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id)


def _task(bench: Bench, case_id: UUID | None, days: int | None, **fields: object) -> TaskForm:
    due_on = None if days is None else date(2026, 3, 2) + timedelta(days=days)
    form = TaskForm(new_id(), TaskKind.FOLLOW_UP, f"In {days}", case_id, due_on=due_on, **fields)  # type: ignore[arg-type]
    bench.write(add_task, form)
    return form


def test_tasks_are_late_soon_or_later(bench: Bench, case_id: UUID) -> None:
    for days in (8, None, -1, 7, 0):
        _task(bench, case_id, days)

    def titles(span: TaskSpan) -> list[str]:
        return [row.title for row in bench.read(task_list, TaskFilter(span))]

    assert titles(TaskSpan.OPEN) == ["In -1", "In 0", "In 7", "In 8", "In None"]
    assert titles(TaskSpan.OVERDUE) == ["In -1"]
    assert titles(TaskSpan.SOON) == ["In 0", "In 7"]
    states = [row.due.state for row in bench.read(task_list)]
    assert states[0] is DueState.OVERDUE and states[-1] is DueState.NO_DATE


def test_a_task_is_done_and_not_done_after_all(bench: Bench, case_id: UUID) -> None:
    form = _task(bench, case_id, 0)
    bench.write(complete_task, form.id, 1)
    (done,) = bench.read(task_list, TaskFilter(TaskSpan.DONE))
    with pytest.raises(Stale):
        bench.write(complete_task, form.id, 1)
    with pytest.raises(Refused, match=r"task\.is_done"):
        bench.write(complete_task, form.id, done.version)
    bench.write(undo_complete_task, form.id, done.version)
    assert [row.id for row in bench.read(task_list)] == [form.id]


def test_a_task_is_changed_by_the_form_that_saw_it_last(bench: Bench, case_id: UUID) -> None:
    form = _task(bench, case_id, 0)
    changed = TaskForm(form.id, TaskKind.REVIEW, "Review", case_id, version=1)
    bench.write(change_task, changed)
    with pytest.raises(Stale):
        bench.write(change_task, changed)


def test_a_reminder_without_a_case_is_ones_own(bench: Bench) -> None:
    receptionist = bench.as_role(Role.RECEPTIONIST)
    form = _task(receptionist, None, 0)
    assert [row.id for row in receptionist.read(task_list)] == [form.id]
    assert bench.read(task_list) == ()
    with pytest.raises(Refused, match=r"record\.gone"):
        bench.write(complete_task, form.id, 1)
    with pytest.raises(Refused, match=r"task\.others_need_a_case"):
        _task(bench, None, 0, staff_id=receptionist.user.id)


def test_a_receptionist_sees_no_tasks_of_cases(bench: Bench, case_id: UUID) -> None:
    form = _task(bench, case_id, 0)
    receptionist = bench.as_role(Role.RECEPTIONIST)
    assert receptionist.read(task_list) == ()
    with pytest.raises(Refused, match=r"permission\.denied|record\.gone"):  # a server shows none
        receptionist.write(complete_task, form.id, 1)


def _document(bench: Bench, case_id: UUID) -> DocumentForm:
    form = DocumentForm(
        id=new_id(), case_id=case_id, name="  Court   order.pdf ", size=3, sha256="a" * 64,
        key=bytes(range(32)), stored_as=new_id(), media_type="application/pdf",
    )  # fmt: skip
    bench.write(attach_document, form)
    return form


def test_a_document_is_attached_renamed_and_opened(bench: Bench, case_id: UUID) -> None:
    form = _document(bench, case_id)
    bench.write(rename_document, form.id, 1, "Order of 2 February.pdf", date(2026, 2, 2))
    (row,) = bench.read(document_list, case_id)
    assert (row.name, row.dated_on, row.added_by) == (
        "Order of 2 February.pdf",
        date(2026, 2, 2),
        "Ana",
    )
    stored = bench.read(document_to_open, form.id)
    assert (stored.key, stored.stored_as, stored.sha256) == (form.key, form.stored_as, form.sha256)
    assert form.key.hex() not in repr(stored) and str(form.key) not in repr(form)


def test_a_removed_document_waits_in_the_recycle_bin(bench: Bench, case_id: UUID) -> None:
    form = _document(bench, case_id)
    bench.write(remove_document, form.id, 1)
    assert bench.read(document_list, case_id) == ()
    (row,) = bench.read(document_list, case_id, removed=True)
    with pytest.raises(Refused, match=r"document\.is_removed"):
        bench.write(rename_document, form.id, row.version, "Else", None)
    bench.write(restore_document, form.id, row.version)
    assert [line.name for line in bench.read(document_list, case_id)] == ["Court order.pdf"]


def test_documents_are_not_for_the_reception(bench: Bench, case_id: UUID) -> None:
    form = _document(bench, case_id)
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.RECEPTIONIST).read(document_to_open, form.id)


def test_the_key_of_a_document_is_not_in_the_log(bench: Bench, case_id: UUID) -> None:
    form = _document(bench, case_id)
    bench.write(remove_document, form.id, 1)
    logged = " ".join(bench.session.scalars(_details()))
    assert form.key.hex() not in logged


def _details() -> object:
    from sqlalchemy import select

    return select(AuditEvent.details)


def _appointment(bench: Bench, hours: int, status: AppointmentStatus) -> Appointment:
    start = int((bench.now + timedelta(hours=hours)).timestamp())
    if bench.session.get(Resource, bench.user.id) is None:
        bench.add(Resource(id=bench.user.id, kind=ResourceKind.WORKER))
    made: Appointment = bench.add(
        Appointment(
            kind=AppointmentKind.MEETING, status=status, starts_at=start, ends_at=start + 1800,
            subject=f"{hours}", booked_by_id=bench.user.id,
        )
    )  # fmt: skip
    bench.session.add(
        AppointmentResource(
            appointment_id=made.id, resource_id=bench.user.id, kind=ResourceKind.WORKER,
            starts_at=start, ends_at=start + 1800,
            blocks=int(status is AppointmentStatus.CONFIRMED),
        )
    )  # fmt: skip
    bench.session.commit()
    return made


def test_the_day_shows_what_is_next_and_what_is_late(bench: Bench, case_id: UUID) -> None:
    tom = bench.worker("tom")
    late, soon = (
        _task(bench, case_id, -3, staff_id=bench.user.id),
        _task(bench, case_id, 3, staff_id=bench.user.id),
    )
    _task(bench, case_id, 20, staff_id=bench.user.id)
    _task(bench, case_id, -3, staff_id=tom.id)
    draft = a_draft(bench, case_id)
    for hours in (2, -1, 14, -11):  # now is 10:00: today ends in 14 hours
        _appointment(bench, hours, AppointmentStatus.CONFIRMED)
    _appointment(bench, 3, AppointmentStatus.CANCELLED_BY_CLIENT)
    for words, done in (("Call me.", False), ("Done.", True)):
        bench.add(
            PhoneMessage(
                for_staff_id=bench.user.id, taken_by_id=tom.id, caller="The school", text=words,
                done=done,
            )
        )  # fmt: skip
    day = bench.read(today)
    assert [row.id for row in day.tasks] == [late.id, soon.id]
    assert [row.id for row in day.notes_to_sign] == [draft]
    assert [appointment.subject for appointment in day.appointments] == ["-1", "2"]
    assert [(m.text, m.taken_by) for m in day.messages] == [("Call me.", "Tom")]
    assert [row.id for row in day.silent] == [case_id]


def test_the_reception_has_a_day_without_case_content(bench: Bench, case_id: UUID) -> None:
    day = bench.as_role(Role.RECEPTIONIST).read(today)
    assert (day.silent, day.hearings, day.notes_to_sign, day.tasks) == ((), (), (), ())


def test_a_view_is_logged_once_in_a_quarter_of_an_hour(bench: Bench, case_id: UUID) -> None:
    assert bench.write(record_case_view, case_id)
    bench.pass_time(minutes=14)
    assert not bench.write(record_case_view, case_id)
    assert bench.as_role(Role.SUPERVISOR).write(record_case_view, case_id)
    bench.pass_time(minutes=2)
    assert bench.write(record_case_view, case_id)
    viewed = bench.session.query(AuditEvent).filter_by(action="case.viewed").count()
    assert viewed == 3
    assert the_case(bench, case_id).version == 1
