"""Closing a case, and opening it again."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from db.models.case_file import CaseFile, Enrollment, Task
from db.models.note import ContactNote
from db.operations.cases.access import case_to_change
from db.operations.work import Work
from db.rules.codes import CaseStatus, CloseReason, NoteStatus
from db.rules.findings import Finding, NeedsReason, Refused, hard, soft


def close_case(
    work: Work,
    case_id: UUID,
    form_version: int,
    closed_on: date,
    why: CloseReason,
    reason: str = "",
) -> None:
    """Close a case. Assignments stay, so that its workers can still finish their notes.

    Unsigned notes, open tasks and running enrollments ask for a `reason`: `NeedsReason`.
    """
    case_to_change(work, case_id)
    unfinished = unfinished_work(work, case_id)
    case = work.edit(CaseFile, case_id, form_version)
    if case.status is CaseStatus.CLOSED:
        raise Refused(hard("case.is_closed"))
    if closed_on < case.opened_on:
        raise Refused(hard("case.closed_before_opened", "closed_on", day=case.opened_on))
    if closed_on > work.today:
        raise Refused(hard("case.closed_in_future", "closed_on"))
    if unfinished and not reason.strip():
        raise NeedsReason(*unfinished)
    case.status = CaseStatus.CLOSED
    case.closed_on = closed_on
    case.close_reason = why
    work.record("case.closed", "case", case_id, why=why.value, reason=reason.strip())
    work.changed("case", case_id)


def reopen_case(
    work: Work, case_id: UUID, form_version: int, status: CaseStatus = CaseStatus.OPEN
) -> None:
    """Open a closed case again, under its old number."""
    case_to_change(work, case_id)
    case = work.edit(CaseFile, case_id, form_version)
    if case.status is not CaseStatus.CLOSED or status is CaseStatus.CLOSED:
        raise Refused(hard("case.is_open"))
    case.status = status
    case.closed_on = None
    case.close_reason = None
    work.record("case.reopened", "case", case_id)
    work.changed("case", case_id)


def unfinished_work(work: Work, case_id: UUID) -> list[Finding]:
    """What is left to do before a case should be closed, as soft findings."""

    def count(table: type[ContactNote] | type[Task] | type[Enrollment], *where: object) -> int:
        asked = select(func.count()).select_from(table).where(*where)  # type: ignore[arg-type]
        return work.session.scalar(asked) or 0

    draft = ContactNote.status == NoteStatus.DRAFT
    drafts = count(ContactNote, ContactNote.case_id == case_id, draft)
    tasks = count(Task, Task.case_id == case_id, Task.done_at.is_(None))
    running = count(Enrollment, Enrollment.case_id == case_id, Enrollment.ended_on.is_(None))
    found = []
    if drafts:
        found.append(soft("case.has_unsigned_notes", n=drafts))
    if tasks:
        found.append(soft("case.has_open_tasks", n=tasks))
    if running:
        found.append(soft("case.has_running_enrollments", n=running))
    return found
