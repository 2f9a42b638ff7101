"""Whoever starts the program types at once: nothing of it is lost while it looks for the office."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.inline_jobs import FinishedJob, InlineJobs
from tests.drivers.pretend_door import PASSWORD, PretendDoor
from tests.drivers.sample import PretendOffice
from ui.door import KnownOffice, SignIn
from ui.sign_in_window import SignInWindow


class SlowToLook(InlineJobs):
    """Looks into a folder only when it is told to, as on a slow drive."""

    looked: Callable[[], object] | None = None

    def background(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> FinishedJob:
        at_once = super().background
        if function.__name__ == "examine" and self.looked is None:
            self.looked = lambda: at_once(function, *args, **kwargs)
            return FinishedJob(label="")
        return at_once(function, *args, **kwargs)


def started(qtbot: QtBot, door: PretendDoor) -> tuple[SignInWindow, SlowToLook]:
    jobs = SlowToLook(PretendOffice())
    window = SignInWindow(door, jobs)
    qtbot.addWidget(window)
    window.show()
    window.open_place("/offices/harbor")
    window.activateWindow()
    qtbot.waitUntil(lambda: door.warmed and window.isActiveWindow())
    return window, jobs


def test_the_password_is_typed_and_sent_while_the_office_is_being_looked_for(
    qtbot: QtBot,
) -> None:
    door = PretendDoor()
    window, jobs = started(qtbot, door)
    assert window.password.hasFocus()
    qtbot.keyClicks(window.focusWidget(), PASSWORD)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert door.tried == []  # not before it is clear for which office
    assert jobs.looked is not None
    jobs.looked()
    assert door.tried == [SignIn("/offices/harbor", "aruiz", PASSWORD, False)]


def test_a_user_name_that_is_being_typed_is_left_alone(qtbot: QtBot) -> None:
    door = PretendDoor(
        offices=[KnownOffice("/offices/harbor", "Harbor House", "on this computer", "")]
    )
    window, jobs = started(qtbot, door)
    assert window.user.hasFocus()
    qtbot.keyClicks(window.user, "ben")
    assert jobs.looked is not None
    jobs.looked()
    assert window.user.value() == "ben" and window.user.hasFocus()


def test_what_is_being_clicked_stays_where_it_is_when_the_office_has_been_found(
    qtbot: QtBot,
) -> None:
    door = PretendDoor(offices=[])
    window, jobs = started(qtbot, door)
    assert window.banner.text() == ""  # whether there is an office is not known yet
    before = window.password.mapTo(window, QPoint())
    assert jobs.looked is not None
    jobs.looked()
    qtbot.waitUntil(lambda: window.office.value() == "/offices/harbor")
    window.layout().activate()
    assert window.password.mapTo(window, QPoint()) == before


def test_where_nothing_was_found_and_nothing_is_known_an_office_is_asked_for(
    qtbot: QtBot,
) -> None:
    door = PretendDoor(offices=[])
    jobs = SlowToLook(PretendOffice())
    window = SignInWindow(door, jobs)
    qtbot.addWidget(window)
    window.show()
    window.open_place("/nothing/here")
    qtbot.waitUntil(lambda: door.warmed)
    assert window.banner.text() == ""
    assert jobs.looked is not None
    jobs.looked()
    assert "no office" in window.banner.text().lower()
