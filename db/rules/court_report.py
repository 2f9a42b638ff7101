"""How far a court report has come, and what it still lacks. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from db.rules.findings import Finding, information, soft


class ReportState(StrEnum):
    """How far the worker's own words have come."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    WRITTEN = "written"  # situation, assessment and recommendations all say something


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the office has for a report. `docket` and the rest are as the caption prints them."""

    situation: str = ""
    assessment: str = ""
    recommendations: str = ""
    court: str = ""
    docket: str = ""
    judge: str = ""
    signed: int = 0  # notes of the period that may leave
    unsigned: int = 0
    withheld: int = 0
    orders_without_remark: int = 0  # orders not carried out that nothing is said about


def report_state(situation: str, assessment: str, recommendations: str) -> ReportState:
    """How far the words have come."""
    parts = [bool(part.strip()) for part in (situation, assessment, recommendations)]
    if all(parts):
        return ReportState.WRITTEN
    return ReportState.BEGUN if any(parts) else ReportState.NOT_BEGUN


def report_gaps(facts: ReportFacts) -> tuple[Finding, ...]:
    """What the report still lacks (soft), and what whoever sends it should know."""
    return tuple(_gaps(facts))


def missing_parts(situation: str, assessment: str, recommendations: str) -> tuple[Finding, ...]:
    """The parts without which a report is not finished, each beside its field."""
    parts = (
        ("report.situation_missing", "situation", situation),
        ("report.assessment_missing", "assessment", assessment),
        ("report.recommendations_missing", "recommendations", recommendations),
    )
    return tuple(soft(code, name) for code, name, text in parts if not text.strip())


def _gaps(facts: ReportFacts) -> Iterator[Finding]:
    yield from missing_parts(facts.situation, facts.assessment, facts.recommendations)
    if not facts.court.strip():
        yield soft("report.court_missing", "court")
    if not facts.docket.strip():
        yield soft("report.docket_missing", "docket")
    if not facts.judge.strip():
        yield soft("report.judge_missing", "judge")
    if not facts.signed:
        yield soft("report.no_signed_notes")
    if facts.unsigned:
        yield soft("report.notes_unsigned", n=facts.unsigned)
    if facts.orders_without_remark:
        yield soft("report.orders_unanswered", n=facts.orders_without_remark)
    if facts.withheld:
        yield information("report.notes_withheld", n=facts.withheld)
