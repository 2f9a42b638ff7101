"""What keeps an office on a server, on its pages: where attached files are, and backups."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.office.server_backup import back_up_from_server
from db.rules.ids import new_id
from desktop.draft_store import OfficeDrafts
from desktop.inline_jobs import InlineJobs
from desktop.office_acts import StandingOffice
from desktop.office_info import office_info
from desktop.settings import Settings
from tests.db.on_server.desk import MAKER, ServerDesk
from tests.db.on_server.ready import ReadyOnServer
from tests.db.server import Server
from tests.ui.office.driver import dialog, press
from ui.pages.office import OfficePage
from ui.pages.office.attached_files import KeepFilesDialog
from ui.pages.office.restore import RestoreDialog
from ui.pages.office.server_backups import ServerBackupPart
from ui.pages.office.this_office import OfficePart
from ui.window_context import WindowContext


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[ServerDesk]:
    with ReadyOnServer(server).desk() as lent:
        yield lent


@pytest.fixture
def page(desk: ServerDesk, qtbot: QtBot, tmp_path: Path) -> OfficePage:
    context = WindowContext(
        jobs := InlineJobs(desk.ana),
        desk.ana.user,
        office_info(desk.ana),
        Settings(tmp_path / "settings.json", user="ana"),
        OfficeDrafts(jobs),
        desk.ana.clock,
        StandingOffice(desk.ana),
    )
    page = OfficePage(context)
    jobs.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.refresh(None)
    return page


def test_they_are_carried_to_the_folder_that_is_named(
    page: OfficePage, desk: ServerDesk, tmp_path: Path
) -> None:
    letter = desk.ana.home.document_store.put(io.BytesIO(b"Dear Judge"), new_id())
    page.show_part("office")
    assert isinstance(page.part, OfficePart)
    card = page.part.files
    assert "in the database" in card.place.text()
    card.button.click()
    asked = dialog(KeepFilesDialog)
    assert asked.field.isHidden()
    asked.where.setCurrentIndex(1)
    assert asked.field.isVisible()
    press(asked, "Carry them there")
    assert asked.field.error.text()
    asked.folder.set_value(str(tmp_path / "nowhere"))
    press(asked, "Carry them there")
    assert "nowhere" in asked.field.error.text()
    (tmp_path / "Attached").mkdir()
    asked.folder.set_value(str(tmp_path / "Attached"))
    press(asked, "Carry them there")
    assert "1 file was carried there." in asked.banner.text()
    press(asked, "Close")
    assert str(tmp_path / "Attached") in card.place.text()
    assert desk.ana.home.document_store.read(letter) == b"Dear Judge"
    desk.ana.home.document_store.remove(letter.stored_as)


def test_its_page_of_backups_tells_who_makes_them_and_tries_one(
    page: OfficePage, desk: ServerDesk, tmp_path: Path
) -> None:
    page.show_part("backup")
    part = page.part
    assert isinstance(part, ServerBackupPart)
    assert [entry.text() for entry in page.page_actions()] == ["Check the office"]
    assert str(desk.address) in part.command.text()
    assert part.last.text() == "No backup was made by this command yet."
    file = back_up_from_server(desk.ana, MAKER, tmp_path)
    page.refresh(None)
    assert part.last.text().startswith("Last made by this command")
    part.drill(str(file))
    assert "it is sound" in part.banner.text()
    assert part.drilled.text().endswith("everything was sound.")
    part.examine(str(file))
    asked = dialog(RestoreDialog)
    assert Path(asked.folder.value()).parent == tmp_path
    asked.reject()
    part.check()
    assert "Everything is sound" in part.banner.text()
