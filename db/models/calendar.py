"""What the office decides of its calendar, the places it goes to, and who waits for a time."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Edited, Identified
from db.models.types import Code
from db.rules.codes import AppointmentKind, RequestState, RuleWeight


class CalendarRule(Edited, Base):
    """How much a rule of the calendar weighs in this office. Rules without a row weigh as usual.

    `number` is what the rule counts by, if it counts: the most appointments a day, for instance.
    """

    __tablename__ = "calendar_rule"
    code: Mapped[str] = mapped_column(String(40), unique=True)
    weight: Mapped[RuleWeight] = mapped_column(Code(RuleWeight))
    number: Mapped[int | None]


class KindSetting(Edited, Base):
    """What is usual for a kind of appointment, in minutes: how long, and what is kept free around.

    `before` and `after` are kept free for the workers of such an appointment.
    """

    __tablename__ = "kind_setting"
    __table_args__ = (CheckConstraint("before >= 0 AND after >= 0", name="buffers"),)
    kind: Mapped[AppointmentKind] = mapped_column(Code(AppointmentKind), unique=True)
    minutes: Mapped[int]
    before: Mapped[int] = mapped_column(default=0)
    after: Mapped[int] = mapped_column(default=0)


class Place(Edited, Base):
    """Where appointments take place. One of them may be the office itself."""

    __tablename__ = "place"
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    is_office: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class TravelTime(Identified, Base):
    """Minutes between two places, either way: one row a pair, the smaller id first."""

    __tablename__ = "travel_time"
    __table_args__ = (
        UniqueConstraint("from_id", "to_id"),
        CheckConstraint("minutes >= 0", name="minutes"),
    )
    from_id: Mapped[UUID] = mapped_column(ForeignKey("place.id"))
    to_id: Mapped[UUID] = mapped_column(ForeignKey("place.id"), index=True)
    minutes: Mapped[int]


class RoomPart(Base):
    """A room that is part of another: whoever takes one of the two takes the other's time too."""

    __tablename__ = "room_part"
    whole_id: Mapped[UUID] = mapped_column(ForeignKey("resource.id"), primary_key=True)
    part_id: Mapped[UUID] = mapped_column(ForeignKey("resource.id"), primary_key=True, index=True)


class AppointmentRequest(Edited, Base):
    """Somebody who waits for an appointment that has no time yet.

    `earliest` and `latest` are days in the office's zone, both included; `wish` is what else was
    asked for, as it was said. `appointment_id` is what it was booked as.
    """

    __tablename__ = "appointment_request"
    state: Mapped[RequestState] = mapped_column(Code(RequestState), index=True)
    kind: Mapped[AppointmentKind] = mapped_column(Code(AppointmentKind))
    minutes: Mapped[int]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    subject: Mapped[str] = mapped_column(String(200), default="")
    wish: Mapped[str] = mapped_column(String(500), default="")
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    urgent: Mapped[bool] = mapped_column(default=False)
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointment.id"), index=True)
    requested_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    withdrawn_because: Mapped[str] = mapped_column(Text, default="", server_default="")
