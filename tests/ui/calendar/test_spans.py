"""Days, weeks, months; by worker, team, room, car or interpreter."""

from datetime import date

from PySide6.QtCore import Qt

from db.models.office import OfficeHours, Resource
from db.rules.codes import ResourceKind
from tests.db.calendar.made import booked
from tests.ui.calendar.desk import Desk, names
from ui.pages.calendar.page import CalendarPage
from ui.pages.calendar.shown import Span
from ui.shortcuts import key_groups

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def titles(page: CalendarPage) -> list[str]:
    return [column.title for column in page.model.columns]


def days(page: CalendarPage) -> list[int]:
    return [column.day.day for column in page.model.columns]


def choose(page: CalendarPage, kind: object, whose: object = None) -> None:
    page.bar.columns.setCurrentIndex(page.bar.columns.values().index(kind))
    if whose is not None:
        page.bar.whose.setCurrentIndex(page.bar.whose.values().index(whose))


def test_a_work_week_has_the_days_on_which_the_office_is_open(desk: Desk) -> None:
    for weekday in (1, 2, 3, 5):
        desk.bench.add(OfficeHours(weekday=weekday, opens=9 * 60, closes=17 * 60))
    page = desk.page()
    page.bar.work_week.click()
    assert days(page) == [3, 4, 5, 7]
    page.bar.week.click()
    assert days(page) == [2, 3, 4, 5, 6, 7, 8]


def test_a_work_week_hides_nothing_that_is_booked_on_another_day(desk: Desk) -> None:
    booked(desk.bench, day=7, workers=(desk.bench.user.id,), reason="Open house")
    page = desk.page()
    page.bar.work_week.click()
    assert days(page) == [2, 3, 4, 5, 6, 7]
    assert names(page) == ["09:00 Office visit"]


def test_the_views_are_switched_by_keys_that_the_sheet_of_shortcuts_tells(desk: Desk) -> None:
    page = desk.page()
    for key, span in ((K.Key_2, Span.WORK_WEEK), (K.Key_3, Span.WEEK), (K.Key_1, Span.DAY)):
        desk.press(page, (key, ALT))
        assert page.shown.span is span
        assert page.bar.spans[span].isChecked()
    own = dict(key_groups((), page)[0][1])
    assert own["Alt+2"] == "Work week"


def test_another_view_is_of_the_day_in_front(desk: Desk) -> None:
    page = desk.page()
    page.bar.week.click()
    desk.press(page, K.Key_Right, K.Key_Right)
    there = page.model.columns[page.view.cursor_slot.column].day
    desk.press(page, (K.Key_1, ALT))
    assert page.model.columns[0].day == there != date(2026, 3, 3)


def test_a_team_has_a_column_for_each_of_its_workers(desk: Desk) -> None:
    mei, ben, zoe = (desk.bench.worker(name) for name in ("Mei", "Ben", "Zoe"))
    for worker, team in ((mei, "North"), (ben, "South"), (zoe, "North")):
        worker.team = team
    desk.bench.session.commit()
    booked(desk.bench, workers=(ben.id,))
    booked(desk.bench, "11:00", "12:00", workers=(zoe.id,))
    page = desk.page()
    choose(page, "teams")
    assert titles(page) == ["Mei", "Zoe", "Ben"], "team by team"
    assert page.model.columns[2].subtitle == "South"
    choose(page, "teams", "North")
    assert titles(page) == ["Mei", "Zoe"]
    assert names(page) == ["11:00 Office visit"]
    page.bar.week.click()
    assert page.bar.whose.value() == mei.id, "the week is that of the column in front"
    page.bar.day.click()
    assert titles(page) == ["Mei", "Zoe"], "and the day is the team's again"


def test_interpreters_are_offered_where_the_office_has_one(desk: Desk) -> None:
    page = desk.page()
    assert ResourceKind.INTERPRETER not in page.bar.columns.values()
    assert "teams" not in page.bar.columns.values()
    desk.bench.add(Resource(kind=ResourceKind.INTERPRETER, name="Lucía Vega"))
    page.refresh(None)
    choose(page, ResourceKind.INTERPRETER)
    assert titles(page) == ["Lucía Vega"]
    page.bar.week.click()
    assert len(page.model.columns) == 7
