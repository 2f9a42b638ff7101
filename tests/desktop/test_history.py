"""An office that is put back to an older file shows: by what a computer saw, and by backups."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.office.keeping import back_up, check
from db.office.replacing import put_in_place
from db.operations.clients.intake import add_client
from db.operations.office_settings.history import accept_restore
from db.queries.audit_log.history import ACCEPTED, RESTORED
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused
from desktop.history_keeping import HistoryKeeping
from desktop.inline_jobs import InlineJobs
from desktop.seen_history import SeenHistory, gone_back
from tests.db.office.desk import OWN, Desk, Ready
from tests.db.people_on_file import client_form


@pytest.fixture
def desk(ready: Ready, tmp_path: Path) -> Iterator[Desk]:
    made = ready.copied(tmp_path / "office")
    yield made
    made.close()


@pytest.fixture
def history(desk: Desk, tmp_path: Path) -> SeenHistory:
    return SeenHistory(desk.ana.record.id, tmp_path / "config")


def work_on(office: Office, name: str = "Ada Lovelace") -> None:
    office.write(add_client, client_form(name))


def put_back(desk: Desk, older: Path) -> Office:
    """Somebody lays an older file in place of the office's, and Ana signs in again."""
    desk.ana.close()
    for left in desk.folder.glob("office.db*"):
        left.unlink()
    shutil.copyfile(older, desk.folder / "office.db")
    return desk.sit("ana", device="desk-1")


def copy_of(desk: Desk, where: Path) -> Path:
    """The office's file as it is now."""
    desk.ana.close()
    shutil.copyfile(desk.folder / "office.db", where)
    desk.ana = desk.sit("ana", device="desk-1")
    return where


def codes(office: Office, history: SeenHistory) -> list[str]:
    return [finding.code for finding in gone_back(office, history)]


def test_an_office_that_goes_on_is_not_told_of(desk: Desk, history: SeenHistory) -> None:
    assert history.load() is None
    for _ in range(3):
        assert codes(desk.ana, history) == []
        work_on(desk.ana)
    assert history.load() is not None


def test_an_older_file_in_its_place_is_found_also_when_work_went_on(
    desk: Desk, history: SeenHistory, tmp_path: Path
) -> None:
    older = copy_of(desk, tmp_path / "older.db")
    work_on(desk.ana)
    assert codes(desk.ana, history) == []
    back = put_back(desk, older)
    assert codes(back, history) == ["office.older_than_seen"]
    for number in range(5):  # the chain is longer now than it was
        work_on(back, f"Grace Hopper{number}")
    assert codes(back, history) == ["office.older_than_seen"]


def test_an_administrators_word_ends_it_on_every_computer_and_does_not_cover_the_next_time(
    desk: Desk, history: SeenHistory, tmp_path: Path
) -> None:
    older = copy_of(desk, tmp_path / "older.db")
    work_on(desk.ana)
    second = SeenHistory(desk.ana.record.id, tmp_path / "other-computer")
    assert codes(desk.ana, history) == codes(desk.ana, second) == []
    desk.pass_time(hours=1)
    back = put_back(desk, older)
    back.write(accept_restore)
    assert codes(back, history) == codes(back, second) == []
    desk.pass_time(hours=1)
    desk.ana = back
    again = copy_of(desk, tmp_path / "again.db")
    work_on(desk.ana)
    desk.pass_time(hours=1)
    assert codes(desk.ana, history) == []
    assert codes(put_back(desk, again), history) == ["office.older_than_seen"]


def test_whoever_restores_a_backup_in_the_offices_place_has_said_so(
    desk: Desk, history: SeenHistory, tmp_path: Path
) -> None:
    """And an older file after it is told of all the same."""
    backup = back_up(desk.ana)
    desk.pass_time(minutes=1)
    work_on(desk.ana)
    assert codes(desk.ana, history) == []  # seen as it is now
    desk.pass_time(minutes=1)
    put_in_place(desk.ana, backup, desk.ana.record.name)
    desk.ana = desk.sit("ana", device="desk-1")
    assert codes(desk.ana, history) == []
    older = copy_of(desk, tmp_path / "older")
    desk.pass_time(minutes=1)
    work_on(desk.ana, "Grace Hopper")
    assert codes(desk.ana, history) == []
    assert codes(put_back(desk, older), history) == ["office.older_than_seen"]


