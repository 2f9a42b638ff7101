"""The window of a sealed file of an office on a server, beside the office's."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.office.sealed import make_sealed, sealed_files
from db.operations.clients.intake import add_client
from db.rules.clients.form import ClientForm
from db.rules.ids import new_id
from db.rules.sealed import NewSealed
from desktop.entered import Entered
from desktop.settings import Settings
from tests.db.on_server.desk import ServerDesk
from tests.db.on_server.ready import ReadyOnServer
from tests.db.server import Server
from tests.desktop.test_on_server import words_of
from ui.pages.sealed.page import SealedPage


@pytest.fixture
def desk(server: Server) -> Iterator[ServerDesk]:
    with ReadyOnServer(server).desk() as lent:
        yield lent


def test_its_pages_are_read_and_what_is_written_there_stands_nowhere_else(
    desk: ServerDesk, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    ana = desk.sit()
    own = frozenset({ana.user.id})
    make_sealed(ana, NewSealed("Aldous-label", ana.user.id, own, uuid4()))
    entered = Entered(ana, Settings(tmp_path / "own.json"), lambda *_: None, qapp)
    with ExitStack() as closing:
        closing.callback(entered.close)
        main = entered.window
        main.go_to_section("sealed")
        page = main.stack.currentWidget()
        assert isinstance(page, SealedPage)
        (file,) = sealed_files(ana).files
        qtbot.waitUntil(lambda: page.list.current_id() == file.id)
        entered.sealed.show(entered.sealed.open(file.id), file)
        beside = entered.sealed.windows[file.id]
        assert beside.window.notice.text() == "Sealed: Aldous-label. Only Ana Ruiz can read this."
        form = ClientForm(new_id(), first_name="Zephyrine", last_name="Quartermainson")
        beside.jobs.write(add_client, form)
        for section in beside.window.sections:
            beside.window.go_to_section(section.key)
            assert beside.window.stack.key == section.key
        beside.window.go_to_section("clients")
        clients = beside.window.stack.currentWidget()
        qtbot.waitUntil(lambda: "1 client" in words_of(clients))
        folder = beside.inside.folder.path
        assert folder.exists()
    assert not folder.exists()
