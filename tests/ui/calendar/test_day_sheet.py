"""The day sheet: from the calendar's column to paper that can be looked at."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from db.rules.codes import Role
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.ui.calendar.desk import THE_TUESDAY, Desk
from tests.ui.calendar.desk import desk as a_desk
from ui.pages.registry import SECTIONS, section_for
from ui.pages.reporting.day_of_sheet import ask_day_sheet
from ui.pages.reports import ReportsPage


def test_reports_show_the_sheet_that_the_calendar_asks_for(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    booked(desk.bench, workers=(mei.id,))
    ask_day_sheet(desk.context, mei.id, THE_TUESDAY)
    kind, record_id = desk.went[0]
    assert section_for(kind) is next(one for one in SECTIONS if one.key == "reports")
    page = ReportsPage(desk.context)
    desk.qtbot.addWidget(page)
    page.open_record(kind, record_id)
    assert page._built is None, "the workers are not known yet"
    page.refresh(None)
    assert page.side.heading.text() == "Day sheet"
    asked = page.side.asking.request()
    assert asked is not None and (asked.resource_id, asked.day) == (mei.id, THE_TUESDAY)
    assert page.side.summary.text() == "1 page"


def test_a_rooms_sheet_follows_a_workers(desk: Desk) -> None:
    mei, room = desk.bench.worker("Mei"), desk.bench.room("Blue Room")
    page = ReportsPage(desk.context)
    desk.qtbot.addWidget(page)
    page.refresh(None)
    page.open_record("report.day-sheet", mei.id)
    ask_day_sheet(desk.context, room.id, date(2026, 3, 4))
    page.open_record("report.day-sheet", room.id)
    asked = page.side.asking.request()
    assert asked is not None
    assert (asked.resource_id, asked.day) == (room.id, date(2026, 3, 4))


def test_reception_prints_day_sheets_and_nothing_else(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    mei = bench.worker("Mei")
    desk = a_desk(bench.as_role(Role.RECEPTIONIST), tmp_path, qtbot)
    reports = next(one for one in SECTIONS if one.key == "reports")
    assert reports.visible_to(desk.context.user)
    page = ReportsPage(desk.context)
    qtbot.addWidget(page)
    page.refresh(None)
    assert [entry.key for entry in page._allowed()] == ["day-sheet"]
    page.open_record("report.day-sheet", mei.id)
    assert page.side.summary.text() == "1 page"
