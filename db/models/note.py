"""Contact notes: drafts until signed, afterwards only addenda."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Edited, Identified
from db.models.types import Code
from db.rules.codes import NoteClass, NoteKind, NoteStatus, PartyRole, Topic


class ContactNote(Edited, Base):
    """A contact with or about a client, and what was said.

    A draft may still lack its kind and topic. Once signed nothing here changes but the status:
    `signature` is the signer's over the bytes of `db.rules.note_bytes`. `carried_to_id` and
    `carried_from_id` link the two copies of a note that had been written in the wrong file; the
    copy keeps its author and is signed by whoever carried it over.
    """

    __tablename__ = "contact_note"
    __table_args__ = (
        Index("ix_contact_note_case_start", "case_id", "started_at"),
        Index("ix_contact_note_author", "author_id", "status"),
        Index("ix_contact_note_start", "started_at"),
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[NoteKind | None] = mapped_column(Code(NoteKind))
    topic: Mapped[Topic | None] = mapped_column(Code(Topic))
    note_class: Mapped[NoteClass] = mapped_column(Code(NoteClass), default=NoteClass.ORDINARY)
    status: Mapped[NoteStatus] = mapped_column(Code(NoteStatus), default=NoteStatus.DRAFT)
    started_at: Mapped[datetime]
    minutes: Mapped[int | None]
    miles: Mapped[Decimal | None] = mapped_column(Numeric(7, 1, asdecimal=True))
    place: Mapped[str] = mapped_column(String(200), default="")
    program_id: Mapped[UUID | None] = mapped_column(ForeignKey("program.id"))
    units: Mapped[Decimal | None] = mapped_column(Numeric(7, 2, asdecimal=True))
    text: Mapped[str] = mapped_column(Text, default="")
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointment.id"))
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    signature: Mapped[bytes | None] = mapped_column(LargeBinary(64))
    signing_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # Ed25519, public
    hidden_at: Mapped[datetime | None]
    hidden_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    hidden_reason: Mapped[str] = mapped_column(String(500), default="")
    carried_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_note.id"))
    carried_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_note.id"))

    people: Mapped[list["NotePerson"]] = relationship(
        cascade="all, delete-orphan", order_by="NotePerson.position"
    )
    addenda: Mapped[list["NoteAddendum"]] = relationship(order_by="NoteAddendum.signed_at")


class NotePerson(Identified, Base):
    """Somebody who was present, or was to be reached.

    The name and role are kept as they were that day; the links lead to the record.
    """

    __tablename__ = "note_person"
    note_id: Mapped[UUID] = mapped_column(ForeignKey("contact_note.id"), index=True)
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("outside_person.id"))
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[PartyRole | None] = mapped_column(Code(PartyRole))
    position: Mapped[int] = mapped_column(default=0)


class NoteAddendum(Identified, Base):
    """What was added to a signed note, signed itself."""

    __tablename__ = "note_addendum"
    note_id: Mapped[UUID] = mapped_column(ForeignKey("contact_note.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    text: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime]
    signed_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    signing_key: Mapped[bytes] = mapped_column(LargeBinary(32))
