"""How often somebody was expected and did not come, told from their latest appointments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.rules.codes import AppointmentStatus

LATEST = 6
S = AppointmentStatus
COUNTED = frozenset({S.ARRIVED, S.IN_PROGRESS, S.COMPLETED, S.NO_SHOW})


@dataclass(frozen=True, slots=True)
class Attendance:
    """Of the latest `of` appointments `missed` were not kept, the last of them on `last_missed`."""

    missed: int = 0
    of: int = 0
    last_missed: date | None = None


def attendance(past: Iterable[tuple[date, AppointmentStatus]], latest: int = LATEST) -> Attendance:
    """Count the latest of somebody's appointments, given newest first.

    What was called off, by whomever, was neither kept nor missed; neither is what nobody has said
    anything about.
    """
    counted = [(day, status) for day, status in past if status in COUNTED][:latest]
    missed = [day for day, status in counted if status is S.NO_SHOW]
    return Attendance(len(missed), len(counted), missed[0] if missed else None)
