"""The calendar page: everything that a pointer can do has a keyboard way, and can be undone."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models.case_file import CaseFile
from db.models.office import Closure
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, Role
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, leave
from tests.db.calendar.test_where_and_interpreter import interpreter
from tests.db.cases.made import a_client
from tests.db.cases_on_file import case_on_file
from tests.ui.calendar.desk import THE_TUESDAY, Desk, labels, names, row
from tests.ui.calendar.desk import desk as a_desk
from ui.dialogs.appointment import AppointmentDialog, CancelDialog
from ui.item_models.appointments import AppointmentModel
from ui.pages.calendar.page import CalendarPage
from ui.pages.calendar.shown import Span
from ui.pages.reporting.day_of_sheet import day_of_sheet
from ui.shortcuts import key_groups
from ui.theme.look import apply
from ui.theme.tokens import Tone
from ui.widgets.calendar_view_grid import Slot

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DOWN = (K.Key_Down, CONTROL)


def week(page: CalendarPage) -> None:
    page.bar.week.click()


def test_each_appointment_is_a_list_item_named_by_time_kind_and_client(desk: Desk) -> None:
    mei, ada = desk.bench.worker("Mei"), a_client(desk.bench)
    booked(desk.bench, workers=(mei.id,), client_id=ada.id, kind=AppointmentKind.INTAKE)
    page = desk.page()
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(page) == ["09:00 Intake Ada Lovelace"]
    assert page.model.index(0).data() == "09:00 Intake Ada Lovelace"
    assert "Mei" in page.model.index(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    page.refresh(None)
    assert names(page) == ["09:00 Intake Ada Lovelace"]


def test_a_column_for_each_worker_or_for_each_room(desk: Desk) -> None:
    mei, room = desk.bench.worker("Mei"), desk.bench.room("Blue Room")
    booked(desk.bench, workers=(mei.id,), room_id=room.id)
    page = desk.page()
    assert [column.title for column in page.model.columns] == ["Ana", "Mei"]
    assert [entry.column for entry in page.model.entries()] == [1]
    page.bar.columns.setCurrentIndex(page.bar.columns.values().index(ResourceKind.ROOM))
    assert [column.title for column in page.model.columns] == ["Blue Room"]
    assert names(page) == ["09:00 Office visit"]


def test_enter_on_an_empty_slot_opens_the_form_for_it(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    page = desk.page()
    page.view.go_to(Slot(0, 9 * 60))
    desk.press(page, K.Key_Right, K.Key_Down, K.Key_Down)
    assert "Mei" in page.words.text() and "free" in page.words.text()
    desk.press(page, K.Key_Return)
    dialog = desk.front(AppointmentDialog)
    form = dialog.form()
    assert form.starts_at == at(desk.bench, "10:00")
    assert form.workers == (mei.id,)
    dialog.save_button.click()
    assert names(page) == ["10:00 Office visit"]
    assert page.view.current_entry() is not None


def test_arrived_by_one_key_and_taken_back(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    record_id = booked(desk.bench, workers=(mei.id,))
    clock(desk.bench, "9:02", 3)
    page = desk.page()
    page.view.select_appointment(record_id)
    desk.press(page, K.Key_A)
    assert row(desk.bench, record_id).status is AppointmentStatus.ARRIVED
    assert desk.said[-1] == "Marked: Arrived"
    assert page.model.entry(0).status == "Arrived", "a word says it, not a color"
    desk.undo.pop()()
    assert row(desk.bench, record_id).status is AppointmentStatus.CONFIRMED


def test_what_cannot_be_marked_now_is_not_offered_and_its_key_says_why(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    page = desk.page()  # it is still Monday
    page.view.select_appointment(record_id)
    desk.press(page, K.Key_A, K.Key_N)
    assert row(desk.bench, record_id).status is AppointmentStatus.CONFIRMED
    assert desk.said == [
        "It is on 3/3/2026, not today.",
        "It begins on 3/3/2026, 9:00\u00a0AM; nobody can have missed it before then.",
    ]


def test_cancelled_with_a_reason_it_frees_its_time_and_can_be_undone(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    page = desk.page()
    page.view.select_appointment(record_id)
    desk.press(page, K.Key_Delete)
    asked = desk.front(CancelDialog)
    asked.form.set_values({"by": AppointmentStatus.CANCELLED_BY_CLIENT, "reason": "Ill"})
    desk.qtbot.keyClick(asked, K.Key_Return)
    found = row(desk.bench, record_id)
    assert found.status is AppointmentStatus.CANCELLED_BY_CLIENT and found.cancel_reason == "Ill"
    assert names(page) == []
    desk.undo.pop()()
    assert names(page) == ["09:00 Office visit"]


@pytest.mark.parametrize(("time", "slot"), [("7:10", 9 * 60), ("14:24", 870), ("19:00", 9 * 60)])
def test_who_opens_the_calendar_stands_at_the_next_half_hour_of_its_day(
    desk: Desk, time: str, slot: int
) -> None:
    clock(desk.bench, time, THE_TUESDAY.day)
    assert desk.page().view.cursor_slot.minute == slot


def test_the_sheet_of_shortcuts_tells_how_an_appointment_is_moved(desk: Desk) -> None:
    page = desk.page()
    own = dict(key_groups((), page)[0][1])
    assert {"Return", "Ctrl+Down", "Ctrl+Shift+Down", "PgDown", "A", "Del"} <= own.keys()


def test_a_week_shows_leave_and_closures_in_words(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    leave(desk.bench, mei.id, "8:00", "12:00", day=5)
    desk.bench.add(Closure(first_day=date(2026, 3, 6), last_day=date(2026, 3, 6), name="Repairs"))
    page = desk.page()
    desk.press(page, K.Key_Right)
    page.bar.work_week.click()
    columns = page.model.columns
    assert [column.day.day for column in columns] == [2, 3, 4, 5, 6]
    assert columns[3].subtitle == "Away: Vacation"
    assert (columns[3].bands[0].starts, columns[3].bands[0].ends) == (8 * 60, 12 * 60)
    assert columns[4].subtitle == "Closed: Repairs"
    assert columns[0].open == ((8 * 60 + 30, 17 * 60),)
    desk.press(page, K.Key_Right, K.Key_Right)
    assert "Away: Vacation" in page.words.text(), "the line below says it of an empty slot"


def test_the_week_is_that_of_the_column_in_front_and_the_day_shows_all_again(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    page = desk.page()
    desk.press(page, K.Key_Right)
    week(page)
    assert page.bar.whose.value() == mei.id
    page.bar.day.click()
    assert [column.title for column in page.model.columns] == ["Ana", "Mei"]


def test_keys_go_through_the_days(desk: Desk) -> None:
    page = desk.page()
    desk.press(page, K.Key_PageDown)
    assert page.model.columns[0].day == date(2026, 3, 4)
    desk.press(page, K.Key_PageUp, K.Key_PageUp)
    assert page.model.columns[0].day == date(2026, 3, 2)
    desk.press(page, K.Key_PageDown, K.Key_PageDown, K.Key_T)
    assert page.model.columns[0].day == date(2026, 3, 2)


def test_a_hidden_appointment_says_only_busy(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    mei, ada = bench.worker("Mei"), a_client(bench)
    case_id = case_on_file(bench, ada.id, "2026-0001")
    record_id = booked(
        bench, workers=(mei.id,), client_id=ada.id, case_id=case_id, subject="Shelter",
        place="Hall", interpreter_id=interpreter(bench, "Rosa Vega").id,
    )  # fmt: skip
    bench.session.get_one(CaseFile, case_id).restricted = True
    bench.session.commit()
    desk = a_desk(bench.as_role(Role.RECEPTIONIST, "rita"), tmp_path, qtbot)
    page = desk.page()
    assert names(page) == ["09:00 Busy"]
    page.view.select_appointment(record_id)
    said = page.words.text() + labels(page) + str(page.model.entry(0))
    untold = ("Ada", "Shelter", "Hall", "Office visit", "2026-0001", "Rosa")
    assert not any(word in said for word in untold), "an interpreter would tell the language"
    desk.press(page, DOWN)
    assert page.view.ghost is None, "who may not know of it does not move it"
    desk.press(page, K.Key_Return)
    assert not desk.dialogs()
    assert "named staff" in page.words.text()


def test_cards_show_the_client_first_where_there_is_little_room(desk: Desk) -> None:
    mei, ada = desk.bench.worker("Mei"), a_client(desk.bench)
    booked(desk.bench, workers=(mei.id,), client_id=ada.id, kind=AppointmentKind.INTAKE)
    entry = desk.page().model.entry(0)
    assert (entry.who, entry.what) == ("Ada Lovelace", "Intake")


def test_the_day_sheet_of_the_column_and_day_in_front(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    page = desk.page()
    desk.press(page, K.Key_Right, (K.Key_P, CONTROL))
    assert desk.went == [("report.day-sheet", mei.id)]
    assert day_of_sheet(desk.context) == THE_TUESDAY


def test_what_is_shown_is_remembered(desk: Desk) -> None:
    page = desk.page()
    week(page)
    again = CalendarPage(desk.context)
    desk.qtbot.addWidget(again)
    assert again._shown.span is Span.WEEK


def test_overlapping_entries_stand_beside_each_other(desk: Desk) -> None:
    for clocks in (("9:00", "10:00"), ("9:30", "10:30"), ("10:00", "11:00")):
        booked(desk.bench, *clocks, workers=(desk.bench.user.id,), tentative=True, reason="Maybe")
    page = desk.page()
    model: AppointmentModel = page.model
    assert [(model.lane(n).number, model.lane(n).count) for n in range(3)] == [
        (0, 2),
        (1, 2),
        (0, 2),
    ]
    areas = [page.view.visualRect(model.index(n)) for n in range(3)]
    assert not any(a.intersects(b) for a, b in pairwise(areas))


def test_a_typed_day_is_shown_when_it_is_entered(desk: Desk) -> None:
    page = desk.page()
    page.bar.date.setFocus()
    page.bar.date.selectAll()
    desk.qtbot.keyClicks(page.bar.date, "fri")
    assert page.model.columns[0].day == THE_TUESDAY, "not while it is typed"
    desk.qtbot.keyClick(page.bar.date, K.Key_Return)
    assert page.model.columns[0].day == date(2026, 3, 6)
    desk.qtbot.keyClick(page.bar.date, K.Key_Up)
    assert page.model.columns[0].day == date(2026, 3, 7)


def test_the_menu_offers_what_the_keys_do(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    clock(desk.bench, "9:02", 3)
    page = desk.page()
    page.view.select_appointment(record_id)
    menu = page.steps.menu()
    offered = {action.text(): action for action in menu.actions() if action.text()}
    assert list(offered)[:4] == ["Open appointment", "Arrived", "Went in", "Completed"]
    assert not offered["Confirmed"].isEnabled()
    offered["Arrived"].trigger()
    assert row(desk.bench, record_id).status is AppointmentStatus.ARRIVED
    desk.press(page, K.Key_Up, K.Key_Up)
    offered = [action.text() for action in page.steps.menu().actions()]
    wanted = ["New appointment", "Undo", "Print day sheet", "Bring in a calendar file…"]
    assert offered == wanted


def test_what_a_colleague_books_elsewhere_appears_by_itself(desk: Desk) -> None:
    page = desk.page()
    booked(desk.bench, workers=(desk.bench.user.id,))
    page.look_again()
    assert names(page) == ["09:00 Office visit"]
    page.view.select_appointment(page.model.entry(0).id)
    resets: list[int] = []
    page.model.modelReset.connect(lambda: resets.append(1))
    page.look_again()
    assert resets == [], "nothing moves under a reader where nothing changed"
    page.context.office = replace(page.context.office, on_server=True)
    booked(desk.bench, "11:00", "12:00", workers=(desk.bench.user.id,))
    page.look_again()
    assert names(page) == ["09:00 Office visit"], "a server tells of it by itself"


def test_an_appointment_that_is_asked_for_is_shown_on_its_day_and_opened(desk: Desk) -> None:
    record_id = booked(desk.bench, day=5, workers=(desk.bench.user.id,))
    page = desk.page()
    page.open_record("appointment", record_id)
    assert page.model.columns[0].day == date(2026, 3, 5)
    entry = page.view.current_entry()
    assert entry is not None and entry.id == record_id
    assert desk.front(AppointmentDialog).form().id == record_id


def test_no_show_is_offered_as_soon_as_it_has_begun(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    clock(desk.bench, "8:59", 3)
    page = desk.page()
    page.view.select_appointment(record_id)
    desk.press(page, K.Key_N)
    assert row(desk.bench, record_id).status is AppointmentStatus.CONFIRMED
    desk.bench.pass_time(minutes=20)
    page.look_again()
    desk.press(page, K.Key_N)
    assert row(desk.bench, record_id).status is AppointmentStatus.NO_SHOW


def test_the_bar_fits_beside_the_navigation_at_every_size_of_text(
    desk: Desk, qapp: QApplication
) -> None:
    page = desk.page()
    bar = page.bar
    parts = (bar.after, bar.title, bar.date, bar.week, bar.columns, bar.whose)

    def fits() -> bool:
        return page.width() == 1012 and all(
            part.mapTo(page, QPoint(part.width(), 0)).x() <= page.width()
            and part.width() >= part.minimumSizeHint().width()
            for part in parts
        )

    for percent in (200, 100, 150):
        apply(qapp, "light", percent)
        page.resize(1012, 640)
        desk.qtbot.waitUntil(fits)


def test_what_falls_into_leave_that_was_entered_later_says_so(desk: Desk) -> None:
    mei, ben = desk.bench.worker("Mei"), desk.bench.worker("Ben")
    booked(desk.bench, workers=(mei.id, ben.id))
    leave(desk.bench, mei.id, "8:00", "12:00")
    page = desk.page()
    of = {page.model.columns[entry.column].title: entry for entry in page.model.entries()}
    assert of["Mei"].clash == of["Mei"].status == "Away: Vacation"
    assert of["Mei"].tone is Tone.WARNING and "Away: Vacation" in of["Mei"].description
    assert of["Ben"].clash == "" and of["Ben"].tone is Tone.NEUTRAL
