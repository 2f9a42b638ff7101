"""Which record stands behind a row of the full-text tables.

The full-text tables themselves (`search_name`, `search_note`: FTS5, contentless) are made by the
migrations; their rowid is `search_entry.row`.
"""

from uuid import UUID

from sqlalchemy import BigInteger, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class SearchEntry(Base):
    """A record that can be found."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)
    row: Mapped[int] = mapped_column(
        Integer().with_variant(BigInteger(), "postgresql"), primary_key=True, autoincrement=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[UUID]
