"""What a new appointment begins with: whatever the page knows already."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from db.rules.codes import AppointmentKind

USUAL_MINUTES = 60
_STEP = 30
_MORNING, _EVENING = time(9), 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """Every part may be missing. `starts_at` is aware; without it the next half hour
    of a working day is meant."""

    kind: AppointmentKind | None = None
    starts_at: datetime | None = None
    minutes: int = USUAL_MINUTES
    client_id: UUID | None = None
    case_id: UUID | None = None
    worker_id: UUID | None = None
    room_id: UUID | None = None
    car_id: UUID | None = None
    interpreter_id: UUID | None = None
    place_id: UUID | None = None
    place: str = ""
    joining_link: str = ""
    subject: str = ""
    requested: bool = False


def next_half_hour(now: datetime) -> datetime:
    """The first full half hour after this moment; after the working day, the next morning."""
    full = now.replace(minute=now.minute // _STEP * _STEP, second=0, microsecond=0)
    full += timedelta(minutes=_STEP)
    if full.hour >= _EVENING or full.date() > now.date():
        return datetime.combine(now.date() + timedelta(days=1), _MORNING, tzinfo=now.tzinfo)
    return max(full, datetime.combine(now.date(), _MORNING, tzinfo=now.tzinfo))
