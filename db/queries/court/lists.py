"""A case's hearings, orders and placements, and what was written for a hearing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from db.models.client import Client, OutsidePerson
from db.models.court import CourtOrder, CourtReport, Hearing, Placement
from db.queries.cases.people import client_name, outside_name, staff_names
from db.queries.reading import Reading
from db.queries.visibility import case_to_read
from db.rules.codes import HearingKind, OrderStatus, PlacementKind
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


@dataclass(frozen=True)
class HearingRow:
    """A hearing; `starts_at` is aware, in UTC. `has_report` says that words were written for it."""

    id: UUID
    version: int
    case_id: UUID
    kind: HearingKind
    starts_at: datetime
    past: bool
    court: str
    courtroom: str
    judge: str
    outcome: str
    vacated: bool
    appointment_id: UUID | None
    has_report: bool


@dataclass(frozen=True)
class OrderRow:
    """An order of the court. `overdue` says that it should have been carried out by now."""

    id: UUID
    version: int
    case_id: UUID
    hearing_id: UUID | None
    ordered_on: date
    text: str
    due_on: date | None
    status: OrderStatus
    remark: str
    overdue: bool


@dataclass(frozen=True)
class PlacementRow:
    """A placement. The provider is for the screen; no report prints a foster family's name."""

    id: UUID
    version: int
    case_id: UUID
    client_id: UUID
    client_name: str
    kind: PlacementKind
    provider_id: UUID | None
    provider: str
    started_on: date
    ended_on: date | None
    with_siblings: bool | None
    original_school: bool | None
    ended_because: str
    days: int  # until its end or today


@dataclass(frozen=True)
class WrittenReport:
    """What was written for a hearing. `id` is None and `version` 0 before the first save."""

    id: UUID | None
    version: int
    hearing_id: UUID
    author: str
    situation: str
    assessment: str
    recommendations: str
    records_reviewed: str


def hearing_list(reading: Reading, case_id: UUID) -> tuple[HearingRow, ...]:
    """All hearings of a case, vacated ones too, the latest first."""
    reading.require(Action.READ_CASES)
    case_to_read(reading, case_id)
    found = (
        select(Hearing, CourtReport.id)
        .outerjoin(CourtReport, CourtReport.hearing_id == Hearing.id)
        .where(Hearing.case_id == case_id)
        .order_by(Hearing.starts_at.desc(), Hearing.id.desc())
    )
    return tuple(
        HearingRow(
            id=hearing.id,
            version=hearing.version,
            case_id=hearing.case_id,
            kind=hearing.kind,
            starts_at=datetime.fromtimestamp(hearing.starts_at, UTC),
            past=hearing.starts_at <= reading.now_seconds,
            court=hearing.court,
            courtroom=hearing.courtroom,
            judge=hearing.judge,
            outcome=hearing.outcome,
            vacated=hearing.vacated,
            appointment_id=hearing.appointment_id,
            has_report=report_id is not None,
        )
        for hearing, report_id in reading.session.execute(found)
    )


def order_list(reading: Reading, case_id: UUID) -> tuple[OrderRow, ...]:
    """All orders in a case, the latest first."""
    reading.require(Action.READ_CASES)
    case_to_read(reading, case_id)
    found = (
        select(CourtOrder)
        .where(CourtOrder.case_id == case_id)
        .order_by(CourtOrder.ordered_on.desc(), CourtOrder.id.desc())
    )
    return tuple(
        OrderRow(
            id=order.id,
            version=order.version,
            case_id=order.case_id,
            hearing_id=order.hearing_id,
            ordered_on=order.ordered_on,
            text=order.text,
            due_on=order.due_on,
            status=order.status,
            remark=order.remark,
            overdue=order.status is not OrderStatus.IMPLEMENTED
            and order.due_on is not None
            and order.due_on < reading.today,
        )
        for order in reading.session.scalars(found)
    )


def placement_list(reading: Reading, case_id: UUID) -> tuple[PlacementRow, ...]:
    """All placements in a case, the latest first."""
    reading.require(Action.READ_CASES)
    case_to_read(reading, case_id)
    found = (
        select(Placement, Client, OutsidePerson)
        .join(Client, Client.id == Placement.client_id)
        .outerjoin(OutsidePerson, OutsidePerson.id == Placement.provider_id)
        .where(Placement.case_id == case_id)
        .order_by(Placement.started_on.desc(), Placement.id.desc())
    )
    return tuple(
        PlacementRow(
            id=placement.id,
            version=placement.version,
            case_id=placement.case_id,
            client_id=placement.client_id,
            client_name=client_name(client),
            kind=placement.kind,
            provider_id=placement.provider_id,
            provider=outside_name(provider) if provider else "",
            started_on=placement.started_on,
            ended_on=placement.ended_on,
            with_siblings=placement.with_siblings,
            original_school=placement.original_school,
            ended_because=placement.ended_because,
            days=((placement.ended_on or reading.today) - placement.started_on).days,
        )
        for placement, client, provider in reading.session.execute(found)
    )


def written_report(reading: Reading, case_id: UUID, hearing_id: UUID) -> WrittenReport:
    """What was written for a hearing so far. Raises `Refused` with "hearing.unknown"."""
    hearing_of_case(reading, case_id, hearing_id)
    report = reading.session.scalars(
        select(CourtReport).where(CourtReport.hearing_id == hearing_id)
    ).one_or_none()
    if report is None:
        return WrittenReport(None, 0, hearing_id, "", "", "", "", "")
    return WrittenReport(
        id=report.id,
        version=report.version,
        hearing_id=hearing_id,
        author=staff_names(reading, [report.author_id])[report.author_id],
        situation=report.situation,
        assessment=report.assessment,
        recommendations=report.recommendations,
        records_reviewed=report.records_reviewed,
    )


def hearing_of_case(reading: Reading, case_id: UUID, hearing_id: UUID) -> Hearing:
    """The hearing, if it is one of a case that the user may read."""
    reading.require(Action.READ_CASES)
    case_to_read(reading, case_id)
    hearing = reading.session.get(Hearing, hearing_id)
    if hearing is None or hearing.case_id != case_id:
        raise Refused(hard("hearing.unknown", "hearing_id"))
    return hearing
