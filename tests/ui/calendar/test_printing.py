"""Each view on paper: the sheet that is asked for is of what is shown."""

from datetime import date

from PySide6.QtCore import Qt

from db.rules.codes import ResourceKind
from db.rules.ids import new_id
from tests.db.calendar.made import booked
from tests.ui.calendar.desk import Desk
from ui.pages.calendar.printing import sheet_of
from ui.pages.calendar.shown import Shown, Span
from ui.pages.reporting.calendar_sheet import SheetWanted
from ui.pages.reports import ReportsPage

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TUESDAY = date(2026, 3, 3)


def test_a_sheet_is_of_what_is_shown() -> None:
    mei = new_id()
    of = sheet_of(Shown(Span.MONTH, ResourceKind.ROOM, TUESDAY))
    assert of == SheetWanted("month-sheet", "rooms", "2026-03-01", "2026-04-05")
    of = sheet_of(Shown(Span.WEEK, ResourceKind.WORKER, TUESDAY, mei, team="North"))
    assert of == SheetWanted("week-sheet", "workers", "2026-03-02", "2026-03-08", "", str(mei))
    of = sheet_of(Shown(Span.AGENDA, ResourceKind.WORKER, TUESDAY, team="North"))
    assert of == SheetWanted("agenda", "workers", "2026-03-03", "2026-03-16", "North")
    of = sheet_of(Shown(Span.WEEK, ResourceKind.WORKER, TUESDAY, team=""))
    assert of.columns == "teams"


def test_the_button_says_which_sheet_and_the_reports_page_shows_it(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    booked(desk.bench, workers=(mei.id,))
    page = desk.page()
    assert page.steps.print_view.text() == "Print day sheet"
    desk.press(page, K.Key_Right)
    page.bar.week.click()
    assert page.steps.print_view.text() == "Print week sheet"
    desk.press(page, (K.Key_P, CONTROL))
    assert desk.went == [("report.week-sheet", None)]
    reports = ReportsPage(desk.context)
    desk.qtbot.addWidget(reports)
    reports.open_kind("report.week-sheet")
    assert reports._gathered is None, "it is not known yet who is meant"
    reports.refresh(None)
    asked = reports.side.asking.request()
    assert asked is not None and (asked.resource_id, asked.day) == (mei.id, date(2026, 3, 2))
    assert reports._gathered is not None and reports._gathered.rows == 1
    reports.open_kind("report.week-sheet")
    asked = reports.side.asking.request()
    assert asked is not None and asked.resource_id is None, "what was left is taken once"


def test_an_agenda_of_a_team_is_printed_from_the_calendar(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    mei.team = "North"
    desk.bench.session.commit()
    booked(desk.bench, workers=(mei.id,))
    booked(desk.bench, workers=(desk.bench.user.id,))
    page = desk.page()
    page.bar.agenda.click()
    page.bar.columns.setCurrentIndex(page.bar.columns.values().index("teams"))
    page.bar.whose.setCurrentIndex(page.bar.whose.values().index("North"))
    assert page.steps.print_view.text() == "Print agenda"
    page.steps.print_view.trigger()
    reports = ReportsPage(desk.context)
    desk.qtbot.addWidget(reports)
    reports.refresh(None)
    reports.open_kind("report.agenda")
    asked = reports.side.asking.request()
    assert asked is not None and asked.team == "North"
    assert reports._gathered is not None and reports._gathered.rows == 1
