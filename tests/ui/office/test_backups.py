"""Backups from the page: made, listed, looked into, restored, and the check for damage."""

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from db.office import Office, open_office
from db.rules.findings import Refused, hard
from desktop.jobs import Jobs
from desktop.office_acts import StandingOffice
from tests.db.office.secrets_in import enter
from tests.ui.office.conftest import CHEAP, PASSWORD
from tests.ui.office.driver import dialog
from ui.office_acts import Acted, Progress
from ui.pages.office import OfficePage
from ui.pages.office.backups import BackupPart
from ui.pages.office.restore import RestoreDialog
from ui.widgets.banner import Banner
from ui.window_context import WindowContext


def backups(page: OfficePage) -> BackupPart:
    page.show_part("backup")
    assert isinstance(page.part, BackupPart)
    return page.part


def test_a_backup_is_made_listed_and_restored_into_a_new_folder(
    page: OfficePage, tmp_path: Path, offices: list[Office]
) -> None:
    part = backups(page)
    part.back_up()
    assert "Backed up and verified" in part.banner.text()
    (made,) = part.model.rows()
    assert made.size > 10_000
    part.list.select(made.path)
    part.restore()
    asked = dialog(RestoreDialog)
    assert "0 clients" in asked.holds.text()
    assert "5 accounts" in asked.holds.text()
    to = tmp_path / "restored"
    asked.folder.setText(str(to))
    asked.restore()
    assert str(to) in asked.banner.text()
    assert asked.button.isHidden()
    office = open_office(to, "dana", PASSWORD, device="elsewhere", cost=CHEAP)
    offices.append(office)
    assert office.record.name == "Harbor House"


def test_a_backup_that_lacks_attached_files_says_so(page: OfficePage, folder: Path) -> None:
    acts = page.context.acts
    assert isinstance(acts, StandingOffice)
    stored = enter(acts._office).stored_as.hex
    (folder / "documents" / stored[-2:] / stored).unlink()
    part = backups(page)
    part.back_up()
    assert "Backed up and verified" in part.banner.text()
    said = part.findings.itemAt(0).widget()
    assert isinstance(said, Banner)
    assert said.text().startswith("1 attached file(s) could not be read")


def test_a_folder_that_holds_something_is_refused_beside_its_field(
    page: OfficePage, folder: Path
) -> None:
    part = backups(page)
    part.back_up()
    part.list.select(part.model.rows()[0].path)
    part.restore()
    asked = dialog(RestoreDialog)
    asked.folder.setText(str(folder))
    asked.restore()
    assert "not empty" in asked.field.error.text()
    assert asked.button.isEnabled()


def test_a_file_that_is_no_backup_is_refused_in_a_sentence(
    page: OfficePage, tmp_path: Path
) -> None:
    other = tmp_path / "letter.caseroom-backup"
    other.write_text("Dear Sir or Madam")
    part = backups(page)
    part.examine(str(other))
    assert part.banner.text() == "This file is not a backup of an office."


def test_a_sound_office_is_said_to_be_sound(page: OfficePage) -> None:
    part = backups(page)
    part.check()
    assert "Everything is sound" in part.banner.text()


def test_what_the_check_finds_is_said_in_sentences_until_the_next_one(
    page: OfficePage, folder: Path
) -> None:
    stray = folder / "keys" / ".left-behind"
    stray.write_bytes(b"")
    part = backups(page)
    part.check()
    assert part.banner.text() == "The check found 1 thing."
    found = part.findings.itemAt(0).widget()
    assert isinstance(found, Banner)
    assert ".left-behind" in found.text()
    stray.unlink()
    part.check()
    assert part.findings.count() == 0


def test_a_backup_that_fails_says_why_and_can_be_tried_again(
    page: OfficePage, monkeypatch: object
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Refused(hard("storage.full"))

    part = backups(page)
    monkeypatch.setattr(type(page.context.acts), "back_up", full)  # type: ignore[attr-defined]
    part.back_up()
    assert "disk is full" in part.banner.text()
    assert all(entry.isEnabled() for entry in page.page_actions())


class Slow(StandingOffice):
    """Begins a backup, and goes on when the gate is open."""

    begun, gate = threading.Event(), threading.Event()

    def back_up(self, progress: Progress) -> Acted:
        self.begun.set()
        self.gate.wait(10)
        progress(1, 2)
        return super().back_up(progress)


def test_a_backup_under_way_can_be_stopped_and_leaves_nothing(
    page: OfficePage, folder: Path, qtbot: QtBot
) -> None:
    context = page.context
    assert isinstance(context, WindowContext)
    office = context.runner.office  # type: ignore[attr-defined]
    jobs = Jobs(office)
    acts = Slow(office)
    part = BackupPart(
        WindowContext(
            jobs,
            context.user,
            context.office,
            context.settings,
            context.drafts,
            context.now,
            acts,
        )
    )
    qtbot.addWidget(part)
    part.show()
    part.back_up()
    assert part.stop.isVisible()
    assert not any(entry.isEnabled() for entry in part.part_actions())
    acts.begun.wait(10)
    part.stop.click()
    acts.gate.set()
    qtbot.waitUntil(lambda: not part.stop.isVisible())
    assert part.banner.text() == "Stopped; nothing was left behind."
    assert all(entry.isEnabled() for entry in part.part_actions())
    jobs.close()
    assert list((folder / "backups").iterdir()) == []
