"""Who comes from another section to a record stands before it, ready to go on by the keyboard."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.models.case_file import CaseFile
from db.operations.tasks import TaskForm, add_task, complete_task
from db.rules.codes import TaskKind
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case
from tests.ui.real_office import real_context
from ui.main_window import MainWindow
from ui.pages.cases import CaseFilePane
from ui.pages.cases.overview_tab import OverviewTab
from ui.pages.cases.tasks_tab import TasksTab
from ui.pages.clients.client_file import ClientFilePane
from ui.pages.clients.page import ClientsPage


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id)


@pytest.fixture
def window(bench: Bench, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    made = MainWindow(real_context(bench, tmp_path, late=True))
    qtbot.addWidget(made, before_close_func=MainWindow.shut)
    made.show()
    return made


def a_task(bench: Bench, case_id: UUID, title: str = "Review") -> UUID:
    task = TaskForm(new_id(), TaskKind.REVIEW, title, case_id=case_id)
    bench.write(add_task, task)
    return task.id


def tasks_of(window: MainWindow) -> TasksTab | None:
    pane = window.findChild(CaseFilePane)
    tab = pane.current_tab() if pane is not None else None
    return tab if isinstance(tab, TasksTab) else None


def chosen(window: MainWindow) -> UUID | None:
    tab = tasks_of(window)
    found = tab.list.current_id() if tab is not None else None
    return found if isinstance(found, UUID) else None


def in_tasks(window: MainWindow) -> bool:
    """Whether the cursor stands in the list of tasks."""
    tab = tasks_of(window)
    return tab is not None and window.focusWidget() is tab.list.table


def test_a_task_that_is_opened_from_elsewhere_is_chosen_and_has_the_cursor(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    a_task(bench, case_id, "Another")
    wanted = a_task(bench, case_id)
    window.navigate("task", wanted)
    qtbot.waitUntil(lambda: chosen(window) == wanted)
    tab = tasks_of(window)
    assert tab is not None
    qtbot.waitUntil(lambda: window.focusWidget() is tab.list.table)
    assert tab.half.currentIndex() == 0


def test_a_task_that_is_done_is_found_among_the_done(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    a_task(bench, case_id, "Another")
    wanted = a_task(bench, case_id)
    bench.write(complete_task, wanted, 1)
    window.navigate("task", wanted)
    qtbot.waitUntil(lambda: chosen(window) == wanted)
    tab = tasks_of(window)
    assert tab is not None and tab.half.currentIndex() == 1


def test_a_client_who_is_opened_from_elsewhere_has_the_cursor(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    window.navigate("client", bench.session.get_one(CaseFile, case_id).client_id)
    qtbot.waitUntil(lambda: window.findChild(ClientFilePane) is not None)
    pane = window.findChild(ClientFilePane)
    assert isinstance(pane, ClientFilePane)
    qtbot.waitUntil(lambda: window.focusWidget() is pane.tabs.tabBar())


def test_who_opens_a_row_goes_on_in_the_list(
    window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    window.navigate("section.clients")
    page = window.page
    assert isinstance(page, ClientsPage)
    table = page.lists.front.table
    qtbot.waitUntil(lambda: page.lists.front.model.rowCount() == 1)
    table.setFocus()
    table.go_to(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.client.file is not None)
    assert window.focusWidget() is table


def test_what_is_typed_meanwhile_keeps_the_cursor(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    window.navigate("client", bench.session.get_one(CaseFile, case_id).client_id)
    page = window.page
    assert isinstance(page, ClientsPage)
    page.lists.front.columns_button.setFocus()
    qtbot.waitUntil(lambda: page.client.file is not None)
    assert window.focusWidget() is page.lists.front.columns_button


def test_who_turns_to_a_part_in_which_there_is_nothing_to_go_to_stands_in_the_row_of_tabs(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    window.navigate("task", a_task(bench, case_id))
    qtbot.waitUntil(lambda: in_tasks(window))
    pane = window.findChild(CaseFilePane)
    assert pane is not None
    pane.show_tab("overview")
    assert window.focusWidget() is pane.tabs.tabBar()


def test_who_turns_back_to_the_first_page_does_not_stand_on_a_button_of_it(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    """It may be below what is in sight, and Enter would press it."""
    window.navigate("case", case_id)
    qtbot.waitUntil(
        lambda: (p := window.findChild(CaseFilePane)) is not None and p.case is not None
    )
    pane = window.findChild(CaseFilePane)
    assert pane is not None
    pane.show_tab("overview")
    tab = pane.current_tab()
    assert isinstance(tab, OverviewTab) and tab.enroll.isVisible()
    window.navigate("task", a_task(bench, case_id))
    qtbot.waitUntil(lambda: in_tasks(window))
    pane.show_tab("overview")
    assert window.focusWidget() is pane.tabs.tabBar()


def test_the_first_page_is_read_to_its_end_from_the_row_of_tabs_and_the_next_from_its_beginning(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    bench.session.get_one(CaseFile, case_id).background = "Came here for work.\n" * 60
    bench.session.commit()
    window.navigate("case", case_id)
    qtbot.waitUntil(
        lambda: (p := window.findChild(CaseFilePane)) is not None and p.case is not None
    )
    pane = window.findChild(CaseFilePane)
    assert pane is not None
    pane.show_tab("overview")
    tab = pane.current_tab()
    assert isinstance(tab, OverviewTab)
    bar = tab.room.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    pane.tabs.focus_bar()
    qtbot.keyClick(pane.tabs.tabBar(), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    pane.show_case(a_case(bench, worker_id=bench.user.id))
    qtbot.waitUntil(lambda: bar.value() == 0)
