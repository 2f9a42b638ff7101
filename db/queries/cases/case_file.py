"""A case file's first page: who it is about, how it stands, who works on it, what is next."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, or_, select

from db.models.case_file import Assignment, CaseAccess, CaseFile, Enrollment
from db.models.client import Client
from db.models.court import Hearing, Placement
from db.models.office import Program
from db.models.staff import Staff
from db.queries.by_heart import ByHeart
from db.queries.cases.case_list import days_silent
from db.queries.cases.case_parts import (
    AssignmentLine,
    CaseHeader,
    CaseOverview,
    CurrentPlacement,
    EnrollmentLine,
    NextHearing,
)
from db.queries.cases.parties import contact_lines, party_lines, safety_of
from db.queries.cases.people import client_name, person_name
from db.queries.kept_plans import keeping_plans
from db.queries.made_once import NOW
from db.queries.openings import KNOWN, through
from db.queries.reading import Reading
from db.queries.tasks import TaskFilter, task_list
from db.queries.visibility import case_to_read, reads_only, see_case
from db.rules.codes import AssignmentRole
from db.rules.findings import Refused, hard
from db.rules.permissions import Action
from db.rules.safe_contact import client_marks

# Composed once: a case is opened more often than anything else.
_CASE = bindparam("case_id", type_=Uuid())
_CLIENT = ByHeart(select(Client).where(Client.id == bindparam("client_id")))
_ASSIGNMENTS = ByHeart(
    select(Assignment, Staff)
    .join(Staff, Staff.id == Assignment.staff_id)
    .where(Assignment.case_id == _CASE)
    .order_by(Assignment.ended_on.is_not(None), Assignment.started_on.desc(), Assignment.id.desc())
)
_ENROLLMENTS = ByHeart(
    select(Enrollment, Program, Client)
    .join(Program, Program.id == Enrollment.program_id)
    .join(Client, Client.id == Enrollment.client_id)
    .where(Enrollment.case_id == _CASE)
    .order_by(Enrollment.ended_on.is_not(None), Enrollment.started_on.desc(), Enrollment.id)
)
_ACCESS = ByHeart(
    select(Staff.id, Staff.display_name)
    .join(CaseAccess, CaseAccess.staff_id == Staff.id)
    .where(CaseAccess.case_id == _CASE)
    .order_by(Staff.display_name)
)
_NEXT_HEARINGS = ByHeart(
    select(Hearing)
    .where(Hearing.case_id == _CASE, Hearing.vacated.is_(False), Hearing.starts_at >= NOW)
    .order_by(Hearing.starts_at, Hearing.id)
)
_PLACEMENTS = ByHeart(
    select(Placement)
    .where(
        Placement.case_id == _CASE,
        or_(Placement.ended_on.is_(None), Placement.ended_on > bindparam("today")),
    )
    .order_by(Placement.started_on.desc(), Placement.id)
)


def case_file(reading: Reading, case_id: UUID) -> CaseOverview:
    """The case's first page. Raises `Refused`: "case.unknown", or "case.restricted"."""
    reading.require(Action.READ_CASES)
    case = see_case(reading, case_id, *keeping_plans(reading.session))
    client: Client
    ((client,),) = _CLIENT.records(reading.session, {"client_id": case.client_id})
    return CaseOverview(
        header=_header(reading, case, client),
        summary=case.summary,
        background=case.background,
        court=case.court,
        county=case.county,
        docket=case.docket,
        in_the_matter_of=case.in_the_matter_of,
        removed_on=case.removed_on,
        workers=assignment_lines(reading, case_id),
        access=_access(reading, case_id),
        parties=party_lines(reading, case, client),
        enrollments=enrollment_lines(reading, case_id),
        open_tasks=task_list(reading, TaskFilter(case_id=case_id)),
        next_hearing=_next_hearing(reading, case_id),
        placements=_placements(reading, case_id),
    )


def case_by_number(reading: Reading, number: str) -> UUID:
    """The id of the case with this number.

    Raises `Refused`: "report.unknown_case" of the field "case", or "case.restricted".
    """
    reading.require(Action.READ_CASES)
    typed = number.strip()
    with through(reading.session, KNOWN):
        case_id = reading.session.scalar(select(CaseFile.id).where(CaseFile.number == typed))
    if case_id is None:
        raise Refused(hard("report.unknown_case", "case", number=typed))
    return case_to_read(reading, case_id).id


def assignment_lines(reading: Reading, case_id: UUID) -> tuple[AssignmentLine, ...]:
    """Everybody who works or worked on the case: current ones first, then the latest.

    Raises `Refused` with "permission.denied".
    """
    reading.require(Action.READ_CASES)
    lines = [
        AssignmentLine(
            id=assignment.id,
            staff_id=staff.id,
            name=staff.display_name,
            phone=staff.phone,
            role=assignment.role,
            started_on=assignment.started_on,
            ended_on=assignment.ended_on,
        )
        for assignment, staff in _ASSIGNMENTS.records(reading.session, {"case_id": case_id})
    ]
    order = list(AssignmentRole)
    lines.sort(key=lambda line: (line.ended_on is not None, order.index(line.role)))
    return tuple(lines)


def enrollment_lines(reading: Reading, case_id: UUID) -> tuple[EnrollmentLine, ...]:
    """The case's enrollments: running ones first, then the latest."""
    found = _ENROLLMENTS.records(reading.session, {"case_id": case_id})
    return tuple(
        EnrollmentLine(
            id=enrollment.id,
            version=enrollment.version,
            client_id=client.id,
            client_name=client_name(client),
            program_id=program.id,
            program=program.name,
            started_on=enrollment.started_on,
            ended_on=enrollment.ended_on,
            ended_because=enrollment.ended_because,
        )
        for enrollment, program, client in found
    )


def _header(reading: Reading, case: CaseFile, client: Client) -> CaseHeader:
    return CaseHeader(
        id=case.id,
        version=case.version,
        number=case.number,
        client_id=client.id,
        client_name=client_name(client),
        legal_name=person_name(client).legal(),
        birth_date=client.birth_date,
        deceased_on=client.deceased_on,
        pronouns=client.pronouns,
        language=client.language,
        interpreter=client.interpreter,
        safety_alert=client.safety_alert,
        marks=client_marks(safety_of(client)),
        contact=contact_lines(reading, {client.id}).get(client.id, ()),
        status=case.status,
        restricted=case.restricted,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        close_reason=case.close_reason,
        last_contact_at=case.last_contact_at,
        days_silent=days_silent(reading, case),
        reads_only=reads_only(reading, case),
    )


def _access(reading: Reading, case_id: UUID) -> tuple[tuple[UUID, str], ...]:
    found = _ACCESS.rows(reading.session, {"case_id": case_id})
    return tuple((id_, name) for id_, name in found)


def _next_hearing(reading: Reading, case_id: UUID) -> NextHearing | None:
    asked = {"case_id": case_id, "now": reading.now_seconds}
    hearings = _NEXT_HEARINGS.records(reading.session, asked)
    if not hearings:
        return None
    (hearing,) = hearings[0]
    return NextHearing(
        id=hearing.id,
        kind=hearing.kind,
        starts_at=datetime.fromtimestamp(hearing.starts_at, UTC),
        court=hearing.court,
        courtroom=hearing.courtroom,
        judge=hearing.judge,
    )


def _placements(reading: Reading, case_id: UUID) -> tuple[CurrentPlacement, ...]:
    told = {"case_id": case_id, "today": reading.today}
    found = _PLACEMENTS.records(reading.session, told)
    return tuple(CurrentPlacement(p.id, p.client_id, p.kind, p.started_on) for (p,) in found)
