"""Lists: what is fetched, what stays selected, what is copied, what an empty one says."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.inline_jobs import FinishedJob
from desktop.settings import Settings
from tests.drivers.gallery import columns, entries, rows
from ui.item_models.columns import ROW_ROLE, Column, Sort
from ui.item_models.paged import BATCH, PAGE, PagedTableModel
from ui.item_models.table import TableModel
from ui.item_models.timeline import TimelineModel
from ui.theme.look import apply
from ui.widgets.chips import Chip
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.timeline import Timeline


class Source:
    """People by the thousand; remembers what was asked for."""

    def __init__(self, count: int) -> None:
        self.people = rows(count)
        self.asked: list[int] = []
        self.sorts: list[Sort] = []

    def ids(self, sort: Sort, then: Any) -> FinishedJob:
        self.sorts.append(sort)
        key = "name" if sort.key == "name" else "visits"
        people = sorted(self.people, key=lambda p: getattr(p, key), reverse=sort.descending)
        then([person.id for person in people])
        return FinishedJob()

    def rows(self, ids: Sequence[UUID], then: Any) -> FinishedJob:
        self.asked.append(len(ids))
        wanted = set(ids)
        then([person for person in self.people if person.id in wanted])
        return FinishedJob()


def paged(source: Source) -> PagedTableModel[SimpleNamespace]:
    return PagedTableModel(columns(), source.ids, source.rows, sort=Sort("visits"))


def test_all_rows_of_a_list_are_fetched_some_hundred_after_the_other() -> None:
    source = Source(1_200)
    model = paged(source)
    model.load()
    got: list[SimpleNamespace] = []
    model.rows_for(model.ids(), got.extend)
    assert [person.id for person in got] == list(model.ids())
    assert source.asked == [BATCH, BATCH, 1_200 - 2 * BATCH]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json", user="aruiz")


def test_a_list_of_100000_fetches_only_the_rows_that_are_seen(
    qtbot: QtBot, settings: Settings
) -> None:
    source = Source(100_000)
    model = paged(source)
    pane = ListPane("people", settings, model, title="People")
    qtbot.addWidget(pane)
    pane.resize(600, 500)
    pane.show()
    model.load()
    qtbot.waitUntil(lambda: model.row_at(0) is not None)
    assert model.rowCount() == 100_000
    assert sum(source.asked) <= 2 * PAGE
    pane.table.scrollToBottom()
    qtbot.waitUntil(lambda: model.row_at(99_999) is not None)
    assert model.index(99_999, 1).data() == "26-99999"
    assert sum(source.asked) <= 5 * PAGE


def test_a_row_that_is_still_on_its_way_shows_an_ellipsis(qtbot: QtBot) -> None:
    source = Source(10)
    model = paged(source)
    model.load()
    assert model.index(0, 0).data() == "…"
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "Ada Lovelace")
    assert model.index(0, 0).data(ROW_ROLE).visits == 0


def test_what_is_read_again_shows_what_it_showed_until_the_answer_comes(qtbot: QtBot) -> None:
    source = Source(10)
    model = paged(source)
    model.load()
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "Ada Lovelace")
    source.people[0] = SimpleNamespace(**{**vars(source.people[0]), "name": "Ada King"})
    model.load()
    assert model.index(0, 0).data() == "Ada Lovelace"
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "Ada King")


def test_the_paged_model_keeps_qts_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    source = Source(150)
    model = paged(source)
    model.load()
    qtbot.waitUntil(lambda: model.row_at(149) is not None)
    qtmodeltester.check(model)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert source.sorts[-1] == Sort("name", True)


def test_the_answer_to_an_older_sorting_is_dropped(qtbot: QtBot) -> None:
    waiting: list[Any] = []

    def ids(sort: Sort, then: Any) -> FinishedJob:
        waiting.append(then)
        return FinishedJob()

    model = PagedTableModel(columns(), ids, Source(0).rows, sort=Sort("name"))
    model.load()
    model.load()
    waiting[1]([UUID(int=2)])
    waiting[0]([UUID(int=1)])
    assert model.ids() == [UUID(int=2)]


def test_a_table_in_memory_sorts_by_value_and_keeps_qts_rules(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    by_visits = Column[SimpleNamespace](
        "visits", "Visits", lambda row: str(row.visits), numeric=True, order=lambda row: row.visits
    )
    model = TableModel([by_visits], rows(12))
    qtmodeltester.check(model)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert [row.visits for row in model.rows()][:3] == [11, 10, 9]
    model.set_rows(rows(3))
    assert [row.visits for row in model.rows()] == [2, 1, 0]


def test_what_is_selected_stays_selected_when_the_list_is_read_again(
    qtbot: QtBot, settings: Settings
) -> None:
    model = TableModel(columns(), rows(20))
    pane = ListPane("people", settings, model, title="People")
    qtbot.addWidget(pane)
    pane.select(UUID(int=7))
    model.set_rows(rows(20)[5:])
    assert pane.current_id() == UUID(int=7)
    assert pane.selected_ids() == [UUID(int=7)]
    with qtbot.waitSignal(pane.current_changed, check_params_cb=lambda value: value is None):
        model.set_rows(rows(3))


def test_enter_opens_the_record_in_front(qtbot: QtBot, settings: Settings) -> None:
    pane = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(pane)
    pane.select(UUID(int=3))
    with qtbot.waitSignal(pane.opened, check_params_cb=lambda value: value == UUID(int=3)):
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)


def test_typing_into_the_filter_asks_once_and_down_goes_to_the_list(
    qtbot: QtBot, settings: Settings
) -> None:
    pane = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(pane)
    pane.show()
    asked: list[str] = []
    pane.searched.connect(asked.append)
    qtbot.keyClicks(pane.search, "ada")
    qtbot.waitUntil(lambda: asked == ["ada"])
    qtbot.keyClick(pane.search, Qt.Key.Key_Down)
    assert pane.current_id() == UUID(int=0)
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    assert asked == ["ada", ""]


def test_nothing_found_differs_from_nothing_yet(qtbot: QtBot, settings: Settings) -> None:
    model = TableModel[SimpleNamespace](columns())
    step: list[int] = []
    empty = EmptyState("No people yet", step="Take somebody in", clicked=lambda: step.append(1))
    pane = ListPane("people", settings, model, title="People", empty=empty)
    qtbot.addWidget(pane)
    pane.show()
    assert not pane.nothing_yet.isVisible()  # it was not read yet
    assert pane.count.text() == ""
    model.set_rows([])
    assert pane.nothing_yet.isVisible()
    assert empty.button is not None
    empty.button.click()
    assert step == [1]
    pane.set_chips([Chip("mine", "Mine")])
    assert pane.nothing_found.isVisible()
    assert not pane.nothing_yet.isVisible()


def test_a_chip_takes_its_filter_away(qtbot: QtBot, settings: Settings) -> None:
    pane = ListPane("people", settings, TableModel(columns(), rows(1)), title="People")
    qtbot.addWidget(pane)
    pane.set_chips([Chip("status", "Status: open"), Chip("mine", "Mine")])
    with qtbot.waitSignal(pane.chip_removed, check_params_cb=lambda key: key == "mine"):
        pane.chips.removed.emit("mine")
    with qtbot.waitSignal(pane.chip_removed, check_params_cb=lambda key: key == ""):
        pane.chips.cleared.emit()


def test_selected_rows_are_copied_as_a_table(qtbot: QtBot, settings: Settings) -> None:
    pane = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(pane)
    pane.table.set_columns([("number", True), ("name", True), ("state", False), ("visits", False)])
    pane.table.selectRow(3)
    pane.copy()
    clipboard = QApplication.clipboard()
    assert clipboard.text() == "Case\tName\n26-0003\tLi <b>Wei</b>"
    mime = clipboard.mimeData()
    assert mime is not None
    assert "Li &lt;b&gt;Wei" in mime.html()


def test_columns_and_sorting_are_remembered(qtbot: QtBot, settings: Settings) -> None:
    first = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(first)
    chooser = ColumnChooser(first.table, first)
    chooser.list.setCurrentRow(3)
    chooser._move(-3)
    chooser.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    chooser.accept()
    first.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    second = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(second)
    assert [column.key for column in second.table.visible_columns()] == [
        "visits",
        "number",
        "state",
    ]
    assert second.model.sorting == Sort("name", True)


def test_columns_grow_with_the_text_and_are_remembered_without_it(
    qtbot: QtBot, settings: Settings
) -> None:
    pane = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(pane)
    header = pane.table.horizontalHeader()
    header.resizeSection(0, 120)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    try:
        apply(application, percent=150)
        assert header.sectionSize(0) == 180
        header.resizeSection(0, 240)
        larger = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
        qtbot.addWidget(larger)
        assert larger.table.horizontalHeader().sectionSize(0) == 240
    finally:
        apply(application)
    assert header.sectionSize(0) == 160
    again = ListPane("people", settings, TableModel(columns(), rows(5)), title="People")
    qtbot.addWidget(again)
    assert again.table.horizontalHeader().sectionSize(0) == 160


def test_a_remembered_sorting_asks_for_nothing_before_the_list_is_loaded(
    qtbot: QtBot, settings: Settings
) -> None:
    first = ListPane("people", settings, paged(Source(3)), title="People")
    qtbot.addWidget(first)
    first.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    source = Source(3)
    model = paged(source)
    second = ListPane("people", settings, model, title="People")
    qtbot.addWidget(second)
    assert source.sorts == []
    model.load()
    assert source.sorts == [Sort("name", True)]


def test_an_export_gets_exactly_what_is_shown(qtbot: QtBot, settings: Settings) -> None:
    pane = ListPane("people", settings, TableModel(columns(), rows(3)), title="People")
    qtbot.addWidget(pane)
    pane.set_chips([Chip("mine", "Mine")])
    pane.search.setText("ada")
    shown = pane.shown()
    assert [column.key for column in shown.columns] == ["name", "number", "state", "visits"]
    assert list(shown.ids) == [UUID(int=n) for n in range(3)]
    assert shown.filters == ("contains “ada”", "Mine")


def test_the_count_says_how_many_are_selected(qtbot: QtBot, settings: Settings) -> None:
    pane = ListPane(
        "people", settings, TableModel(columns(), rows(3)), title="P", count=lambda n: f"{n} people"
    )
    qtbot.addWidget(pane)
    pane.table.selectAll()
    assert pane.count.text() == "3 people · 3 selected"


def test_each_timeline_entry_is_a_named_item(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = TimelineModel()
    model.set_entries(entries(20), more=True)
    timeline = Timeline("What happened", model)
    qtbot.addWidget(timeline)
    timeline.resize(700, 400)
    timeline.show()
    qtmodeltester.check(model)
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("11/28/2026, Home visit, Signed, Ana Ruiz")
    with qtbot.waitSignal(timeline.opened, check_params_cb=lambda value: value == UUID(int=2)):
        timeline.select(UUID(int=2))
        qtbot.keyClick(timeline, Qt.Key.Key_Return)


def test_nothing_moves_under_who_reads_a_timeline_where_nothing_changed(qtbot: QtBot) -> None:
    model = TimelineModel()
    timeline = Timeline("What happened", model)
    qtbot.addWidget(timeline)
    model.set_entries(entries(20), more=True)
    timeline.select(UUID(int=2))
    model.set_entries(entries(20), more=True)
    assert timeline.current_id() == UUID(int=2)
    model.set_entries(entries(19), more=True)
    assert timeline.current_id() is None


def test_older_entries_are_asked_for_once_when_the_end_comes_near(qtbot: QtBot) -> None:
    model = TimelineModel()
    timeline = Timeline("What happened", model)
    qtbot.addWidget(timeline)
    timeline.resize(700, 400)
    timeline.show()
    wanted: list[int] = []
    model.more_wanted.connect(lambda: wanted.append(1))
    model.set_entries(entries(20), more=True)
    timeline.scrollToBottom()
    qtbot.waitUntil(lambda: wanted == [1])
    model.fetchMore(QModelIndex())
    assert wanted == [1]
    model.extend(entries(30)[20:], more=False)
    assert model.rowCount() == 30
    assert not model.canFetchMore(QModelIndex())


def test_a_long_entry_unfolds_and_a_struck_one_hides_its_text(qtbot: QtBot) -> None:
    model = TimelineModel()
    model.set_entries(entries(6))
    timeline = Timeline("What happened", model)
    qtbot.addWidget(timeline)
    timeline.resize(700, 400)
    timeline.show()
    delegate = timeline.itemDelegate()
    long = entries(6)[3]
    assert delegate.shown_text(long).endswith("…")  # type: ignore[attr-defined]
    timeline.select(long.id)
    qtbot.keyClick(timeline, Qt.Key.Key_Space)
    assert delegate.shown_text(long) == long.text  # type: ignore[attr-defined]
    assert delegate.shown_text(entries(6)[4]) == ""  # type: ignore[attr-defined]
