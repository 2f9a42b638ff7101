"""One's own next appointment is said in the window, with snooze; outside of it only the time."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db.operations.calendar.book import move
from db.operations.calendar.mark import cancel
from db.rules.codes import AppointmentStatus, Role
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock
from tests.db.people_on_file import on_file
from tests.ui.real_office import real_context
from ui.main_window import MainWindow
from ui.own_reminders import OwnReminders


class Reminded:
    """The band of somebody who works, and what the desktop was told."""

    def __init__(self, bench: Bench, folder: Path, qtbot: QtBot, minutes: int = 10) -> None:
        self.context = real_context(bench, folder)
        self.context.settings.set("remind_minutes", minutes)
        self.told: list[str] = []
        self.went: list[object] = []
        self.context.on_navigate = lambda kind, record: self.went.append((kind, record))
        self.window = QWidget()
        self.band = OwnReminders(self.context)
        QVBoxLayout(self.window).addWidget(self.band)
        qtbot.addWidget(self.window)
        self.window.show()
        self.band.told.connect(self.told.append)
        self.band.begin()

    def says(self) -> str:
        self.band.tick()
        shown = not self.band.isHidden() and self.band.band is not None
        return self.band.band.text() if shown and self.band.band is not None else ""


@pytest.fixture
def mara(bench: Bench) -> Bench:
    worker = bench.worker("Mara")
    clock(bench, "8:45", 3)
    booked(bench, client_id=on_file(bench), workers=(worker.id,))
    return bench.as_role(Role.CASEWORKER, "mara")


def test_it_is_said_ten_minutes_before_and_the_desktop_hears_only_the_time(
    mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    reminded = Reminded(mara, tmp_path, qtbot)
    assert reminded.says() == "" and reminded.told == []
    clock(mara, "8:50", 3)
    assert reminded.says() == "In 10 minutes, at 9:00\u00a0AM: Office visit Ada Lovelace"
    assert reminded.says() and reminded.told == ["Appointment at 9:00\u00a0AM"], "once"


def test_snooze_and_dismiss(mara: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    reminded = Reminded(mara, tmp_path, qtbot)
    clock(mara, "8:50", 3)
    assert reminded.says()
    reminded.band.buttons["5"].click()
    assert reminded.says() == ""
    clock(mara, "8:55", 3)
    assert reminded.says().startswith("In 5 minutes")
    reminded.band.buttons["until"].click()
    clock(mara, "8:59", 3)
    assert reminded.says() == ""
    clock(mara, "9:00", 3)
    assert reminded.says().startswith("Since 9:00")
    assert reminded.band.buttons["until"].isHidden()
    assert len(reminded.told) == 3, "each time that it is due again"
    reminded.band.buttons["dismiss"].click()
    clock(mara, "9:05", 3)
    assert reminded.says() == ""


def test_it_survives_sleep_and_forgets_what_is_long_past(
    mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    reminded = Reminded(mara, tmp_path, qtbot)
    clock(mara, "9:07", 3)
    assert reminded.says().startswith("Since 9:00")
    clock(mara, "11:00", 3)
    assert reminded.says() == ""


def test_what_is_called_off_or_moved_is_not_said_and_others_are_not_told(
    mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    reminded = Reminded(mara, tmp_path, qtbot)
    ben = Reminded(mara.as_role(Role.CASEWORKER, "ben"), tmp_path / "ben", qtbot)
    clock(mara, "8:55", 3)
    assert reminded.says() and ben.says() == "" and ben.told == []
    made = reminded.band._shown
    assert made is not None
    version = mara.write(move, made[0], 1, at(mara, "11:00"), at(mara, "12:00"))
    clock(mara, "9:00", 3)  # others' changes are read again by the clock
    assert reminded.says() == ""
    clock(mara, "10:55", 3)
    assert reminded.says().startswith("In 5 minutes, at 11:00")
    mara.write(cancel, made[0], version, AppointmentStatus.CANCELLED_BY_CLIENT)
    clock(mara, "11:00", 3)
    assert reminded.says() == ""


def test_off_asks_nothing_and_enter_opens(mara: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    off = Reminded(mara, tmp_path / "off", qtbot, minutes=0)
    clock(mara, "8:55", 3)
    assert off.says() == "" and off.told == []
    reminded = Reminded(mara, tmp_path, qtbot)
    assert reminded.says()
    qtbot.keyClick(reminded.band.buttons["open"], Qt.Key.Key_Space)
    assert [kind for kind, _ in reminded.went] == ["appointment"]  # type: ignore[misc]
    assert reminded.says() == ""


def test_a_locked_window_shows_no_name_and_the_desktop_hears_the_time_alone(
    mara: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(real_context(mara, tmp_path))
    qtbot.addWidget(window, before_close_func=lambda w: setattr(w, "_closing", True))
    told: list[str] = []
    window.reminders.told.connect(told.append)
    window.show()
    window.reminders.begin()
    window.locking.lock()
    clock(mara, "8:55", 3)
    window.reminders.tick()
    words = " ".join(label.text() for label in window.findChildren(QLabel))
    assert "Lovelace" not in words and "Lovelace" not in window.windowTitle()
    assert told == ["Appointment at 9:00\u00a0AM"]
    window.locking.unlock()
    assert window.reminders.band is not None and "Lovelace" in window.reminders.band.text()
    window.reminders.end()
