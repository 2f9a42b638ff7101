"""A client's time in a program."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from db.models.case_file import CaseFile, Enrollment
from db.models.office import Program
from db.operations.cases.access import case_to_change
from db.operations.work import Work
from db.queries.visibility import client_to_see
from db.rules.codes import EnrollmentEnd
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.permissions import Action


@dataclass(frozen=True)
class EnrollmentForm:
    """An enrollment as it is typed; `client_id` None means the case's main client."""

    id: UUID
    program_id: UUID
    started_on: date
    client_id: UUID | None = None
    ended_on: date | None = None
    ended_because: EnrollmentEnd | None = None
    version: int = 0


def enroll(work: Work, case_id: UUID, form: EnrollmentForm) -> None:
    """Enroll a client of the case in a program."""
    case = case_to_change(work, case_id)
    add_enrollment(work, case, form)
    work.changed("case", case_id)


def change_enrollment(work: Work, form: EnrollmentForm) -> None:
    """Correct an enrollment or end it. The client stays; raises `Stale`."""
    work.require(Action.EDIT_CASES)
    enrollment = work.session.get(Enrollment, form.id)
    if enrollment is None:
        raise Refused(hard("record.gone", kind="enrollment"))
    if enrollment.case_id is not None:
        case_to_change(work, enrollment.case_id)
    else:
        client_to_see(work, enrollment.client_id)
    findings = _findings(work, enrollment.client_id, form)
    work.edit(Enrollment, form.id, form.version)
    raise_hard(findings)
    enrollment.program_id = form.program_id
    enrollment.started_on = form.started_on
    enrollment.ended_on = form.ended_on
    enrollment.ended_because = form.ended_because
    work.record("enrollment.changed", "enrollment", enrollment.id)
    if enrollment.case_id is not None:
        work.changed("case", enrollment.case_id)
    work.changed("client", enrollment.client_id)


def add_enrollment(work: Work, case: CaseFile, form: EnrollmentForm) -> None:
    """Write an enrollment into an operation's transaction."""
    client_id = form.client_id or case.client_id
    client_to_see(work, client_id)
    raise_hard(_findings(work, client_id, form))
    work.add(
        Enrollment(
            id=form.id,
            client_id=client_id,
            case_id=case.id,
            program_id=form.program_id,
            started_on=form.started_on,
            ended_on=form.ended_on,
            ended_because=form.ended_because,
        )
    )
    work.session.flush()
    work.record(
        "enrollment.added", "enrollment", form.id, client=str(client_id),
        program=str(form.program_id),
    )  # fmt: skip
    work.changed("client", client_id)


def _findings(work: Work, client_id: UUID, form: EnrollmentForm) -> list[Finding]:
    found = []
    program = work.session.get(Program, form.program_id)
    if program is None or (form.version == 0 and not program.active):
        found.append(hard("enrollment.no_such_program", "program_id"))
    if form.started_on > work.today:
        found.append(hard("enrollment.in_future", "started_on"))
    if form.ended_on and form.ended_on < form.started_on:
        found.append(hard("enrollment.ends_before_start", "ended_on", day=form.started_on))
    if (form.ended_on is None) != (form.ended_because is None):
        found.append(hard("enrollment.end_and_reason", "ended_because"))
    overlapping = select(Enrollment.started_on).where(
        Enrollment.client_id == client_id,
        Enrollment.program_id == form.program_id,
        Enrollment.id != form.id,
        or_(Enrollment.ended_on.is_(None), Enrollment.ended_on > form.started_on),
    )
    if form.ended_on:
        overlapping = overlapping.where(Enrollment.started_on < form.ended_on)
    already = work.session.scalars(overlapping).first()
    if already is not None:
        found.append(hard("enrollment.already_there", "program_id", day=already))
    return found
