"""Where calendar files are kept, and whether one's own is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.operations.office_settings.office import change_office
from db.operations.staff.outside_busy import keep_outside_busy
from db.queries.office_settings import office_form
from db.queries.report_data.kept_calendars import own_calendar
from db.rules.calendar_folder import BUSY_FILE
from db.rules.findings import information
from ui.pages.office import OfficePage
from ui.pages.office.mine import MyPart
from ui.pages.office.this_office import OfficePart

Front = Callable[[str], OfficePage]


def office(page: OfficePage) -> Any:
    return page.context.runner.office  # type: ignore[attr-defined]


def choose(page: OfficePage, folder: Path) -> None:
    opened = office(page).read(office_form)
    form = replace(opened.form, calendar_folder=str(folder))
    office(page).write(change_office, form, opened.version)


def mine(page: OfficePage) -> MyPart:
    page.show_part("me")
    assert isinstance(page.part, MyPart)
    return page.part


def chosen(page: OfficePage) -> str:
    return str(office(page).read(office_form).form.calendar_folder)


def test_the_office_chooses_a_folder_and_not_its_own(
    page: OfficePage, folder: Path, tmp_path: Path
) -> None:
    page.show_part("office")
    shown = page.part
    assert isinstance(shown, OfficePart)
    field = shown.form.field("calendar_folder")
    field.control.setText(str(folder / "documents"))
    shown.save(lambda: None)
    assert "own folder" in field.error.text() and chosen(page) == ""
    field.control.setText(str(tmp_path / "elsewhere"))
    shown.save(lambda: None)
    assert chosen(page) == str(tmp_path / "elsewhere")
    assert "cannot be reached from this computer" in shown.banner.label.text()


def test_each_decides_for_themselves_by_one_key(
    sit_down: Front, tmp_path: Path, qtbot: QtBot
) -> None:
    page = sit_down("ana")
    card = mine(page).calendar
    assert not card.keep.isEnabled() and "no folder" in card.place.text()
    choose(sit_down("dana"), tmp_path)
    page.refresh(None)
    assert card.keep.isEnabled() and f"ana.ics in {tmp_path}" in card.place.text()
    qtbot.keyClick(card.keep, Qt.Key.Key_Space)
    assert office(page).read(own_calendar).kept
    assert not office(sit_down("sam")).read(own_calendar).kept


def test_how_it_goes_on_this_computer_is_said_there(sit_down: Front, tmp_path: Path) -> None:
    choose(sit_down("dana"), tmp_path)
    page = sit_down("ana")
    card = mine(page).calendar
    card.keep.click()
    watch = page.context.watch
    watch.update(calendars_at=datetime(2026, 3, 3, 15, 0, tzinfo=UTC))
    assert card.state.text() == "Up to date on 3/3/2026, 10:00\xa0AM."  # by the office's clock
    gone = information("calendar.folder_missing", folder=str(tmp_path))
    watch.update(calendars_at=None, calendars_say=(gone,))
    assert card.state.isHidden() and "cannot be reached" in card.banner.label.text()


def test_who_has_no_appointments_is_not_asked(sit_down: Front) -> None:
    assert mine(sit_down("iris")).calendar.isHidden()


def test_the_file_of_another_calendar_is_chosen_for_oneself_on_this_computer(
    sit_down: Front, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(sit_down("dana"), tmp_path)
    page = sit_down("ana")
    card = mine(page).calendar
    assert "ana-outlook.ics in that folder" in card.busy.text() and card.usual_button.isHidden()
    qtbot.keyClick(card.file_button, Qt.Key.Key_Return)
    (asking,) = card.findChildren(QFileDialog)
    asking.fileSelected.emit(str(tmp_path / "mine.ics"))
    asking.close()
    assert page.context.settings.layout(BUSY_FILE) == str(tmp_path / "mine.ics")
    assert str(tmp_path / "mine.ics") in card.busy.text()
    assert "ana-outlook" not in mine(sit_down("sam")).calendar.busy.text()
    assert "sam-outlook" in mine(sit_down("sam")).calendar.busy.text()
    card.usual_button.click()
    assert "ana-outlook.ics" in card.busy.text()


def test_times_of_a_file_that_is_gone_can_be_forgotten(sit_down: Front, tmp_path: Path) -> None:
    page = sit_down("ana")
    office(page).write(keep_outside_busy, ((1_800_000_000, 1_800_003_600),))
    card = mine(page).calendar
    page.refresh(None)
    assert card.busy.text().startswith("1 busy time of your other calendar counts here.")
    assert card.forget_button.isHidden()
    gone = information("calendar.busy_missing", file="ana-outlook.ics")
    page.context.watch.update(calendars_say=(gone,))
    assert "stays until it is there again" in card.banner.label.text()
    card.forget_button.click()
    assert office(page).read(own_calendar).busy == 0
