"""The people who work here, when they work, and when they are away."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Edited, Identified
from db.models.types import Code, Seconds
from db.rules.codes import LeaveKind, Role


class Staff(Edited, Base):
    """A member of staff. The role here follows the signed manifest, which rules."""

    __tablename__ = "staff"
    user_name: Mapped[str] = mapped_column(String(40), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")  # credential printed on reports
    role: Mapped[Role] = mapped_column(Code(Role))
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
    active: Mapped[bool] = mapped_column(default=True)
    team: Mapped[str] = mapped_column(String(80), default="", server_default="")
    most_a_day: Mapped[int | None]  # appointments; None: as many as the office allows anybody


class WorkingHours(Identified, Base):
    """A span of a worker's week: local wall time in minutes after midnight, Monday is 0."""

    __tablename__ = "working_hours"
    __table_args__ = (CheckConstraint("starts < ends", name="order"),)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    weekday: Mapped[int]
    starts: Mapped[int]
    ends: Mapped[int]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class Leave(Edited, Base):
    """A time in which a worker is away, in seconds UTC, the end not included."""

    __tablename__ = "leave"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="order"),)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    starts_at: Mapped[int] = mapped_column(Seconds(), index=True)
    ends_at: Mapped[int] = mapped_column(Seconds())
    kind: Mapped[LeaveKind] = mapped_column(Code(LeaveKind))
    remark: Mapped[str] = mapped_column(String(200), default="")


class OutsideBusy(Identified, Base):
    """A time at which a worker's own calendar elsewhere says that they are busy, in seconds UTC."""

    __tablename__ = "outside_busy"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="order"),
        Index("ix_outside_busy_staff", "staff_id", "starts_at"),
    )
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    starts_at: Mapped[int] = mapped_column(Seconds())
    ends_at: Mapped[int] = mapped_column(Seconds())


class PhoneMessage(Edited, Base):
    """A phone message that somebody took for a worker."""

    __tablename__ = "phone_message"
    for_staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    taken_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"))
    caller: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(String(4000), default="")
    urgent: Mapped[bool] = mapped_column(default=False)
    done: Mapped[bool] = mapped_column(default=False)
