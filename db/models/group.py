"""Groups: who has a place in them, who came to their sessions, and what was noted there.

A session is an appointment with the group's id (`db.models.appointment`).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Edited
from db.models.types import Code
from db.rules.codes import Attended, MemberState, NoteClass, NoteStatus, Topic


class SupportGroup(Edited, Base):
    """A group that meets, with places for so many. One that is not `active` meets no more."""

    __tablename__ = "support_group"
    __table_args__ = (CheckConstraint("capacity >= 1", name="capacity"),)
    name: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    leader_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    room_id: Mapped[UUID | None] = mapped_column(ForeignKey("resource.id"))
    program_id: Mapped[UUID | None] = mapped_column(ForeignKey("program.id"))
    capacity: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class GroupMember(Edited, Base):
    """Somebody who is in a group, waits for a place, or was in it.

    `since` is the day on which they joined or began to wait, `until` their last. The waiting list
    goes by `since`, and on one day by the id, which is of the moment.
    """

    __tablename__ = "group_member"
    __table_args__ = (Index("ix_group_member_group", "group_id", "state"),)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("support_group.id"))
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), index=True)
    state: Mapped[MemberState] = mapped_column(Code(MemberState))
    since: Mapped[date]
    until: Mapped[date | None]
    reason_left: Mapped[str] = mapped_column(Text, default="")


class GroupAttendance(Base):
    """Whether somebody came to a session."""

    __tablename__ = "group_attendance"
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointment.id"), primary_key=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), primary_key=True, index=True)
    attended: Mapped[Attended] = mapped_column(Code(Attended))
    remark: Mapped[str] = mapped_column(String(200), default="")


class GroupNote(Edited, Base):
    """What was done at a session, which names nobody; each member's own file has it too.

    Once signed nothing here changes: `signature` is the signer's over the bytes of
    `db.rules.note_bytes.group_note_bytes`.
    """

    __tablename__ = "group_note"
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointment.id"), unique=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    topic: Mapped[Topic | None] = mapped_column(Code(Topic))
    note_class: Mapped[NoteClass] = mapped_column(Code(NoteClass))
    status: Mapped[NoteStatus] = mapped_column(Code(NoteStatus), default=NoteStatus.DRAFT)
    text: Mapped[str] = mapped_column(Text, default="")
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    signature: Mapped[bytes | None] = mapped_column(LargeBinary(64))
    signing_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # Ed25519, public


class GroupNotePart(Base):
    """Which contact note is a member's own of a session. A draft that is discarded is none."""

    __tablename__ = "group_note_part"
    note_id: Mapped[UUID] = mapped_column(
        ForeignKey("contact_note.id", ondelete="CASCADE"), primary_key=True
    )
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointment.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), index=True)
