"""What a new appointment begins with: whatever the page knows already."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from db.queries.calendar.waiting import Waiting
from db.rules.codes import AppointmentKind
from db.rules.kinds import USUAL_MINUTES

_STEP = 30
_MORNING, _EVENING = time(9), 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """Every part may be missing. `starts_at` is aware; without it the next half hour
    of a working day is meant. With `request` it is booked for somebody who waits."""

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
    request: Waiting | None = None
    group_id: UUID | None = None  # whose session it is

    def complete(self) -> "Prefill":
        """With what is known of whoever waits, as far as the page did not say otherwise."""
        if self.request is None:
            return self
        asked = self.request.form
        return replace(
            self,
            kind=self.kind or asked.kind,
            minutes=asked.minutes,
            client_id=self.client_id or asked.client_id,
            case_id=self.case_id or asked.case_id,
            worker_id=self.worker_id or asked.staff_id,
            subject=self.subject or asked.subject,
        )


def first_start(prefill: Prefill, now: datetime) -> datetime:
    """When it begins: as the page says, or on the first day on which who waits could come."""
    if prefill.starts_at is not None:
        return prefill.starts_at
    earliest = prefill.request.form.earliest if prefill.request is not None else None
    if earliest is not None and earliest > now.date():
        return datetime.combine(earliest, _MORNING, tzinfo=now.tzinfo)
    return next_half_hour(now)


def next_half_hour(now: datetime) -> datetime:
    """The first full half hour after this moment; after the working day, the next morning."""
    full = now.replace(minute=now.minute // _STEP * _STEP, second=0, microsecond=0)
    full += timedelta(minutes=_STEP)
    if full.hour >= _EVENING or full.date() > now.date():
        return datetime.combine(now.date() + timedelta(days=1), _MORNING, tzinfo=now.tzinfo)
    return max(full, datetime.combine(now.date(), _MORNING, tzinfo=now.tzinfo))
