"""The worker's own words for a hearing: situation, assessment, recommendations."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models.court import CourtReport, Hearing
from db.operations.cases.access import case_to_change
from db.operations.work import Work
from db.rules.findings import Refused, Stale, hard
from db.rules.text_fields import stripped


@dataclass(frozen=True)
class CourtReportForm:
    """The written parts of a court report; `version` 0 where nothing was saved yet."""

    id: UUID
    case_id: UUID
    hearing_id: UUID
    situation: str = ""
    assessment: str = ""
    recommendations: str = ""
    records_reviewed: str = ""
    version: int = 0


def save_court_report(work: Work, form: CourtReportForm) -> None:
    """Save the written parts of the report for a hearing. Its author is who saved it first.

    Raises `Stale` if somebody else saved, or began, the same report meanwhile.
    """
    form = stripped(form)
    case_to_change(work, form.case_id)
    hearing = work.session.get(Hearing, form.hearing_id)
    if hearing is None or hearing.case_id != form.case_id:
        raise Refused(hard("hearing.unknown", "hearing_id"))
    if form.version:
        report = work.edit(CourtReport, form.id, form.version)
        if (report.case_id, report.hearing_id) != (form.case_id, form.hearing_id):
            raise Refused(hard("hearing.unknown", "hearing_id"))
        _fill(report, form)
    else:
        begun = work.session.scalar(
            select(CourtReport.id).where(CourtReport.hearing_id == form.hearing_id)
        )
        if begun is not None:
            raise Stale("court_report", begun)
        report = CourtReport(
            id=form.id,
            case_id=form.case_id,
            hearing_id=form.hearing_id,
            author_id=work.user.id,
        )
        _fill(report, form)
        work.add(report)
    work.session.flush()
    work.record("report.saved", "court_report", report.id, hearing=str(form.hearing_id))
    work.changed("hearing", form.hearing_id)


def _fill(report: CourtReport, form: CourtReportForm) -> None:
    report.situation = form.situation.strip()
    report.assessment = form.assessment.strip()
    report.recommendations = form.recommendations.strip()
    report.records_reviewed = form.records_reviewed.strip()
