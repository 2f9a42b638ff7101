"""The window of an office on a server: others write beside it, and the server goes and comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.office.members import deactivate
from db.operations.clients.intake import add_client
from db.queries.today import today
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.ids import new_id
from desktop import hearing
from desktop.app import Program
from desktop.entered import Entered
from desktop.hearing import Hearing
from desktop.heart import presence_of
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from tests.db.office.desk import CHEAP, OWN
from tests.db.on_server.desk import ServerDesk, new_server_desk
from tests.db.server import Server
from tests.ui.clients.made import intake, press, type_in, words_in
from ui.door import SignedIn, SignIn
from ui.pages.clients import ClientsPage


def somebody(first: str, last: str) -> ClientForm:
    return ClientForm(id=new_id(), first_name=first, last_name=last)


ADA = somebody("Ada", "Lovelace")
LONG = 20_000  # ms: what takes as long as a server takes


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[ServerDesk]:
    made = new_server_desk(server, "gone")
    made.hire_and_settle("rita", Role.RECEPTIONIST)
    made.ana.write(add_client, ADA)
    yield made
    made.close()


@pytest.fixture
def entered(
    desk: ServerDesk, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Entered]:
    monkeypatch.setattr(hearing, "FIRST_PAUSE", 0.1)
    made = Entered(desk.sit(), Settings(tmp_path / "own.json"), lambda *_: None, qapp)
    crashed: list[Exception] = []
    made.jobs.crashed.connect(crashed.append)
    yield made
    made.close()
    assert crashed == []


@pytest.fixture
def page(entered: Entered, qtbot: QtBot) -> ClientsPage:
    """The list of clients, read."""
    entered.window.go_to_section("clients")
    page = entered.window.page
    assert isinstance(page, ClientsPage)
    qtbot.waitUntil(lambda: rows(page) > 0)
    return page


@contextmanager
def stopped(server: Server) -> Iterator[None]:
    """Inside, the server serves nobody."""
    server.halt()
    try:
        yield
    finally:
        server.start()


def rows(page: ClientsPage) -> int:
    return page.lists.clients.model.rowCount()


def test_what_a_colleague_writes_or_edits_is_shown_at_once(
    desk: ServerDesk, entered: Entered, page: ClientsPage, qtbot: QtBot
) -> None:
    before, added = rows(page), somebody("Grace", "Hopper")
    desk.ana.write(add_client, added)
    qtbot.waitUntil(lambda: rows(page) == before + 1)

    heart = presence_of(desk.ana)
    heart.beat([("client", added.id)])
    qtbot.waitUntil(lambda: bool(entered.watch.others_who_edit("client", added.id)))
    heart.end()
    qtbot.waitUntil(lambda: len(entered.watch.state.people) == 1)


def test_behind_a_locked_window_nothing_is_read_until_it_is_unlocked(
    desk: ServerDesk, entered: Entered, page: ClientsPage, qtbot: QtBot
) -> None:
    heard = next(one for one in entered.companions if isinstance(one, Hearing))
    before = rows(page)
    entered.window.lock()
    desk.ana.write(add_client, somebody("Joan", "Clarke"))
    qtbot.waitUntil(lambda: "client" in heard._kinds)
    assert rows(page) == before
    entered.window.locking.unlock()
    qtbot.waitUntil(lambda: rows(page) == before + 1)


def test_whoever_is_let_in_no_more_is_led_to_the_sign_in_window_and_told_why(
    desk: ServerDesk, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "own.json")
    door = OfficeDoor(settings, cost=CHEAP)
    program = Program(qapp, settings, door)
    office = door.sign_in(SignIn(str(desk.address), "rita", OWN)).office
    program.enter(SignedIn(office))
    assert program.entered is not None
    deactivate(desk.ana, office.user.id)
    program.entered.jobs.read(today, failed=lambda _: None)
    qtbot.waitUntil(lambda: program.sign_in_window is not None)
    shown = program.sign_in_window
    assert shown is not None
    qtbot.waitUntil(lambda: "does not let you in any more" in shown.banner.text())
    assert program.entered is None
    shown.close()
    program.stop()


def test_the_server_stops_under_an_open_form_and_comes_back(
    server: Server, entered: Entered, page: ClientsPage, qtbot: QtBot
) -> None:
    window, watch, before = entered.window, entered.watch, rows(page)
    window.navigate("client", ADA.id)
    qtbot.waitUntil(lambda: page.client.file is not None)
    form = intake(page)
    type_in(form, first_name="Mary", last_name="Somerville")

    with stopped(server):
        qtbot.waitUntil(lambda: not watch.state.reachable, timeout=LONG)
        assert "server cannot be reached" in window.standing.label.text()
        press(form, "Save client")
        qtbot.waitUntil(lambda: "nothing was saved" in words_in(form))
        assert form.form.field("last_name").control.text() == "Somerville"
        for section in window.sections:
            window.go_to_section(section.key)
        qtbot.waitUntil(lambda: "cannot be read now" in window.banner.label.text())
        window.go_to_section("clients")
        assert rows(page) == before
        window.refresh()
        assert "Ada Lovelace" in words_in(page)
        assert "cannot be shown" not in words_in(page)

    qtbot.waitUntil(lambda: watch.state.reachable, timeout=LONG)
    qtbot.waitUntil(window.standing.isHidden)
    qtbot.waitUntil(lambda: window.banner.label.text() == "")
    press(form, "Save client")
    qtbot.waitUntil(lambda: rows(page) == before + 1)
