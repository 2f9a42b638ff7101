"""By when a hearing's report is to be written, and that it is finished."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import Assignment, Task
from db.models.court import Hearing
from db.operations.court.report_text import CourtReportForm, save_court_report
from db.operations.tasks import TaskForm, add_task, change_task, complete_task
from db.operations.work import Work
from db.queries.court.report_due import due_of_hearings
from db.rules.codes import AssignmentRole, TaskKind
from db.rules.court_report import missing_parts
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.texts import t


def set_report_due(work: Work, hearing_id: UUID, due_on: date | None) -> None:
    """Set the day on which the report for a hearing is due, as a task of the primary worker.

    None leaves things as they are. Raises `Refused` with "hearing.due_after" where the day is
    not before the hearing's.
    """
    if due_on is None:
        return
    work.session.flush()
    hearing = work.session.get_one(Hearing, hearing_id)
    day = datetime.fromtimestamp(hearing.starts_at, UTC).astimezone(work.zone).date()
    if due_on > day:
        raise Refused(hard("hearing.due_after", "due", day=day))
    known = due_of_hearings(work, [hearing]).get(hearing_id)
    if known is None:
        task = TaskForm(
            id=new_id(),
            kind=TaskKind.REPORT_DUE,
            title=t("Court report for the hearing"),
            case_id=hearing.case_id,
            staff_id=_primary(work, hearing.case_id),
            due_on=due_on,
        )
        add_task(work, task)
    elif known.due_on != due_on:
        there = work.session.get_one(Task, known.task_id)
        task = TaskForm(
            there.id, there.kind, there.title, there.case_id, there.staff_id, due_on, there.version
        )
        change_task(work, task)


def finish_court_report(work: Work, form: CourtReportForm) -> None:
    """Save the words of a report as finished: the task that asks for it is done.

    Raises `Refused` with what is missing; nothing is saved then. Otherwise as `save_court_report`.
    """
    missing = missing_parts(form.situation, form.assessment, form.recommendations)
    if missing:
        raise Refused(*missing)
    save_court_report(work, form)
    hearing = work.session.get_one(Hearing, form.hearing_id)
    due = due_of_hearings(work, [hearing]).get(form.hearing_id)
    if due is not None and due.done_on is None:
        complete_task(work, due.task_id, due.task_version)


def _primary(work: Work, case_id: UUID) -> UUID | None:
    return work.session.scalars(
        select(Assignment.staff_id)
        .where(
            Assignment.case_id == case_id,
            Assignment.role == AssignmentRole.PRIMARY,
            Assignment.ended_on.is_(None),
        )
        .order_by(Assignment.started_on.desc())
    ).first()
