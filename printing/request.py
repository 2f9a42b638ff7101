"""What somebody wants to have printed or exported."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Request:
    """A report or export with what it must be told; what it does not need is ignored.

    A case is named by id or by number, a hearing by id or by its day in the office's zone; without
    either it is the next one, or the last if none is to come.
    """

    key: str
    case_id: UUID | None = None
    case_number: str = ""
    hearing_id: UUID | None = None
    hearing_day: date | None = None
    worker: str = ""  # user name
    room: str = ""
    day: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    program_version: str = ""
