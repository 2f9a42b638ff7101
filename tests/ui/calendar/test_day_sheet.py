"""The day sheet: from the calendar's column and day to the reports page."""

from datetime import date

from tests.ui.calendar.desk import THE_TUESDAY, Desk
from ui.pages.registry import SECTIONS, section_for
from ui.pages.reporting.day_of_sheet import ask_day_sheet
from ui.pages.reports import ReportsPage


def test_reports_show_the_sheet_that_the_calendar_asks_for(desk: Desk) -> None:
    mei, room = desk.bench.worker("Mei"), desk.bench.room("Blue Room")
    ask_day_sheet(desk.context, mei.id, THE_TUESDAY)
    kind, record_id = desk.went[0]
    assert section_for(kind) is next(one for one in SECTIONS if one.key == "reports")
    page = ReportsPage(desk.context)
    desk.qtbot.addWidget(page)
    page.open_record(kind, record_id)
    page.refresh(None)
    asked = page.side.asking.request()
    assert asked is not None and (asked.resource_id, asked.day) == (mei.id, THE_TUESDAY)
    ask_day_sheet(desk.context, room.id, date(2026, 3, 4))
    page.open_record(kind, room.id)
    asked = page.side.asking.request()
    assert asked is not None and (asked.resource_id, asked.day) == (room.id, date(2026, 3, 4))


def test_a_sheet_that_is_asked_for_elsewhere_is_of_today(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    page = ReportsPage(desk.context)
    desk.qtbot.addWidget(page)
    page.refresh(None)
    ask_day_sheet(desk.context, mei.id, THE_TUESDAY)
    page.open_record("report.day-sheet", mei.id)
    page.open_record("report.day-sheet", mei.id)
    asked = page.side.asking.request()
    assert asked is not None and asked.day == desk.context.today()
