"""The list of reminders is worked through by keyboard; what must not be done says why."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.rules.clients import ContactForm
from db.rules.codes import ContactKind, ContactRule, ReminderOutcome, Role
from db.rules.ids import new_id
from db.rules.reminding import ReminderWay
from tests.db.bench import Bench
from tests.db.calendar.made import booked, clock
from tests.db.people_on_file import mobile, on_file
from tests.ui.real_office import real_context
from ui.pages.reception import ReceptionPage


class Shown:
    """The third tab in front of the receptionist, on Monday: Tuesday is offered first."""

    def __init__(self, desk: Bench, folder: Path, qtbot: QtBot) -> None:
        self.context = real_context(desk, folder)
        self.said: list[str] = []
        self.undo: list[object] = []
        self.why_not: list[str] = []
        self.went: list[tuple[str, object]] = []
        self.context.on_notify = self._say
        self.context.on_why_not = self.why_not.append
        self.context.on_navigate = lambda kind, record: self.went.append((kind, record))
        self.page = ReceptionPage(self.context)
        self.context.runner.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 600)
        self.page.show()
        self.page.refresh(None)
        self.page.tabs.setCurrentWidget(self.page.reminders)
        self.pane = self.page.reminders
        self.table = self.pane.pane.table
        self._qtbot = qtbot

    def _say(self, text: str, undo: object) -> None:
        self.said.append(text)
        self.undo.append(undo)

    def press(self, row: int, key: Qt.Key) -> None:
        self.page.activateWindow()
        self.table.go_to(row)
        self.table.setFocus()
        self._qtbot.waitUntil(self.table.hasFocus)
        self._qtbot.keyClick(self.table, key)

    def last(self, row: int) -> ReminderOutcome | None:
        last = self.pane.model.rows()[row].last
        return last.outcome if last is not None else None


@pytest.fixture
def desk(bench: Bench) -> Bench:
    clock(bench, "10:00", 2)
    letter = ContactForm(new_id(), ContactKind.MAILING_ADDRESS, "12 Oak Street, Springfield")
    no_call = mobile("212-555-0145", ContactRule.NO_CALL, ContactRule.NO_TEXT)
    for hour, name, points, secret in (
        (9, "Ada Lovelace", (mobile("212-555-0143"),), False),
        (10, "Rosa Diaz", (mobile("212-555-0144"),), True),
        (11, "Ben Okafor", (letter,), False),
        (12, "Uma Nair", (no_call,), False),
    ):
        client = on_file(bench, name, contact_points=points, do_not_confirm=secret)
        booked(bench, f"{hour}:00", f"{hour}:30", client_id=client)
    return bench.as_role(Role.RECEPTIONIST, "rita")


def test_the_next_working_day_is_offered_and_each_stands_under_how_they_are_reached(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = Shown(desk, tmp_path, qtbot)
    assert shown.pane.day.value() == date(2026, 3, 3)
    assert shown.pane.day.currentText().startswith("Tomorrow")
    way = ReminderWay
    assert [row.way for row in shown.pane.model.rows()] == [
        way.CALL,
        way.CALL,
        way.LETTER,
        way.NONE,
    ]
    shown.pane.counts.choose(way.NONE)
    (uma,) = shown.pane.model.rows()
    assert uma.client.display() == "Uma Nair"
    shown.table.go_to(0)
    assert "forbid every way" in shown.pane.mind.text() and "Do not call" in shown.pane.mind.text()


def test_r_n_and_m_mark_what_became_of_it_and_undo_takes_it_back(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = Shown(desk, tmp_path, qtbot)
    shown.press(0, Qt.Key.Key_N)
    assert shown.last(0) is ReminderOutcome.NOT_REACHED
    shown.press(0, Qt.Key.Key_M)
    assert shown.last(0) is ReminderOutcome.LEFT_MESSAGE
    shown.undo[-1]()  # type: ignore[operator]
    assert shown.last(0) is ReminderOutcome.NOT_REACHED
    shown.press(0, Qt.Key.Key_R)
    assert shown.said[-1] == "Marked: Reached"


def test_no_message_is_marked_where_none_may_be_left_and_nothing_where_nobody_calls(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = Shown(desk, tmp_path, qtbot)
    shown.table.go_to(1)
    assert "Leave no message" in shown.pane.mind.text()
    shown.press(1, Qt.Key.Key_M)
    shown.press(3, Qt.Key.Key_R)
    assert [shown.last(1), shown.last(3)] == [None, None]
    assert shown.why_not == [
        "No message may be left for this person: only “reached” or “not reached” can be true.",
        "The client’s safe-contact rules forbid every way.",
    ]


def test_letters_are_printed_for_the_day_and_marked_as_sent_in_one_step(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = Shown(desk, tmp_path, qtbot)
    assert shown.pane.letters.text() == "Letters… (1)"
    shown.pane.letters.click()
    assert shown.went == [("report.reminder-letters", None)]
    shown.pane.sent.click()
    assert shown.last(2) is ReminderOutcome.SENT and not shown.pane.letters.isEnabled()
    shown.undo[-1]()  # type: ignore[operator]
    assert shown.last(2) is None


def test_another_day_is_another_list(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    shown = Shown(desk, tmp_path, qtbot)
    shown.pane.day.setCurrentIndex(shown.pane.day.currentIndex() + 1)
    assert shown.pane.model.rows() == () or not list(shown.pane.model.rows())
    assert not shown.pane.calls.isEnabled()
