"""What is known of an office as a whole, and the clock that everybody starts with."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo


def now_utc() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class OfficeRecord:
    """What is known of the office as a whole."""

    id: UUID
    name: str
    zone: ZoneInfo
    language: str
    paper: str
