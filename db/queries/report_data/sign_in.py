"""The sheet that the people of a group sign at a session."""

from dataclasses import dataclass
from datetime import datetime

from db.queries.report_data.office import Letterhead


@dataclass(frozen=True, slots=True)
class SignInData:
    """A session in the office's zone, and who is expected, by name; so many lines are left empty
    for others."""

    letterhead: Letterhead
    group: str
    starts_at: datetime
    ends_at: datetime
    room: str
    workers: tuple[str, ...]
    names: tuple[str, ...]
    empty: int
