"""A list beside an opened file shows the columns for which it has room, and none to scroll to."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file
from tests.drivers.gallery import columns, rows
from tests.ui.clients.made import page_of
from tests.ui.real_office import real_context
from ui.item_models.table import TableModel
from ui.pages.court import CourtPage
from ui.theme.look import apply
from ui.widgets.list_pane import ListPane
from ui.widgets.room_for_columns import Wish, columns_with_room
from ui.widgets.table_view import TableView


def seen(table: TableView) -> list[str]:
    """The keys of the columns that can be seen, from left to right."""
    header = table.horizontalHeader()
    order = [header.logicalIndex(place) for place in range(header.count())]
    keys = [column.key for column in table.model().columns]  # type: ignore[attr-defined]
    return [keys[number] for number in order if not header.isSectionHidden(number)]


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (1000, {0: 150, 1: 138, 2: 72, 3: 90}),
        (360, {0: 150, 1: 138, 2: 72}),
        (330, {0: 150, 2: 72, 3: 90}),
        (222, {0: 150, 2: 72}),
        (111, {0: 75, 2: 36}),
    ],
)
def test_what_leads_is_always_there_and_of_the_rest_what_still_fits(
    room: int, shown: dict[int, int]
) -> None:
    wishes = [
        Wish(0, 150, leads=True), Wish(1, 138, leads=False),
        Wish(2, 72, leads=True), Wish(3, 90, leads=False),
    ]  # fmt: skip
    assert columns_with_room(wishes, room) == shown


def test_where_none_leads_the_first_one_does() -> None:
    assert columns_with_room([Wish(4, 150, leads=False), Wish(1, 20, leads=False)], 100) == {4: 100}


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_beside_a_file_the_lists_of_clients_and_cases_need_no_scrolling_sideways(
    bench: Bench, tmp_path: Path, qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    ada = on_file(bench)
    case_on_file(bench, ada)
    page = page_of(bench, tmp_path, qtbot)
    page.lists.show_list("case")
    page.lists.show_list("client")
    before = seen(page.lists.front.table)
    page.open_record("client", ada)
    try:
        apply(qapp, percent=percent)
        for key, leads in (("client", "name"), ("case", "client")):
            page.lists.show_list(key)
            table = page.lists.front.table
            every = len(table.visible_columns())
            qtbot.waitUntil(lambda t=table, n=every: len(seen(t)) < n)  # hidden, not given up
            assert leads in seen(table)
            assert not table.horizontalScrollBar().isVisible()
            assert table.horizontalHeader().length() <= table.viewport().width()
    finally:
        apply(qapp)
    page.close_file()
    page.lists.show_list("client")
    assert seen(page.lists.front.table) == before


def test_a_width_that_somebody_gave_is_kept_while_the_column_has_no_room(
    tmp_path: Path, qtbot: QtBot
) -> None:
    settings = Settings(tmp_path / "settings.json", user="aruiz")
    pane = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(pane)
    pane.resize(900, 300)
    pane.show()
    header = pane.table.horizontalHeader()
    header.resizeSection(1, 170)
    pane.resize(200, 300)
    pane.table.keep_to_width(True)
    assert header.isSectionHidden(1)
    pane.resize(900, 300)
    assert header.sectionSize(1) == 170
    again = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(again)
    assert again.table.horizontalHeader().sectionSize(1) == 170
    assert len(again.table.visible_columns()) == 4


@pytest.mark.parametrize("percent", [100, 150])
def test_the_list_of_hearings_needs_no_scrolling_sideways(
    bench: Bench, tmp_path: Path, qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    page = CourtPage(real_context(bench, tmp_path))
    qtbot.addWidget(page)
    page.resize(1180, 780)
    try:
        apply(qapp, percent=percent)
        page.show()
        qtbot.waitExposed(page)
        table = page.list.table
        qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width())
        assert {"date", "client", "report"} <= set(seen(table))
    finally:
        apply(qapp)
