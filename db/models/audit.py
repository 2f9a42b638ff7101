"""The audit log: one signed chain for each device, and what left the office."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Identified
from db.models.types import Code
from db.rules.codes import DisclosurePurpose


class AuditEvent(Base):
    """One thing that was done or seen. `hash` covers the row and the hash before it.

    `details` is canonical JSON text, kept as it was hashed.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_record", "record_id", "at"),
        Index("ix_audit_event_at", "at"),
        Index("ix_audit_event_operation", "operation_id"),
    )
    device: Mapped[str] = mapped_column(String(36), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    action: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(24))
    record_id: Mapped[UUID | None]
    operation_id: Mapped[UUID]
    details: Mapped[str] = mapped_column(Text, default="{}")
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))


class AuditHead(Base):
    """The end of each device's chain, signed: a cut-off tail or a vanished chain shows.

    `seen` is canonical JSON of the other chains' lengths when this head was written, and is
    signed with it, so that each chain vouches for the others.
    """

    __tablename__ = "audit_head"
    device: Mapped[str] = mapped_column(String(36), primary_key=True)
    n: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    seen: Mapped[str] = mapped_column(Text, default="{}")
    signed_by_id: Mapped[UUID]
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))


class AuditKey(Base):
    """Every public key that ever signed here, so that old events can be checked."""

    __tablename__ = "audit_key"
    user_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    since: Mapped[datetime]


class Disclosure(Identified, Base):
    """Client data that left the office: printed, saved or exported, for whom and why."""

    __tablename__ = "disclosure"
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    document: Mapped[str] = mapped_column(String(60))  # a key of printing.catalog
    form: Mapped[str] = mapped_column(String(16))  # printed, saved, exported
    recipient: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[DisclosurePurpose] = mapped_column(Code(DisclosurePurpose))
    remark: Mapped[str] = mapped_column(String(500), default="")
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"), index=True)
    rows: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")  # of the file that left


class CountedRun(Identified, Base):
    """What a funder's workbook counted, so that a later difference can be explained.

    `counted` maps each number's name to the ids behind it; `sha256` is over their canonical form.
    """

    __tablename__ = "counted_run"
    export: Mapped[str] = mapped_column(String(60))
    first_day: Mapped[date]
    last_day: Mapped[date]
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    counted: Mapped[dict[str, object]] = mapped_column(JSON)
