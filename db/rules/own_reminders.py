"""When somebody is reminded of their own appointments, and when no more."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

OFF = 0
MINUTES = (OFF, 5, 10, 15, 30)  # how long before
STILL_WORTH_MINUTES = 15  # after it has begun: a computer that slept tells it all the same

Key = tuple[UUID, datetime]  # an appointment at a time: one that is moved is told anew


def due(
    appointments: Iterable[Key],
    minutes: int,
    quiet_until: Mapping[Key, datetime | None],
    now: datetime,
) -> tuple[Key, ...]:
    """Those of which to remind now, the next first.

    `minutes` before each begins, unless it is put off until a moment (None: for good). What began
    a while ago is told no more. Moments are aware.
    """
    if minutes == OFF:
        return ()
    found = []
    for key in appointments:
        _, starts_at = key
        within = starts_at - timedelta(minutes=minutes) <= now
        until = quiet_until.get(key, now)
        still = now < starts_at + timedelta(minutes=STILL_WORTH_MINUTES)
        if within and still and until is not None and until <= now:
            found.append(key)
    return tuple(sorted(found, key=lambda key: (key[1], key[0].bytes)))
