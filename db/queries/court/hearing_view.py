"""One hearing with everything around it: caption, orders, and what its report still lacks."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.court import CourtReport, Hearing
from db.queries.cases.parties import safety_of
from db.queries.cases.people import client_name, staff_names
from db.queries.court.facts import notes_of_period
from db.queries.court.lists import (
    HearingRow,
    OrderRow,
    PlacementRow,
    hearing_list,
    order_list,
    placement_list,
)
from db.queries.court.period import report_period
from db.queries.court.report_due import Due, due_of_hearings
from db.queries.reading import Reading
from db.queries.visibility import case_to_read, reads_only
from db.rules.appointment_steps import CANCELLED
from db.rules.codes import OrderStatus, ResourceKind
from db.rules.court_report import ReportFacts, ReportState, report_gaps, report_state
from db.rules.findings import Finding, Refused, hard
from db.rules.permissions import Action
from db.rules.safe_contact import client_marks


@dataclass(frozen=True)
class HearingView:
    """A hearing in front. `attending` names those in whose calendar it stands, nobody if its
    appointment was cancelled.

    `orders` are those made at this hearing, `open_orders` those made before it that its report
    answers for. `marks` are the client's safe-contact rules; `since` is the hearing before.
    """

    row: HearingRow
    case_number: str
    client_id: UUID
    client_name: str
    marks: tuple[Finding, ...]
    county: str
    docket: str
    in_the_matter_of: str
    starts_at: datetime  # in the office's zone
    attending: tuple[str, ...]
    appointment_ends_at: datetime | None
    orders: tuple[OrderRow, ...]
    open_orders: tuple[OrderRow, ...]
    placements: tuple[PlacementRow, ...]
    report: ReportState
    report_author: str
    due: Due | None
    gaps: tuple[Finding, ...]
    since: date | None
    signed_notes: int
    reads_only: bool  # the case is open to the user by an emergency alone


def hearing_view(reading: Reading, hearing_id: UUID) -> HearingView:
    """The hearing with this id. Raises `Refused`: "hearing.unknown", or the case's refusal."""
    reading.require(Action.READ_CASES)
    hearing = reading.session.get(Hearing, hearing_id)
    if hearing is None:
        raise Refused(hard("hearing.unknown"))
    case = case_to_read(reading, hearing.case_id)
    client = reading.session.get_one(Client, case.client_id)
    row = next(one for one in hearing_list(reading, case.id) if one.id == hearing_id)
    orders = order_list(reading, case.id)
    period = report_period(reading, hearing)
    here = tuple(order for order in orders if order.hearing_id == hearing_id)
    before = tuple(
        order
        for order in orders
        if order.hearing_id != hearing_id and order.ordered_on < period.hearing_day
    )
    report = _report(reading, hearing_id)
    words = _words(report)
    notes = notes_of_period(reading, case, period)
    facts = ReportFacts(
        *words,
        court=hearing.court or case.court,
        docket=case.docket,
        judge=hearing.judge,
        signed=len(notes.notes),
        unsigned=notes.unsigned,
        withheld=notes.withheld,
        orders_without_remark=sum(
            1
            for order in before
            if order.status is not OrderStatus.IMPLEMENTED and not order.remark.strip()
        ),
    )
    attending, ends_at = _attending(reading, hearing)
    return HearingView(
        row=row,
        case_number=case.number,
        client_id=client.id,
        client_name=client_name(client),
        marks=client_marks(safety_of(client)),
        county=case.county,
        docket=case.docket,
        in_the_matter_of=case.in_the_matter_of,
        starts_at=row.starts_at.astimezone(reading.zone),
        attending=attending,
        appointment_ends_at=ends_at,
        orders=here,
        open_orders=before,
        placements=placement_list(reading, case.id),
        report=report_state(*words),
        report_author=_author(reading, report),
        due=due_of_hearings(reading, [hearing]).get(hearing_id),
        gaps=report_gaps(facts),
        since=period.since,
        signed_notes=len(notes.notes),
        reads_only=reads_only(reading, case),
    )


@dataclass(frozen=True)
class CaseCourt:
    """The court side of a case, as its tab shows it."""

    case_id: UUID
    number: str
    court: str
    county: str
    docket: str
    in_the_matter_of: str
    removed_on: date | None
    hearings: tuple[HearingRow, ...]
    orders: tuple[OrderRow, ...]
    placements: tuple[PlacementRow, ...]
    reads_only: bool  # open to the user by an emergency alone


def case_court(reading: Reading, case_id: UUID) -> CaseCourt:
    """Hearings, orders and placements of a case. Raises `Refused` as `case_to_read` does."""
    reading.require(Action.READ_CASES)
    case: CaseFile = case_to_read(reading, case_id)
    return CaseCourt(
        case_id=case.id,
        number=case.number,
        court=case.court,
        county=case.county,
        docket=case.docket,
        in_the_matter_of=case.in_the_matter_of,
        removed_on=case.removed_on,
        hearings=hearing_list(reading, case_id),
        orders=order_list(reading, case_id),
        placements=placement_list(reading, case_id),
        reads_only=reads_only(reading, case),
    )


def _report(reading: Reading, hearing_id: UUID) -> CourtReport | None:
    found = select(CourtReport).where(CourtReport.hearing_id == hearing_id)
    return reading.session.scalars(found).one_or_none()


def _words(report: CourtReport | None) -> tuple[str, str, str]:
    if report is None:
        return ("", "", "")
    return (report.situation, report.assessment, report.recommendations)


def _author(reading: Reading, report: CourtReport | None) -> str:
    if report is None:
        return ""
    return staff_names(reading, [report.author_id]).get(report.author_id, "")


def _attending(reading: Reading, hearing: Hearing) -> tuple[tuple[str, ...], datetime | None]:
    if hearing.appointment_id is None:
        return (), None
    appointment = reading.session.get_one(Appointment, hearing.appointment_id)
    if appointment.status in CANCELLED:
        return (), None
    workers = [one.resource_id for one in appointment.taken if one.kind is ResourceKind.WORKER]
    names = staff_names(reading, workers)
    ends_at = datetime.fromtimestamp(appointment.ends_at, reading.zone)
    return tuple(names[one] for one in workers if one in names), ends_at
