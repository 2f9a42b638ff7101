"""Emergency accesses: somebody opened a restricted case without being named on it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Identified
from db.models.types import Seconds


class EmergencyAccess(Identified, Base):
    """One person's short window into one restricted case.

    `until` (seconds, UTC) is when it ends; ending it early moves it. Rows are never removed.
    """

    __tablename__ = "emergency_access"
    __table_args__ = (Index("ix_emergency_access_user", "user_id", "until", "case_id"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(String(500))
    began_at: Mapped[datetime]
    until: Mapped[int] = mapped_column(Seconds())
    ended_at: Mapped[datetime | None]  # by hand, before its time
    reviewed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(index=True)
    review: Mapped[str] = mapped_column(String(500), default="")
