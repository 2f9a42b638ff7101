"""A made-up week of two workers."""

from datetime import date, datetime, timedelta
from typing import Any

from db.queries.report_data.calendar_sheet import CalendarSheetData, SheetPart
from db.queries.report_data.day_sheet import DaySheetLine
from db.rules.codes import ResourceKind
from tests.printing.made import LETTERHEAD, ZONE
from tests.printing.made_lists import line

MONDAY = date(2026, 11, 23)
DAYS = tuple(MONDAY + timedelta(days=n) for n in range(5))


def on(day: int, hour: int, **fields: Any) -> DaySheetLine:
    """An office visit in November."""
    starts = datetime(2026, 11, day, hour, 0, tzinfo=ZONE)
    return line(hour, starts_at=starts, ends_at=starts + timedelta(hours=1), **fields)


ANA = SheetPart("Ana Ruiz", (on(24, 9), on(24, 11)), ((date(2026, 11, 26), "Away: Vacation"),))
BEN = SheetPart("Ben Castellano", (on(25, 14, workers="Ben Castellano", client="Maya Ito"),))

CALENDAR_SHEET = CalendarSheetData(
    LETTERHEAD,
    MONDAY,
    date(2026, 11, 29),
    ResourceKind.WORKER,
    "",
    (*ANA.lines, *BEN.lines),
    (ANA, BEN, SheetPart("Mei-Lin Chu", ())),
    DAYS,
    ((date(2026, 11, 27), "Closed: Repairs"),),
)
