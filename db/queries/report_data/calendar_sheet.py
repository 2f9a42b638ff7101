"""Some days of a calendar on paper."""

from dataclasses import dataclass
from datetime import date

from db.queries.report_data.day_sheet import DaySheetLine
from db.queries.report_data.office import Letterhead
from db.rules.codes import ResourceKind


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worker, room, car or interpreter with their appointments of the days, by their start.

    `notices` are days with what is to be said of them: leave.
    """

    name: str
    lines: tuple[DaySheetLine, ...]
    notices: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarSheetData:
    """From the first to the last day, both included. `whose` is empty where all of a kind are.

    `lines` are all appointments, each once; `parts` the same by whom they take. `open_days` are
    those on which the office is open or something takes place; `closed` says which are not and why.
    `cut` says that there are more appointments than one answer holds.
    """

    letterhead: Letterhead
    first: date
    last: date
    kind: ResourceKind
    whose: str
    lines: tuple[DaySheetLine, ...]
    parts: tuple[SheetPart, ...]
    open_days: tuple[date, ...]
    closed: tuple[tuple[date, str], ...] = ()
    cut: bool = False
