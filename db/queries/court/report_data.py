"""Everything that a court report says, gathered for its builder."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from db.models.audit import AuditEvent
from db.models.case_file import Assignment, CaseFile
from db.models.court import CourtOrder, CourtReport, Hearing
from db.models.staff import Staff
from db.queries.court.facts import facts_by_topic, notes_of_period, persons_contacted
from db.queries.court.lists import hearing_of_case
from db.queries.court.people import involved, parties, people_reported_on, placements
from db.queries.court.period import ReportPeriod, report_period
from db.queries.court.protected import protected_strings
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.court_report import (
    CourtCaption,
    CourtReportData,
    OrderLine,
    Signatory,
)
from db.rules.codes import AssignmentRole
from db.rules.permissions import Action


def court_report_data(reading: Reading, case_id: UUID, hearing_id: UUID) -> CourtReportData:
    """The report for a hearing of a case, past or to come.

    Facts come from signed notes of the ordinary class that began at or after the hearing before
    and before this one (or now). Raises `Refused`: "permission.denied", "case.unknown",
    "case.restricted", "hearing.unknown".
    """
    reading.require(Action.PRINT_CASES)
    hearing = hearing_of_case(reading, case_id, hearing_id)
    case = reading.session.get_one(CaseFile, case_id)
    period = report_period(reading, hearing)
    people = involved(reading, case)
    notes = notes_of_period(reading, case, period)
    written = reading.session.scalars(
        select(CourtReport).where(CourtReport.hearing_id == hearing_id)
    ).one_or_none()
    return CourtReportData(
        letterhead=letterhead(reading),
        case_number=case.number,
        caption=_caption(reading, case, hearing),
        written_on=reading.today,
        since=period.since,
        people=people_reported_on(people, period),
        removed_on=case.removed_on,
        parties=parties(people, period),
        placements=placements(reading, people, period),
        contacted=persons_contacted(reading, notes, people),
        records_reviewed=written.records_reviewed if written else "",
        orders=_orders(reading, hearing, period),
        situation=written.situation if written else "",
        facts=facts_by_topic(reading, notes, people),
        assessment=written.assessment if written else "",
        recommendations=written.recommendations if written else "",
        worker=_worker(reading, case_id, written),
        supervisor=_signatory(reading, case_id, AssignmentRole.SUPERVISOR),
        withheld=notes.withheld,
        unsigned=notes.unsigned,
        audit_head=_audit_head(reading),
        protected=protected_strings(reading, people, notes),
        background=case.background,
    )


def _caption(reading: Reading, case: CaseFile, hearing: Hearing) -> CourtCaption:
    return CourtCaption(
        court=hearing.court or case.court,
        county=case.county,
        docket=case.docket,
        in_the_matter_of=case.in_the_matter_of,
        hearing=hearing.kind,
        hearing_at=datetime.fromtimestamp(hearing.starts_at, reading.zone),
        courtroom=hearing.courtroom,
        judge=hearing.judge,
    )


def _orders(reading: Reading, hearing: Hearing, period: ReportPeriod) -> tuple[OrderLine, ...]:
    """Orders made before the hearing's day, and not at the hearing itself."""
    found = reading.session.scalars(
        select(CourtOrder)
        .where(
            CourtOrder.case_id == hearing.case_id,
            CourtOrder.ordered_on < period.hearing_day,
            or_(CourtOrder.hearing_id.is_(None), CourtOrder.hearing_id != hearing.id),
        )
        .order_by(CourtOrder.ordered_on, CourtOrder.id)
    )
    return tuple(
        OrderLine(order.ordered_on, order.text, order.status, order.due_on, order.remark)
        for order in found
    )


def _worker(reading: Reading, case_id: UUID, written: CourtReport | None) -> Signatory:
    """Who signs: the case's primary worker, else whoever wrote the report, else the user."""
    worker = _signatory(reading, case_id, AssignmentRole.PRIMARY)
    if worker is not None:
        return worker
    staff_id = written.author_id if written else reading.user.id
    staff = reading.session.get_one(Staff, staff_id)
    return Signatory(staff.display_name, staff.title)


def _signatory(reading: Reading, case_id: UUID, role: AssignmentRole) -> Signatory | None:
    staff = reading.session.scalars(
        select(Staff)
        .join(Assignment, Assignment.staff_id == Staff.id)
        .where(
            Assignment.case_id == case_id, Assignment.role == role, Assignment.ended_on.is_(None)
        )
        .order_by(Assignment.started_on.desc())
    ).first()
    return None if staff is None else Signatory(staff.display_name, staff.title)


def _audit_head(reading: Reading) -> str:
    """The beginning of the hash of the last audit event: at what state the report was made."""
    event = reading.session.scalars(
        select(AuditEvent).order_by(AuditEvent.at.desc(), AuditEvent.n.desc())
    ).first()
    return "" if event is None else f"{event.n}-{event.hash.hex()[:16]}"
