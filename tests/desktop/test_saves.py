"""Beside the window of a shared office: saves that the drive lost come back, and are told of."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.operations.clients.intake import add_client, change_client
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from desktop.jobs import Jobs
from desktop.office_info import office_info
from desktop.saves import SavesKeeping, saves_keeping
from desktop.settings import Settings
from tests.db.office.desk import Desk, new_desk
from tests.drivers.sample import PretendDrafts
from ui.dialogs.lost_saves import LostSavesDialog
from ui.main_window import MainWindow
from ui.widgets.line_list import LineList
from ui.window_context import WindowContext


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    made = new_desk(tmp_path / "Harbor House", shared=True)
    yield made
    made.close()


class Beside:
    """A window with the companion, whose turns are taken by hand."""

    def __init__(self, desk: Desk, folder: Path, qtbot: QtBot) -> None:
        office = desk.ana
        self.jobs = Jobs(office)
        settings = Settings(folder / "settings.json")
        self.context = WindowContext(
            self.jobs,
            office.user,
            office_info(office),
            settings,
            PretendDrafts(),
            lambda: desk.clock[0],
        )
        self.window = MainWindow(self.context)
        qtbot.addWidget(self.window)
        self.changes: list[object] = []
        self.jobs.changed.connect(self.changes.append)
        made = saves_keeping(office, self.jobs, self.window, self.context.watch)
        assert isinstance(made, SavesKeeping)
        self.companion = made
        office.watchers.append(made.saves)
        self._desk, self._copy = desk, folder / "as it was.db"

    def remember(self) -> None:
        self._desk.ana.engines.dispose()
        shutil.copyfile(self._desk.folder / "office.db", self._copy)

    def lose(self) -> None:
        self._desk.ana.engines.dispose()
        shutil.copyfile(self._copy, self._desk.folder / "office.db")

    def look(self) -> None:
        self.companion.turn(timedelta(0))

    def told(self) -> list[LostSavesDialog]:
        return self.window.findChildren(LostSavesDialog)

    def lines(self) -> list[str]:
        (dialog,) = self.told()
        lists = dialog.findChildren(LineList)
        return [line.spoken() for one in lists for line in one.lines()]


@pytest.fixture
def beside(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Beside]:
    made = Beside(desk, tmp_path, qtbot)
    yield made
    made.window.shut()
    made.jobs.close()


def client() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def test_an_office_on_this_computer_keeps_no_journal(tmp_path: Path, beside: Beside) -> None:
    local = new_desk(tmp_path / "local")
    assert saves_keeping(local.ana, beside.jobs, beside.window) is None
    local.close()


def test_what_came_back_is_told_once_and_read_again_by_every_page(
    desk: Desk, beside: Beside
) -> None:
    beside.remember()
    desk.ana.write(add_client, client())
    beside.look()
    assert beside.told() == [] and beside.changes == []

    beside.lose()
    beside.look()
    (line,) = beside.lines()
    assert line.startswith("3/2/2026") and line.endswith(", Client added")
    assert [f.code for f in beside.context.watch.state.found] == ["saves.repeated"]
    assert len(beside.changes) == 1
    beside.told()[0].accept()
    beside.look()
    assert [d for d in beside.told() if d.isVisible()] == []


def test_what_could_not_be_saved_again_is_shown_with_its_reason_until_it_was_seen(
    desk: Desk, beside: Beside, qtbot: QtBot
) -> None:
    form = client()
    desk.ana.write(add_client, form)
    other = desk.sit("ana", device="desk-3")
    beside.remember()
    other.engines.dispose()
    desk.ana.write(change_client, form, 1)
    beside.lose()
    other.write(change_client, form, 1)
    beside.look()
    assert beside.lines()[0].endswith(
        "Somebody else saved this record after you opened it. Nothing was overwritten; compare "
        "both versions."
    )
    assert beside.companion.saves.look().stuck
    beside.told()[0].accept()
    qtbot.waitUntil(lambda: not beside.companion.saves.look().stuck)


def test_nothing_of_it_is_shown_before_the_lock_screen(desk: Desk, beside: Beside) -> None:
    beside.remember()
    desk.ana.write(add_client, client())
    beside.lose()
    beside.window.lock()
    beside.look()
    assert beside.told() == []
    beside.window.locking.unlock()
    assert len(beside.lines()) == 1


def test_while_the_drive_is_gone_nothing_is_said_and_it_is_looked_at_again(
    desk: Desk, beside: Beside, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.saves.EVERY", 0.01)
    beside.remember()
    desk.ana.write(add_client, client())
    beside.lose()
    in_vain: list[Refused] = []
    look = beside.companion.turn

    def turn(older_than: timedelta) -> None:
        try:
            look(older_than)
        except Refused as refused:
            in_vain.append(refused)
            raise

    monkeypatch.setattr(beside.companion, "turn", turn)
    away = desk.folder.rename(desk.folder.with_name("unplugged"))
    beside.companion.begin()
    qtbot.waitUntil(lambda: len(in_vain) > 1)
    assert beside.told() == []
    desk.ana.engines.dispose()
    away.rename(desk.folder)
    desk.pass_time(minutes=10)
    qtbot.waitUntil(lambda: len(beside.told()) == 1)
    beside.companion.end()
