"""Beside the window of a shared office: its copy is renewed, and a drop is seen and got over."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.operations.clients.intake import add_client
from db.rules.clients.form import ClientForm
from db.rules.ids import new_id
from db.storage import snapshot
from desktop.aside import AsideKeeping, Everything, aside_of
from desktop.jobs import Jobs
from desktop.office_info import office_info
from desktop.settings import Settings
from tests.db.office.desk import Desk, Ready, new_desk
from tests.drivers.sample import PretendDrafts
from ui.office_state import OfficeState, OfficeWatch
from ui.pages.reporting.page import ReportsPage
from ui.window_context import WindowContext


@pytest.fixture
def desk(ready_shared: Ready, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    made = ready_shared.copied(tmp_path / "Harbor House")
    yield made
    made.close()


class Beside:
    """A companion whose turns are taken by hand."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        aside = aside_of(desk.ana)
        assert aside is not None
        self.aside = aside
        self.jobs = Jobs(aside)
        self.watch = OfficeWatch()
        self.settings = Settings(folder / "settings.json")
        self.companion = AsideKeeping(aside, self.jobs, self.watch, self.settings)
        self.desk = desk
        self.changes: list[object] = []
        self.jobs.changed.connect(self.changes.append)

    def context(self) -> WindowContext:
        """What a page gets."""
        office = self.desk.ana
        return WindowContext(
            self.jobs,
            office.user,
            office_info(office),
            self.settings,
            PretendDrafts(),
            lambda: self.desk.clock[0],
            watch=self.watch,
        )

    def shown(self) -> OfficeState:
        """What the window can show."""
        return self.watch.state

    def close(self) -> None:
        self.companion.end()
        self.jobs.close()


@pytest.fixture
def beside(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Beside]:
    made = Beside(desk, tmp_path)
    yield made
    made.close()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def test_an_office_on_this_computer_has_no_copy_beside_it(tmp_path: Path) -> None:
    local = new_desk(tmp_path / "local")
    assert aside_of(local.ana) is None
    local.close()


def test_a_copy_is_made_at_once_and_again_when_it_is_due(desk: Desk, beside: Beside) -> None:
    beside.companion.turn(0)
    first = desk.clock[0]
    assert beside.shown().copied_at == first
    desk.pass_time(seconds=30)
    beside.aside.write(add_client, somebody())
    beside.companion.turn(30)
    assert beside.shown().copied_at == first
    beside.companion.turn(40)
    assert beside.shown().copied_at == desk.clock[0]


def test_a_drop_is_shown_and_so_is_the_return_and_pages_read_again(
    desk: Desk, beside: Beside
) -> None:
    beside.companion.turn(0)
    away = desk.folder.rename(desk.folder.with_name("away"))
    beside.aside.doubted.set()
    beside.companion.turn(2)
    assert beside.shown().reachable is False
    assert beside.shown().copied_at is not None
    away.rename(desk.folder)
    beside.companion.turn(2)
    assert beside.shown().reachable
    (changes,) = beside.changes
    assert isinstance(changes, Everything)
    assert changes.touches("client")


def test_why_there_is_no_copy_is_told_beside_what_others_found(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.rules.findings import information

    others = information("lock.not_proved")
    beside.watch.update(found=(others,))
    monkeypatch.setattr(snapshot, "ROOM_LEFT", 10**18)
    beside.companion.turn(0)
    assert [finding.code for finding in beside.shown().found] == [
        "lock.not_proved",
        "copy.no_room",
    ]
    monkeypatch.undo()
    beside.companion.turn(1000)
    assert beside.shown().found == (others,)


def test_who_wants_no_copy_has_none_from_the_next_turn_on(desk: Desk, beside: Beside) -> None:
    beside.companion.turn(0)
    folder = beside.aside.copy
    assert folder.as_of is not None
    beside.settings.set("keep_copy", False)
    beside.companion.turn(1000)
    assert beside.aside.copy.as_of is None
    assert beside.shown().copied_at is None


def test_a_first_page_is_painted_from_the_copy_until_the_drive_has_answered(
    desk: Desk, beside: Beside, qtbot: QtBot
) -> None:
    from threading import Event

    beside.companion.turn(0)
    slow = Event()
    answers: list[str] = []

    def first_page(reading: object) -> str:
        from threading import current_thread

        if current_thread().name.startswith("files"):
            return "copy"
        assert slow.wait(10)
        return "office"

    beside.jobs.read(first_page, then=answers.append, soon=True)
    qtbot.waitUntil(lambda: answers == ["copy"])
    slow.set()
    qtbot.waitUntil(lambda: answers == ["copy", "office"])
    beside.jobs.read(first_page, then=answers.append, soon=True)
    qtbot.waitUntil(lambda: answers == ["copy", "office", "office"])


def test_the_thread_ends_with_the_office(beside: Beside, qtbot: QtBot) -> None:
    beside.companion.begin()
    qtbot.waitUntil(lambda: beside.watch.state.copied_at is not None)
    (works,) = [thread for thread in threading.enumerate() if thread.name == "aside"]
    beside.companion.end()
    assert not works.is_alive()


def test_below_a_report_stands_of_which_moment_it_is_and_the_newest_can_be_read(
    desk: Desk, beside: Beside, qtbot: QtBot
) -> None:
    page = ReportsPage(beside.context())
    qtbot.addWidget(page)
    page.show()
    page.refresh(None)
    beside.companion.turn(0)
    desk.pass_time(minutes=3)
    beside.aside.copy.took = 60.0
    desk.sit().write(add_client, somebody())
    page.list.select("clients")
    age, rows = page.side.age, page.side.empty
    page.side.show_button.click()
    qtbot.waitUntil(age.isVisible)
    assert age.words.text() == "From this computer's copy of the office, as of 10:00\xa0AM."
    assert "0 rows" in rows.words.text()
    age.newest.click()
    qtbot.waitUntil(lambda: "1 row" in rows.words.text())
    assert not age.isVisible()


def test_while_the_drive_is_gone_a_report_can_still_be_made(
    desk: Desk, beside: Beside, qtbot: QtBot
) -> None:
    page = ReportsPage(beside.context())
    qtbot.addWidget(page)
    page.show()
    page.refresh(None)
    beside.aside.write(add_client, somebody())
    beside.companion.turn(0)
    desk.ana.engines.dispose()
    away = desk.folder.rename(desk.folder.with_name("away"))
    page.list.select("clients")
    page.side.show_button.click()
    qtbot.waitUntil(page.side.age.isVisible)
    assert "1 row" in page.side.empty.words.text()
    away.rename(desk.folder)
