"""The office itself: its name and zone, programs, rooms, closures, and what it remembers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Edited, Identified
from db.models.types import Code
from db.rules.codes import CalendarNames, ResourceKind


class Office(Edited, Base):
    """One row: the agency's office. Letterhead lines are printed as they stand.

    `calendar_names` is what other calendars are told of a client; `calendar_folder` is where each
    worker's calendar file is kept up to date, empty if nowhere. `update_place` is where newer
    versions of the program lie, empty if nowhere; before `update_from` administrators alone are
    told of them.
    """

    __tablename__ = "office"
    name: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(64))  # an IANA name
    country: Mapped[str] = mapped_column(String(2), default="US")
    language: Mapped[str] = mapped_column(String(8), default="en")
    paper: Mapped[str] = mapped_column(String(8), default="letter")
    letterhead: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    next_client_number: Mapped[int] = mapped_column(default=1)
    next_case_number: Mapped[int] = mapped_column(default=1)
    emergency_minutes: Mapped[int] = mapped_column(default=60, server_default="60")
    calendar_names: Mapped[CalendarNames] = mapped_column(
        Code(CalendarNames), default=CalendarNames.INITIALS, server_default="initials"
    )
    calendar_folder: Mapped[str] = mapped_column(String(500), default="", server_default="")
    update_place: Mapped[str] = mapped_column(String(500), default="", server_default="")
    update_from: Mapped[date | None]


class Fact(Base):
    """Small facts of the file: schema version, trust anchor of the manifest, backup marker."""

    __tablename__ = "fact"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Program(Edited, Base):
    """A program that clients enroll in and services are counted under."""

    __tablename__ = "program"
    code: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    active: Mapped[bool] = mapped_column(default=True)


class Resource(Edited, Base):
    """Something an appointment can take.

    Rooms, cars and interpreters live here alone (`languages` and `phone` are an interpreter's);
    a worker, client or household member has a row with the same id as its own record, made when
    it is first booked.
    """

    __tablename__ = "resource"
    kind: Mapped[ResourceKind] = mapped_column(Code(ResourceKind), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")  # not of people whose record says it
    capacity: Mapped[int] = mapped_column(default=1)
    languages: Mapped[str] = mapped_column(String(200), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True)


class OfficeHours(Identified, Base):
    """When the office is open: local wall time in minutes after midnight, Monday is 0."""

    __tablename__ = "office_hours"
    __table_args__ = (CheckConstraint("opens < closes", name="order"),)
    weekday: Mapped[int]
    opens: Mapped[int]
    closes: Mapped[int]


class Closure(Edited, Base):
    """Days on which the office is closed, both ends included, in the office's zone."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="order"),)
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]
    name: Mapped[str] = mapped_column(String(120))


class Preference(Base):
    """What a person chose to see: columns, saved filters, pins. One value a key."""

    __tablename__ = "preference"
    user_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[dict[str, object]] = mapped_column(JSON)


class Draft(Identified, Base):
    """What somebody was typing, kept until it is saved or thrown away."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "form", "record_id"),)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    form: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[UUID]
    body: Mapped[dict[str, object]] = mapped_column(JSON)
    saved_at: Mapped[datetime]
