"""Attendance of a session, taken in one grid and saved at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from db.operations.work import Work
from db.rules.codes import Attended


@dataclass(frozen=True, slots=True)
class AttendedForm:
    """Whether somebody came; None takes back what was said."""

    client_id: UUID
    attended: Attended | None
    remark: str = ""


def save_attendance(
    work: Work, appointment_id: UUID, rows: Sequence[AttendedForm], version: int
) -> int:
    """Say who came, of those that are named; gives the session's new version.

    A session that is over counts as completed with it, one that has begun as in progress. Raises
    `Stale`, or `Refused`: "appointment.not_today", "appointment.is_over" for a cancelled one,
    "group.not_on_roster", "group.remark_too_long".
    """
    raise NotImplementedError
