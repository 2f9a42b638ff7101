"""Which file is open can be seen in the list, wherever its selection has gone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file
from tests.ui.clients.made import page_of
from ui.pages.clients import ClientsPage
from ui.theme.look import look
from ui.widgets.table_view import TableView


def marked(table: TableView) -> list[int]:
    """The rows at whose left end a bar can be seen."""
    picture = table.viewport().grab().toImage()
    accent = QColor(look().tokens.accent)
    middle = [
        table.rowViewportPosition(row) + table.rowHeight(row) // 2
        for row in range(table.model().rowCount())
    ]
    return [row for row, y in enumerate(middle) if picture.pixelColor(1, y) == accent]


def three_people(bench: Bench, folder: Path, qtbot: QtBot) -> tuple[ClientsPage, list[object]]:
    people = [on_file(bench, name) for name in ("Ada Ash", "Bea Birch", "Cy Cedar")]
    return page_of(bench, folder, qtbot), list(people)


def test_the_open_file_stays_marked_while_the_selection_moves_on(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    page, people = three_people(bench, tmp_path, qtbot)
    table = page.lists.front.table
    assert marked(table) == []
    table.go_to(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert page.lists.front.current_id() == people[2]
    assert table.open_row == 1 and marked(table) == [1]
    page.lists.front.load()
    assert marked(table) == [1], "after reading again as well"
    page.close_file()
    assert marked(table) == []


def test_a_case_marks_and_selects_its_client_in_the_list_of_clients(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    page, people = three_people(bench, tmp_path, qtbot)
    case_id = case_on_file(bench, people[1])  # type: ignore[arg-type]
    page.lists.front.table.go_to(0)
    page.focus_filter()
    page.open_record("case", case_id)
    assert page.lists.clients.current_id() == people[1]
    assert marked(page.lists.clients.table) == [1]
    page.lists.show_list("case")
    assert marked(page.lists.front.table) == [0]
