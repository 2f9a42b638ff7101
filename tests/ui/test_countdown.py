"""Whoever must wait is told how long, second by second."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from db.rules.findings import Refused, hard
from ui.countdown import Countdown, seconds_to_wait


def test_the_seconds_are_counted_down_to_the_end(qtbot: QtBot) -> None:
    said: list[str] = []
    owner = QObject()
    countdown = Countdown(said.append, owner)
    countdown.begin(2)
    countdown._tick()
    countdown._tick()
    assert said == [
        "Too many wrong passwords. Wait 2 more seconds.",
        "Too many wrong passwords. Wait 1 more second.",
        "You can try again now.",
    ]
    assert not countdown._timer.isActive()


def test_only_a_refusal_that_asks_for_it_makes_one_wait() -> None:
    assert seconds_to_wait(Refused(hard("sign_in.wait", "password", seconds=8))) == 8
    assert seconds_to_wait(Refused(hard("sign_in.wrong", "password"))) == 0
    assert seconds_to_wait(ValueError()) == 0
