"""What came in from files: the same row of the same file is never added twice."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Identified


class ImportBatch(Identified, Base):
    """One import of one file, with its counts."""

    __tablename__ = "import_batch"
    kind: Mapped[str] = mapped_column(String(24))
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    rows: Mapped[int]
    added: Mapped[int]
    already_there: Mapped[int]
    possible_duplicates: Mapped[int]
    rejected: Mapped[int]


class ImportedRow(Base):
    """A row that came in. `key` is its own id in the file, or a hash of its content."""

    __tablename__ = "imported_row"
    __table_args__ = (Index("ix_imported_row_record", "record_id"),)
    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[UUID]
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batch.id"))
