"""The lists: what stands in a row, what is filtered, what leaves with an export."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models.audit import AuditEvent, Disclosure
from db.rules.codes import CaseStatus, ContactRule, DisclosurePurpose, Role
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import mobile, on_file
from tests.ui.clients.made import dialog, page_of, press
from ui.dialogs.disclosure import DisclosureDialog
from ui.dialogs.list_leaving import list_leaving
from ui.pages.clients import ClientsPage
from ui.widgets.list_pane import ListPane


def shown(pane: ListPane, key: str) -> list[str]:
    """The words of a column, from top to bottom."""
    column = [column.key for column in pane.model.columns].index(key)
    for row in range(pane.model.rowCount()):
        pane.model.data(pane.model.index(row, column))
    QApplication.processEvents()
    return [
        str(pane.model.data(pane.model.index(row, column))) for row in range(pane.model.rowCount())
    ]


def test_a_phone_stands_with_what_must_not_be_done_with_it(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    number = mobile("(413) 555-0101", ContactRule.NO_VOICEMAIL)
    on_file(bench, "Ada Lovelace", "1980-03", contact_points=(number,), do_not_confirm=True)
    pane = page_of(bench, tmp_path, qtbot).lists.front
    assert shown(pane, "name") == ["Lovelace, Ada"]
    assert shown(pane, "phone") == ["(413) 555-0101 (No voicemail)"]
    assert shown(pane, "mark") == ["Do not confirm"]
    assert shown(pane, "birth_date") == ["March 1980 (45 or 46)"]


def test_filters_are_chips_that_can_be_taken_away_and_are_remembered(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    on_file(bench, "Ada Lovelace", language="es", interpreter=True)
    on_file(bench, "Grace Hopper", language="en")
    page = page_of(bench, tmp_path, qtbot)
    filters = page.lists.clients.filters
    filters.put("language=es")
    assert shown(page.lists.front, "name") == ["Lovelace, Ada"]
    assert [chip.text for chip in filters.chips()] == ["Language: Spanish"]
    page.context.settings.save()  # type: ignore[attr-defined]
    again = page_of(bench, tmp_path, qtbot)
    assert shown(again.lists.front, "name") == ["Lovelace, Ada"]
    again.lists.clients.chip_removed.emit("language=es")
    assert len(shown(again.lists.front, "name")) == 2


def test_nothing_yet_differs_from_nothing_found(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(bench, tmp_path, qtbot)
    pane = page.lists.clients
    assert pane.nothing_yet.isVisible() and not pane.nothing_found.isVisible()
    assert pane.nothing_yet.button is not None
    pane.search.setText("nobody")
    pane.search.search_now()
    assert pane.nothing_found.isVisible() and not pane.nothing_yet.isVisible()


def test_return_opens_the_file_and_escape_closes_it(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench)
    page = page_of(bench, tmp_path, qtbot)
    assert page.place() is None
    table = page.lists.front.table
    table.go_to(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.place() == ("client", ada)
    assert page.client.isVisible()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert page.place() is None
    assert not page.client.isVisible()


def test_return_in_the_filter_opens_the_only_client_whom_it_leaves(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench)
    on_file(bench, "Grace Hopper")
    page = page_of(bench, tmp_path, qtbot)
    page.focus_filter()
    qtbot.keyClicks(page.lists.front.search, "love")
    qtbot.keyClick(page.lists.front.search, Qt.Key.Key_Return)
    assert page.place() == ("client", ada)
    assert page.lists.front.current_id() == ada


def test_who_looked_at_a_file_is_recorded_once(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    ada = on_file(bench)
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    page.refresh(None)
    views = bench.session.query(AuditEvent).filter_by(action="client.viewed").all()
    assert [view.record_id for view in views] == [ada]


def test_reception_sees_nothing_of_cases(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    ada = on_file(bench)
    case_on_file(bench, ada)
    page = page_of(bench.as_role(Role.RECEPTIONIST), tmp_path, qtbot)
    keys = {column.key for column in page.lists.front.model.columns}
    assert keys.isdisjoint({"last_contact", "status", "programs"})
    assert not page.lists.case_button.isVisible()
    page.open_record("client", ada)
    tabs = page.client.tabs
    names = [tabs.tabText(place) for place in range(tabs.count())]
    assert names == ["Overview", "Household", "Appointments"]
    assert "Open a case…" not in {action.text() for action in page.page_actions()}
    assert not page.client.overview.isHidden()


def test_cases_show_the_open_ones_until_closed_ones_are_asked_for(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench)
    case_on_file(bench, ada, "2026-0007")
    case_on_file(bench, ada, "2026-0003", status=CaseStatus.CLOSED)
    page = page_of(bench, tmp_path, qtbot)
    page.lists.show_list("case")
    assert shown(page.lists.front, "number") == ["2026-0007"]
    page.lists.front.filters.put("every")
    assert shown(page.lists.front, "number") == ["2026-0007", "2026-0003"]


def exported(page: ClientsPage, file: Path, purpose: DisclosurePurpose) -> list[tuple[object, ...]]:
    list_leaving(page.context, page.lists.front, "clients").ask_who_for_file(file)
    asked = dialog(DisclosureDialog)
    asked.form.set_values({"recipient": "County office", "purpose": purpose})
    press(asked, "Save")
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_an_export_holds_exactly_what_is_shown_and_is_recorded(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    safe, unsafe = mobile("(413) 555-0101"), mobile("(413) 555-0102", ContactRule.NO_VOICEMAIL)
    on_file(bench, "Ada Lovelace", contact_points=(unsafe,))
    on_file(bench, "Grace Hopper", contact_points=(safe,))
    secret = mobile("(413) 555-0103", ContactRule.PROTECTED)
    on_file(bench, "Mary Shelley", contact_points=(secret,))
    page = page_of(bench, tmp_path, qtbot)
    page.lists.front.table.set_columns(
        [
            (column.key, column.key in {"name", "phone", "mark"})
            for column in page.lists.front.model.columns
        ]
    )
    inside = exported(page, tmp_path / "inside.xlsx", DisclosurePurpose.INTERNAL)
    assert inside == [
        ("Name", "Safe contact", "Phone"),
        ("Hopper, Grace", None, "(413) 555-0101"),
        ("Lovelace, Ada", None, "(413) 555-0102 (No voicemail)"),
        ("Shelley, Mary", None, None),
    ]
    outside = exported(page, tmp_path / "outside.xlsx", DisclosurePurpose.FUNDER)
    assert outside[0] == ("Name", "Phone")
    assert ("Lovelace, Ada", None) in outside  # what leaves cannot enforce a rule
    kept = bench.session.query(Disclosure).order_by(Disclosure.at, Disclosure.id).all()
    assert [(one.document, one.recipient, one.rows) for one in kept] == [
        ("clients", "County office", 3)
    ] * 2
