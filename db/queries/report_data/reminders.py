"""Reminders on paper: a list to call from, and letters."""

from dataclasses import dataclass
from datetime import date, datetime

from db.queries.report_data.office import Letterhead


@dataclass(frozen=True, slots=True)
class CallLine:
    """Somebody to be reminded: in the office's zone, in words, and nothing of why they come.

    `how` is the way and the number or address; of one who must not be contacted it is the reason.
    """

    starts_at: datetime
    client: str
    workers: str
    how: str
    marks: tuple[str, ...] = ()
    standing: str = ""  # "Requested", where nobody has confirmed it yet
    last: str = ""  # what became of the latest try


@dataclass(frozen=True, slots=True)
class CallListData:
    """Whom to remind of the appointments of a day; `apart` are those whom nobody contacts."""

    letterhead: Letterhead
    day: date
    lines: tuple[CallLine, ...]
    apart: tuple[CallLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Somebody to be told of a `change`, which says when it is now and when it was."""

    line: CallLine
    change: str


@dataclass(frozen=True, slots=True)
class ChangeCallsData:
    """Whom to tell of what a plan changed; `apart` are those whom nobody contacts."""

    letterhead: Letterhead
    day: date
    lines: tuple[ChangeLine, ...]
    apart: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """One letter. A `neutral` one names neither the office nor where to come to. It is written in
    its `language`, if that is one of the program's, or else in the language in use.
    """

    client: str
    address: str
    starts_at: datetime
    place: str
    neutral: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class LettersData:
    """Letters for the appointments of a day. `written_on` is the day of printing."""

    letterhead: Letterhead
    written_on: date
    letters: tuple[ReminderLetter, ...]
