"""The drive drops under an open window: pages go on from the copy, and nothing storms."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.operations.clients.intake import add_client
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from desktop import aside
from desktop.entered import Entered
from desktop.settings import Settings
from tests.db.office.desk import Desk, new_desk
from ui.pages.clients import ClientsPage


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr(aside, "GLANCE", 0.02)
    made = new_desk(tmp_path / "Harbor House", shared=True)
    made.ana.write(add_client, somebody())
    yield made
    made.close()


@pytest.fixture
def entered(desk: Desk, qapp: QApplication) -> Iterator[Entered]:
    made = Entered(desk.sit(), Settings(), lambda *_: None, qapp)
    yield made
    made.close()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def test_pages_are_read_from_the_copy_a_save_is_refused_in_a_sentence_and_all_comes_back(
    desk: Desk, entered: Entered, qtbot: QtBot
) -> None:
    window, watch = entered.window, entered.watch
    qtbot.waitUntil(lambda: watch.state.copied_at is not None)
    entered.office.engines.dispose()
    desk.ana.engines.dispose()
    away = desk.folder.rename(desk.folder.with_name("unplugged"))

    window.navigate("section.clients")
    page = window.page
    assert isinstance(page, ClientsPage)
    qtbot.waitUntil(lambda: page.lists.clients.model.rowCount() == 1)
    qtbot.waitUntil(lambda: not watch.state.reachable)
    assert window.banner.label.text() == ""

    refused: list[Exception] = []
    entered.jobs.write(add_client, somebody(), failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], Refused)
    assert str(refused[0]) == "place.unreachable"

    away.rename(desk.folder)
    qtbot.waitUntil(lambda: watch.state.reachable)
    entered.jobs.write(add_client, somebody())
    qtbot.waitUntil(lambda: page.lists.clients.model.rowCount() == 2)
    assert window.banner.label.text() == ""
