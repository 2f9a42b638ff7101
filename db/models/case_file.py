"""Cases and what belongs to them: workers, parties, programs, tasks, documents."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Edited, Identified
from db.models.types import Code
from db.rules.codes import (
    AssignmentRole,
    CaseStatus,
    CloseReason,
    EnrollmentEnd,
    PartyRole,
    TaskKind,
)


class CaseFile(Edited, Base):
    """A case. It belongs to the agency; workers are assigned, people are parties to it.

    `client_id` is the client whose file it is; further clients are parties.
    """

    __tablename__ = "case_file"
    number: Mapped[str] = mapped_column(String(20), unique=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), index=True)
    status: Mapped[CaseStatus] = mapped_column(Code(CaseStatus), index=True)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    close_reason: Mapped[CloseReason | None] = mapped_column(Code(CloseReason))
    restricted: Mapped[bool] = mapped_column(default=False)
    summary: Mapped[str] = mapped_column(Text, default="")
    background: Mapped[str] = mapped_column(Text, default="")
    court: Mapped[str] = mapped_column(String(200), default="")
    county: Mapped[str] = mapped_column(String(100), default="")
    docket: Mapped[str] = mapped_column(String(80), default="")
    in_the_matter_of: Mapped[str] = mapped_column(String(200), default="")
    removed_on: Mapped[date | None]
    last_contact_at: Mapped[datetime | None] = mapped_column(index=True)

    assignments: Mapped[list["Assignment"]] = relationship(cascade="all, delete-orphan")
    parties: Mapped[list["Party"]] = relationship(cascade="all, delete-orphan")


class Assignment(Identified, Base):
    """A worker's time on a case."""

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_staff", "staff_id", "ended_on"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[AssignmentRole] = mapped_column(Code(AssignmentRole))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]


class CaseAccess(Base):
    """A member of staff who may see a restricted case without being assigned to it."""

    __tablename__ = "case_access"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)


class Party(Edited, Base):
    """A person's part in a case: a client or somebody outside, exactly one of the two."""

    __tablename__ = "party"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("outside_person.id"), index=True)
    role: Mapped[PartyRole] = mapped_column(Code(PartyRole))
    remark: Mapped[str] = mapped_column(String(200), default="")
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class Enrollment(Edited, Base):
    """A client's time in a program."""

    __tablename__ = "enrollment"
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("program.id"))
    started_on: Mapped[date] = mapped_column(index=True)
    ended_on: Mapped[date | None]
    ended_because: Mapped[EnrollmentEnd | None] = mapped_column(Code(EnrollmentEnd))


class Task(Edited, Base):
    """Something to be done for a case, by a day in the office's zone."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_staff_due", "staff_id", "done_at", "due_on"),)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[TaskKind] = mapped_column(Code(TaskKind))
    title: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class Document(Edited, Base):
    """A file attached to a case. Its bytes lie encrypted under `documents/`, its key is here."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("stored_as"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(120), default="application/octet-stream")
    size: Mapped[int]  # bytes of the plain file
    sha256: Mapped[str] = mapped_column(String(64))  # of the plain file, hexadecimal
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    stored_as: Mapped[UUID]
    dated_on: Mapped[date | None]
    added_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    removed_at: Mapped[datetime | None]
