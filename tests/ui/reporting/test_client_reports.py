"""From a client's file to the report of who saw it."""

from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from db.operations.views import record_view
from db.rules.codes import Role
from tests.db.bench import Bench
from tests.db.people_on_file import on_file
from tests.ui.real_office import real_context
from ui.main_window import MainWindow
from ui.pages.clients.page import ClientsPage
from ui.pages.reporting.page import ReportsPage


def opened(bench: Bench, folder: Path, qtbot: QtBot) -> MainWindow:
    made = MainWindow(real_context(bench, folder))
    qtbot.addWidget(made, before_close_func=MainWindow.shut)
    made.show()
    return made


def verbs(window: MainWindow, client_id: UUID) -> dict[str, object]:
    window.navigate("client", client_id)
    assert isinstance(window.page, ClientsPage)
    return {entry.text(): entry for entry in window.page.page_actions()}


def test_the_report_is_asked_for_from_the_clients_page(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    client_id = on_file(bench, "Ada Lovelace")
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    rita.write(record_view, "client", client_id)
    window = opened(bench.as_role(Role.SUPERVISOR, "sam"), tmp_path, qtbot)
    verbs(window, client_id)["Who saw this file…"].trigger()  # type: ignore[attr-defined]
    page = window.page
    assert isinstance(page, ReportsPage)
    page.show_report()
    assert page._gathered is not None and page._gathered.client_id == client_id
    assert ("Rita", "client.viewed") in [(one.staff, one.act) for one in page._gathered.data.lines]
    qtbot.waitUntil(lambda: page._built is not None)
    page.side.clear()


def test_a_caseworker_is_not_offered_it(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    client_id = on_file(bench, "Ada Lovelace")
    window = opened(bench.as_role(Role.CASEWORKER, "mara"), tmp_path, qtbot)
    assert "Who saw this file…" not in verbs(window, client_id)
    window.navigate("section.reports")
    assert isinstance(window.page, ReportsPage)
    offered = [entry.key for entry in window.page._allowed()]
    assert "file-access" not in offered and "disclosures" in offered