def test_nobody_but_an_administrator_can_say_so(desk: Desk) -> None:
    sam = desk.hire_and_settle("sam", Role.SUPERVISOR)
    with pytest.raises(Refused, match=r"permission\.denied"):
        sam.write(accept_restore)


def test_nor_does_it_count_where_somebody_elses_script_said_so(
    desk: Desk, history: SeenHistory, tmp_path: Path
) -> None:
    desk.hire_and_settle("sam", Role.SUPERVISOR).close()
    older = copy_of(desk, tmp_path / "older.db")
    work_on(desk.ana)
    assert codes(desk.ana, history) == []
    desk.pass_time(hours=1)
    back = put_back(desk, older)
    for action in (ACCEPTED, RESTORED):
        desk.sit("sam", OWN).write(lambda work, said=action: work.record(said, "office", None))
    assert codes(back, history) == ["office.older_than_seen"]
    back.write(accept_restore)
    assert codes(back, history) == []


def test_the_check_holds_the_office_against_its_newest_backup(desk: Desk, tmp_path: Path) -> None:
    older = copy_of(desk, tmp_path / "older.db")
    work_on(desk.ana)
    back_up(desk.ana)
    assert "office.older_than_backup" not in {one.code for one in check(desk.ana)}
    back = put_back(desk, older)
    assert "office.older_than_backup" in {one.code for one in check(back)}
    desk.pass_time(minutes=1)
    back.write(accept_restore)
    assert "office.older_than_backup" not in {one.code for one in check(back)}


def test_a_file_that_cannot_be_read_is_as_none(desk: Desk, history: SeenHistory) -> None:
    codes(desk.ana, history)
    for content in (b"", b"{}", b"[1]", b'{"at": "2026-01-01", "ends": {"d": [1, "x"]}}', b"\xff"):
        history.path.write_bytes(content)
        assert history.load() is None
    assert codes(desk.ana, history) == []


def test_the_file_names_nobody(desk: Desk, history: SeenHistory) -> None:
    work_on(desk.ana)
    codes(desk.ana, history)
    content = history.path.read_text(encoding="utf-8")
    for word in ("Ada", "Lovelace", "ana", "Ruiz", "Harbor"):
        assert word not in content


def test_signing_in_tells_of_it_and_an_administrator_ends_it(
    desk: Desk, history: SeenHistory, tmp_path: Path, qtbot: QtBot
) -> None:
    from tests.ui.office.driver import press
    from ui.history_band import HistoryBand

    older = copy_of(desk, tmp_path / "older.db")
    work_on(desk.ana)
    codes(desk.ana, history)
    desk.pass_time(hours=1)
    back = put_back(desk, older)
    jobs = InlineJobs(back)
    band = HistoryBand(_context(back, jobs, tmp_path))
    qtbot.addWidget(band)
    band.show()
    keeping = HistoryKeeping(back, jobs, band, history)
    keeping.begin()
    assert "older than what this computer saw" in band.text()
    assert _count(back, "office.found_older") == 1
    assert band.button is not None
    band.button.click()
    from ui.dialogs.shell import Dialog

    (question,) = band.findChildren(Dialog)
    press(question, "A backup was restored")
    assert not band.isVisible() or band.text() == ""
    assert _count(back, "office.restore_accepted") == 1
    assert codes(back, history) == []
    keeping.end()


def _count(office: Office, action: str) -> int:
    def count(reading: Reading) -> int:
        found = select(AuditEvent.n).where(AuditEvent.action == action)
        return len(reading.session.scalars(found).all())

    return office.read(count)


def _context(office: Office, jobs: InlineJobs, folder: Path):  # type: ignore[no-untyped-def]
    from desktop.office_info import office_info
    from desktop.settings import Settings
    from tests.drivers.sample import PretendDrafts
    from ui.window_context import WindowContext

    return WindowContext(
        jobs, office.user, office_info(office), Settings(folder / "settings.json", user="ana"),
        PretendDrafts(), office.clock,
    )  # fmt: skip
