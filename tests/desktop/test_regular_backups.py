"""While an office is open its backups are made, and what became of them is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.office.keeping import last_backup
from db.rules.findings import hard
from desktop.inline_jobs import InlineJobs
from desktop.regular_backups import RegularBackups
from desktop.settings import Settings
from tests.db.office.desk import Desk, new_desk
from tests.db.office.secrets_in import enter
from ui.office_state import OfficeWatch


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House")
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def keeping(desk: Desk, watch: OfficeWatch, settings: Settings) -> RegularBackups:
    return RegularBackups(desk.ana, InlineJobs(desk.ana), watch, settings)  # type: ignore[arg-type]


def test_the_backup_that_is_due_is_made_and_copied(
    qtbot: QtBot, desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    settings.set("second_place", str(second))
    watch = OfficeWatch()
    keeping(desk, watch, settings).turn()
    newest = last_backup(desk.ana.folder)
    assert newest is not None
    assert [path.name for path in second.iterdir()] == [newest.name]
    assert [finding.code for finding in watch.state.backup_says] == ["backup.second_same_drive"]


def test_that_the_newest_lacks_an_attached_file_is_said_as_long_as_it_is_the_newest(
    qtbot: QtBot, desk: Desk, settings: Settings
) -> None:
    enter(desk.ana)
    next((desk.folder / "documents").glob("??/*")).unlink()
    watch = OfficeWatch()
    for _ in range(2):
        keeping(desk, watch, settings).turn()
        assert [finding.code for finding in watch.state.backup_says] == ["backup.lacks_files"]


def test_a_place_that_is_away_is_said_and_no_longer_when_it_is_back(
    qtbot: QtBot, desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    settings.set("second_place", str(tmp_path / "stick"))
    watch = OfficeWatch()
    companion = keeping(desk, watch, settings)
    companion.turn()
    assert [finding.code for finding in watch.state.backup_says] == ["storage.second_gone"]
    settings.set("second_place", "")
    companion.turn()
    assert watch.state.backup_says == ()


def test_nothing_is_begun_while_nothing_can_be_written(
    qtbot: QtBot, desk: Desk, settings: Settings
) -> None:
    watch = OfficeWatch()
    watch.update(why_readonly=hard("storage.locks_unreal"))
    keeping(desk, watch, settings).turn()
    assert last_backup(desk.ana.folder) is None


class Waiting:
    """A runner whose job never ends by itself."""

    def __init__(self) -> None:
        self.done, self.cancelled = False, False

    def act(self, *_: object, **__: object) -> "Waiting":
        return self

    def cancel(self) -> None:
        self.cancelled = True


def test_whoever_leaves_does_not_wait_for_one_that_is_being_made(
    qtbot: QtBot, desk: Desk, settings: Settings
) -> None:
    runner = Waiting()
    companion = RegularBackups(desk.ana, runner, OfficeWatch(), settings)  # type: ignore[arg-type]
    companion.turn()
    assert not runner.cancelled
    companion.end()
    assert runner.cancelled
