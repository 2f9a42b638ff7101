"""What is about to be clicked, or is being typed into, stays where it is when something comes."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.texts import use
from desktop.inline_jobs import FinishedJob, InlineJobs
from tests.drivers.pretend_door import PretendDoor
from tests.drivers.pretend_updates import newer
from tests.drivers.sample import PretendOffice
from ui.door import KnownOffice
from ui.sign_in_window import SignInWindow
from ui.theme.look import apply
from ui.theme.tokens import Tone

ON_SERVER = KnownOffice("postgresql://db/harbor", "Harbor House", "harbor on db", "ben")
PLACES = [(560, 640, 100, "en"), (800, 600, 150, "es"), (1280, 740, 100, "en")]
MANY_WORDS = "This office was upgraded by a newer version of Caseroom than this one. " * 5


class Late(InlineJobs):
    """Answers what is asked in the background when it is told to."""

    def __init__(self) -> None:
        super().__init__(PretendOffice())
        self.waiting: list[Callable[[], object]] = []

    def background(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> FinishedJob:
        at_once = super().background
        self.waiting.append(lambda: at_once(function, *args, **kwargs))
        return FinishedJob(label="")

    def answer(self) -> None:
        """Answer all that was asked, and what is asked by the answers."""
        while self.waiting:
            self.waiting.pop(0)()


class Pointing(PretendDoor):
    """Whatever one opens is a pointer to an office on a server."""

    def examine(self, place: str) -> KnownOffice:
        self.offices.append(ON_SERVER)
        return ON_SERVER


@pytest.fixture(params=PLACES, ids=["small", "small with large words", "large"])
def seat(request: pytest.FixtureRequest, qapp: QApplication) -> tuple[int, int]:
    """How large the window is."""
    wide, high, percent, language = request.param
    apply(qapp, "light", percent)
    use(language)
    return wide, high


def painted(qtbot: QtBot, door: PretendDoor, size: tuple[int, int]) -> tuple[SignInWindow, Late]:
    """The window as it was painted first, and nothing was answered yet."""
    jobs = Late()
    window = SignInWindow(door, jobs)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    with qtbot.waitSignal(window.painted):
        pass
    window.resize(*size)
    qtbot.waitUntil(lambda: window.card.y() > 0)
    return window, jobs


def places(window: SignInWindow) -> dict[str, QPoint]:
    """Where everything is that can be clicked or typed into."""
    card = window.card
    controls: dict[str, QWidget] = {
        "office": window.office,
        "user": window.user,
        "password": window.password,
        "show": card.show_password,
        "button": card.button,
        "forgotten": card.forgotten,
        "another": window.open_link,
        "new": window.new_link,
    }
    QApplication.processEvents()  # laid out, and laid out anew for a scroll bar
    found = {name: one.mapTo(window, QPoint()) for name, one in controls.items()}
    end = QPoint(card.button.width(), 0)  # its words change while something is tried
    return found | {"button": card.button.mapTo(window, end)}


def settled(window: SignInWindow, qtbot: QtBot, shown: QWidget) -> dict[str, QPoint]:
    """The same once something has come into sight."""
    qtbot.waitUntil(lambda: shown.isVisible() and shown.height() > 0)
    return places(window)


def test_from_the_first_paint_on(qtbot: QtBot) -> None:
    window = SignInWindow(PretendDoor(), Late())
    qtbot.addWidget(window)
    first: list[dict[str, QPoint]] = []
    window.painted.connect(lambda: first.append(places(window)))
    window.show()
    with qtbot.waitSignal(window.painted):
        pass
    links = {"another", "new"}  # get their icons
    now = places(window)
    assert {n: at for n, at in now.items() if n not in links} == {
        n: at for n, at in first[0].items() if n not in links
    }
    assert {n: now[n].y() for n in links} == {n: first[0][n].y() for n in links}


def test_for_that_this_computer_has_no_keyring(qtbot: QtBot, seat: tuple[int, int]) -> None:
    window, jobs = painted(qtbot, PretendDoor(keyring=False), seat)
    before = places(window)
    jobs.answer()
    assert settled(window, qtbot, window.card.stay_hint) == before


def test_for_the_key_that_it_keeps(qtbot: QtBot, seat: tuple[int, int]) -> None:
    window, jobs = painted(qtbot, PretendDoor(kept_user="maria.hernandez"), seat)
    before = places(window)
    jobs.answer()
    assert settled(window, qtbot, window.quick) == before


def test_for_caps_lock(qtbot: QtBot, seat: tuple[int, int]) -> None:
    window, jobs = painted(qtbot, PretendDoor(), seat)
    jobs.answer()
    before = places(window)
    qtbot.keyClick(window.password, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    window.password.caps.emit(True)
    assert settled(window, qtbot, window.card.caps) == before


@pytest.mark.parametrize("words", ["The user name or the password is wrong.", MANY_WORDS[:140]])
def test_for_a_message(words: str, qtbot: QtBot, seat: tuple[int, int]) -> None:
    window, jobs = painted(qtbot, PretendDoor(), seat)
    jobs.answer()
    before = places(window)
    window.banner.say(words, Tone.DANGER)
    assert settled(window, qtbot, window.banner) == before
    label = window.banner.label
    assert label.height() >= label.heightForWidth(label.width())
    window.banner.say("")
    assert settled(window, qtbot, window.card.title) == before
    assert window.card.subtitle.isVisible()


def test_for_a_message_of_many_lines_where_there_is_room_above(qtbot: QtBot) -> None:
    window, jobs = painted(qtbot, PretendDoor(), (900, 740))
    jobs.answer()
    before = places(window)
    window.banner.say(MANY_WORDS, Tone.DANGER)
    assert settled(window, qtbot, window.banner) == before
    assert window.card.grown > 0


def test_for_the_office_that_turns_out_to_be_on_a_server(
    qtbot: QtBot, seat: tuple[int, int]
) -> None:
    door = Pointing(offices=[])
    jobs = Late()
    window = SignInWindow(door, jobs)
    qtbot.addWidget(window)
    window.open_place("/mnt/harbor.caseroom")
    window.show()
    with qtbot.waitSignal(window.painted):
        pass
    window.resize(*seat)
    qtbot.waitUntil(lambda: window.card.y() > 0)
    before = places(window)
    jobs.answer()
    assert window.office.value() == ON_SERVER.place
    assert settled(window, qtbot, window.card.has_code) == before


def test_for_the_newer_version(qtbot: QtBot, seat: tuple[int, int]) -> None:
    window, jobs = painted(qtbot, PretendDoor(too_new=True, newer=newer()), seat)
    jobs.answer()
    window.password.setText("correct horse battery")
    window.button.click()
    jobs.waiting.pop(0)()
    before = settled(window, qtbot, window.banner)
    jobs.answer()
    assert settled(window, qtbot, window.newer) == before


def test_a_code_is_typed_where_its_tick_was_clicked(qtbot: QtBot, seat: tuple[int, int]) -> None:
    window, jobs = painted(qtbot, PretendDoor([ON_SERVER]), seat)
    jobs.answer()
    before = places(window), window.card.has_code.mapTo(window, QPoint())
    window.card.has_code.click()
    now = settled(window, qtbot, window.card.code_field)
    below = {"button", "forgotten", "another", "new"}  # they make room for what was asked for
    assert {n: at for n, at in now.items() if n not in below} == {
        n: at for n, at in before[0].items() if n not in below
    }
    assert window.card.has_code.mapTo(window, QPoint()) == before[1]


def test_the_card_stands_in_the_middle_and_its_links_below_it(qtbot: QtBot) -> None:
    window, jobs = painted(qtbot, PretendDoor(), (1280, 740))
    jobs.answer()
    card = window.card
    left = card.mapTo(window, QPoint()).x()
    assert abs(left - (window.width() - left - card.width())) <= 1
    right = window.new_link.mapTo(window, QPoint(window.new_link.width(), 0)).x()
    assert right <= left + card.width()


def test_a_window_that_is_made_larger_has_it_higher_than_its_middle(qtbot: QtBot) -> None:
    window, jobs = painted(qtbot, PretendDoor(), (560, 640))
    jobs.answer()
    low = window.card.mapTo(window, QPoint()).y()
    window.resize(700, 780)
    qtbot.waitUntil(lambda: window.card.mapTo(window, QPoint()).y() > low)
    window.resize(560, 640)
    qtbot.waitUntil(lambda: window.card.mapTo(window, QPoint()).y() == low)
