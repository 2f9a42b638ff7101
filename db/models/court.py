"""Court: hearings, orders, placements, and the parts of a report that a worker writes."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Edited
from db.models.types import Code, Seconds
from db.rules.codes import HearingKind, OrderStatus, PlacementKind


class Hearing(Edited, Base):
    """A hearing in a case, past or to come. `starts_at` is in seconds UTC.

    A hearing that takes a worker's time has an appointment as well, with the same start.
    """

    __tablename__ = "hearing"
    __table_args__ = (Index("ix_hearing_case_start", "case_id", "starts_at"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointment.id"))
    kind: Mapped[HearingKind] = mapped_column(Code(HearingKind))
    starts_at: Mapped[int] = mapped_column(Seconds(), index=True)
    court: Mapped[str] = mapped_column(String(200), default="")
    courtroom: Mapped[str] = mapped_column(String(80), default="")
    judge: Mapped[str] = mapped_column(String(120), default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    vacated: Mapped[bool] = mapped_column(default=False)


class CourtOrder(Edited, Base):
    """What the court ordered, and how far it has been carried out."""

    __tablename__ = "court_order"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    hearing_id: Mapped[UUID | None] = mapped_column(ForeignKey("hearing.id"))
    ordered_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    status: Mapped[OrderStatus] = mapped_column(
        Code(OrderStatus), default=OrderStatus.NOT_IMPLEMENTED
    )
    remark: Mapped[str] = mapped_column(Text, default="")


class Placement(Edited, Base):
    """Where a child lives or lived. The provider of a foster home is never printed."""

    __tablename__ = "placement"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), index=True)
    kind: Mapped[PlacementKind] = mapped_column(Code(PlacementKind))
    provider_id: Mapped[UUID | None] = mapped_column(ForeignKey("outside_person.id"))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    with_siblings: Mapped[bool | None]
    original_school: Mapped[bool | None]
    ended_because: Mapped[str] = mapped_column(String(300), default="")


class CourtReport(Edited, Base):
    """The worker's own words for one hearing; the facts come from signed notes."""

    __tablename__ = "court_report"
    __table_args__ = (UniqueConstraint("case_id", "hearing_id"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    hearing_id: Mapped[UUID] = mapped_column(ForeignKey("hearing.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    situation: Mapped[str] = mapped_column(Text, default="")
    assessment: Mapped[str] = mapped_column(Text, default="")
    recommendations: Mapped[str] = mapped_column(Text, default="")
    records_reviewed: Mapped[str] = mapped_column(Text, default="")
