"""Appointments, and what each takes.

Each occurrence of a series is a row of its own. `appointment_resource` holds one row for each
worker, client, household member, member of a group, room or car taken, with the times beside it, so
that one index and one rule answer every question about collisions; triggers made by the migrations
refuse a second blocking row on the same resource at the same time, whoever writes it.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Edited
from db.models.types import Code, Seconds
from db.rules.codes import AppointmentKind, AppointmentStatus, ReminderOutcome, ResourceKind


class Appointment(Edited, Base):
    """Something that takes place at a time. Times are seconds UTC, the end not included.

    `uid` is what another calendar calls it, if it came from there (RFC 5545).
    """

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("ends_at - starts_at <= 86400", name="one_day"),
        Index("ix_appointment_start", "starts_at"),
    )
    kind: Mapped[AppointmentKind] = mapped_column(Code(AppointmentKind))
    status: Mapped[AppointmentStatus] = mapped_column(Code(AppointmentStatus))
    starts_at: Mapped[int] = mapped_column(Seconds())
    ends_at: Mapped[int] = mapped_column(Seconds())
    subject: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("place.id"))
    joining_link: Mapped[str] = mapped_column(String(500), default="", server_default="")
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"), index=True)
    series_id: Mapped[UUID | None] = mapped_column(index=True)
    group_id: Mapped[UUID | None] = mapped_column(index=True)  # whose session it is
    remark: Mapped[str] = mapped_column(Text, default="")
    override_reason: Mapped[str] = mapped_column(String(500), default="")
    override_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    cancel_reason: Mapped[str] = mapped_column(String(500), default="")
    arrived_at: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]
    uid: Mapped[str] = mapped_column(String(255), default="", server_default="", index=True)
    booked_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))

    taken: Mapped[list["AppointmentResource"]] = relationship(cascade="all, delete-orphan")


class AppointmentSeries(Edited, Base):
    """How appointments with this `series_id` were to repeat when they were booked.

    `rule` is text of RFC 5545 (`db.rules.recurrence`), counted from `first_day` on.
    """

    __tablename__ = "appointment_series"
    rule: Mapped[str] = mapped_column(Text)
    first_day: Mapped[date]


class AppointmentReminder(Edited, Base):
    """A try to remind the client. `starts_at` is the time that they were told."""

    __tablename__ = "appointment_reminder"
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointment.id"), index=True)
    starts_at: Mapped[int] = mapped_column(Seconds())
    outcome: Mapped[ReminderOutcome] = mapped_column(Code(ReminderOutcome))
    reminded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))


class AppointmentResource(Base):
    """One thing that an appointment takes. Rows with `blocks` = 1 exclude each other in time."""

    __tablename__ = "appointment_resource"
    __table_args__ = (
        # The last two are there to be read from it, without looking up the row.
        Index("ix_taken", "resource_id", "starts_at", "ends_at", "appointment_id", "blocks"),
        CheckConstraint("blocks IN (0, 1)", name="blocks"),
    )
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointment.id"), primary_key=True)
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resource.id"), primary_key=True)
    kind: Mapped[ResourceKind] = mapped_column(Code(ResourceKind))
    starts_at: Mapped[int] = mapped_column(Seconds())
    ends_at: Mapped[int] = mapped_column(Seconds())
    blocks: Mapped[int] = mapped_column(default=1)
