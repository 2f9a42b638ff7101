"""Restricting a case to named staff."""

from uuid import UUID

from sqlalchemy import delete, exists, or_, select

from db.models.case_file import Assignment, CaseAccess, CaseFile
from db.models.staff import Staff
from db.operations.cases.access import case_to_staff, is_named, keep_restriction_of_clients
from db.operations.work import Work
from db.queries.openings import KNOWN, through
from db.rules.codes import Role
from db.rules.findings import Refused, hard
from db.rules.permissions import Action, allowed


def restrict_case(work: Work, case_id: UUID, form_version: int, staff_ids: frozenset[UUID]) -> None:
    """Let only assigned workers and these members of staff see the case from now on.

    Calling it for a restricted case sets the access list anew. Supervisors must be among the
    named themselves, or they would shut themselves out ("case.restriction_without_you").
    """
    case_to_staff(work, case_id, Action.RESTRICT_CASES)
    _set_access(work, case_id, staff_ids)
    work.session.flush()
    if not _anybody_is_named(work, case_id):
        raise Refused(hard("case.restriction_without_anybody", "staff_ids"))
    if work.user.role is not Role.ADMINISTRATOR and not is_named(work, case_id):
        raise Refused(hard("case.restriction_without_you", "staff_ids"))
    case = work.edit(CaseFile, case_id, form_version)
    case.restricted = True
    _flush(work)
    keep_restriction_of_clients(work, [case.client_id])
    work.record(
        "case.restricted", "case", case_id, staff=sorted(str(staff_id) for staff_id in staff_ids)
    )
    work.changed("case", case_id)


def lift_restriction(work: Work, case_id: UUID, form_version: int) -> None:
    """Let everybody who reads case files see the case again."""
    case_to_staff(work, case_id, Action.RESTRICT_CASES)
    case = work.edit(CaseFile, case_id, form_version)
    if not case.restricted:
        raise Refused(hard("case.is_not_restricted"))
    with work.session.no_autoflush:  # one save is one version
        case.restricted = False
        _flush(work)  # as long as the user is named
    _set_access(work, case_id, frozenset())
    keep_restriction_of_clients(work, [case.client_id])
    work.record("case.restriction_lifted", "case", case_id)
    work.changed("case", case_id)


def _flush(work: Work) -> None:
    """An administrator may, without seeing the case."""
    if work.user.role is not Role.ADMINISTRATOR:
        work.session.flush()
        return
    with through(work.session, KNOWN):
        work.session.flush()


def _set_access(work: Work, case_id: UUID, staff_ids: frozenset[UUID]) -> None:
    work.session.execute(delete(CaseAccess).where(CaseAccess.case_id == case_id))
    for staff_id in sorted(staff_ids):
        staff = work.session.get(Staff, staff_id)
        if staff is None or not staff.active or not allowed(staff.role, Action.READ_CASES):
            raise Refused(hard("assignment.not_a_worker", "staff_ids"))
        work.session.add(CaseAccess(case_id=case_id, staff_id=staff_id))


def _anybody_is_named(work: Work, case_id: UUID) -> bool:
    listed = exists().where(CaseAccess.case_id == case_id)
    assigned = exists().where(Assignment.case_id == case_id, Assignment.ended_on.is_(None))
    return bool(work.session.scalar(select(or_(listed, assigned))))
