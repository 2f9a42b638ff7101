"""Who works on a case: assigning, handing over and ending, with the history kept."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import Assignment, CaseFile
from db.models.staff import Staff
from db.operations.cases.access import case_to_staff
from db.operations.cases.hand_over import HandedOver, hand_over
from db.operations.work import Work
from db.rules.codes import AssignmentRole
from db.rules.findings import Refused, hard
from db.rules.permissions import Action, allowed


@dataclass(frozen=True)
class AssignmentForm:
    """A worker's time on a case, as it begins."""

    id: UUID
    staff_id: UUID
    role: AssignmentRole
    started_on: date


def assign_case(work: Work, case_id: UUID, form: AssignmentForm) -> HandedOver:
    """Assign a worker. A new primary worker takes over from the one before, with what is to do.

    Somebody who is on the case in another role changes to this one.
    """
    case = case_to_staff(work, case_id, Action.ASSIGN_CASES)
    add_assignment(work, case, form)
    work.changed("case", case_id)
    primary = form.role is AssignmentRole.PRIMARY
    return hand_over(work, case_id, form.staff_id) if primary else HandedOver()


def end_assignment(work: Work, assignment_id: UUID, ended_on: date) -> None:
    """End a worker's time on a case; an assignment that has ended stays as it is."""
    work.require(Action.ASSIGN_CASES)
    assignment = work.session.get(Assignment, assignment_id)
    if assignment is None:
        raise Refused(hard("record.gone", kind="assignment"))
    case_to_staff(work, assignment.case_id, Action.ASSIGN_CASES)
    if assignment.ended_on is not None:
        raise Refused(hard("assignment.has_ended", day=assignment.ended_on))
    if ended_on < assignment.started_on:
        raise Refused(hard("assignment.ends_before_start", "ended_on", day=assignment.started_on))
    _end(work, assignment, ended_on)
    work.changed("case", assignment.case_id)


def add_assignment(work: Work, case: CaseFile, form: AssignmentForm) -> None:
    """Write an assignment into an operation's transaction; ends what it replaces."""
    staff = work.session.get(Staff, form.staff_id)
    if staff is None or not staff.active or not allowed(staff.role, Action.READ_CASES):
        raise Refused(hard("assignment.not_a_worker", "staff_id"))
    if form.started_on < case.opened_on:
        raise Refused(hard("assignment.before_case", "started_on", day=case.opened_on))
    if form.started_on > work.today:
        raise Refused(hard("assignment.in_future", "started_on"))
    current = work.session.scalars(
        select(Assignment).where(Assignment.case_id == case.id, Assignment.ended_on.is_(None))
    ).all()
    for assignment in current:
        same_worker = assignment.staff_id == form.staff_id
        if same_worker and assignment.role is form.role:
            raise Refused(hard("assignment.already_there", "staff_id", name=staff.display_name))
        replaced = form.role is AssignmentRole.PRIMARY and assignment.role is form.role
        if same_worker or replaced:
            _end(work, assignment, max(form.started_on, assignment.started_on))
    work.session.add(
        Assignment(
            id=form.id,
            case_id=case.id,
            staff_id=form.staff_id,
            role=form.role,
            started_on=form.started_on,
        )
    )
    work.session.flush()
    work.record(
        "case.assigned", "case", case.id, staff=str(form.staff_id), role=form.role.value,
        started_on=form.started_on.isoformat(),
    )  # fmt: skip


def _end(work: Work, assignment: Assignment, ended_on: date) -> None:
    assignment.ended_on = ended_on
    work.session.flush()
    work.record(
        "case.unassigned", "case", assignment.case_id, staff=str(assignment.staff_id),
        role=assignment.role.value, ended_on=ended_on.isoformat(),
    )  # fmt: skip
