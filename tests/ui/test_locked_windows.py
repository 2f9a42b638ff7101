"""While the program is locked nothing of any window can be seen or read, titles included."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from tests.drivers.dummy_page import DummyPage, sections
from ui.dialogs.confirm import confirm
from ui.dialogs.shell import Dialog
from ui.main_window import MainWindow
from ui.widgets.inputs import TextInput
from ui.widgets.pdf_pages import PdfPages
from ui.window_context import WindowContext

SECRET = "Zellermoor"


@pytest.fixture
def window(context: WindowContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context, sections=sections())
    qtbot.addWidget(made, before_close_func=MainWindow.shut)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.close()


def a_dialog(parent: QWidget, title: str = f"Edit {SECRET}") -> Dialog:
    dialog = Dialog(title, parent)
    line = TextInput()
    line.setText(f"{SECRET} said")
    dialog.body.addWidget(line)
    dialog.open()
    return dialog


def a_preview(window: MainWindow) -> PdfPages:
    canvas = Canvas("preview.pdf")
    canvas.drawString(72, 720, f"About {SECRET}")
    assert isinstance(window.page, DummyPage)
    pages = PdfPages()
    pages.setParent(window.page)
    pages.show_pdf(canvas.getpdfdata())
    pages.show()
    return pages


def printing(window: MainWindow) -> QPrintDialog:
    printer = QPrinter()
    printer.setDocName(SECRET)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(f"Print {SECRET}")
    dialog.accepted.connect(lambda: printer.docName())  # it lives as long as the dialog
    QDialog.open(dialog)
    return dialog


def saving(window: MainWindow) -> QFileDialog:
    dialog = QFileDialog(window, f"Save {SECRET}")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectFile(f"{SECRET}.pdf")
    dialog.open()
    return dialog


def readable() -> list[str]:
    """What a screen reader finds in the whole program, hidden or not, and all windows' titles."""
    waiting = [QAccessible.queryAccessibleInterface(QApplication.instance())]
    said = [one.title() for one in QGuiApplication.topLevelWindows()]
    while waiting:
        node: Any = waiting.pop()
        said += [node.text(kind) for kind in QAccessible.Text if kind.value >= 0]
        waiting += [child for n in range(node.childCount()) if (child := node.child(n))]
    return [words for words in said if words]


def secrets() -> list[str]:
    return [words for words in readable() if SECRET in words]


def on_screen() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_nothing_of_any_window_can_be_read_and_all_come_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    preview = a_preview(window)
    outer = a_dialog(window)
    inner = a_dialog(outer, f"About {SECRET}")
    confirm(outer, f"Discard {SECRET}?", f"{SECRET} would be gone.", "Discard", lambda: None)
    dialogs = [outer, inner, printing(window), saving(window)]
    before = {id(one) for one in on_screen()}
    assert len(before) == 6
    assert any("About" in words for words in secrets())  # the preview's page, read aloud
    window.lock()
    assert on_screen() == [window]
    assert secrets() == []
    assert "Caseroom — locked" in readable()
    window.locking.unlock()
    assert {id(one) for one in on_screen()} == before
    assert preview.count == 1
    assert all(one.isVisible() for one in dialogs)
    assert inner.findChild(TextInput).text() == f"{SECRET} said"
    window.lock()
    assert secrets() == []


def test_what_was_saved_while_it_is_locked_stays_closed_and_the_others_come_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    saved, other = a_dialog(window), a_dialog(window)
    window.lock()
    with qtbot.waitSignal(saved.destroyed):
        saved.accept()
    window.locking.unlock()
    assert set(on_screen()) == {window, other}


def test_a_window_that_opens_while_locked_never_reaches_the_screen(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.lock()
    late = Dialog(f"Reminder of {SECRET}", window)
    late.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    late.open()
    handle = late.windowHandle()
    assert handle is None or not handle.isVisible()
    qtbot.waitUntil(lambda: not late.isVisible())
    assert secrets() == []
    window.locking.unlock()
    assert late.isVisible()
    assert late.windowHandle().isVisible()


@pytest.mark.qt_log_ignore(r"raise\(\)", extend=True)  # nothing stands before another offscreen
def test_what_hovers_is_gone_for_good(window: MainWindow, qtbot: QtBot) -> None:
    QToolTip.showText(QPoint(200, 200), f"With {SECRET} since 9:00", window)
    window.lock()
    qtbot.waitUntil(lambda: secrets() == [])
    window.locking.unlock()
    assert on_screen() == [window]


def test_a_window_returns_to_where_it_was_put(window: MainWindow, qtbot: QtBot) -> None:
    dialog = a_dialog(window)
    handle = dialog.windowHandle()
    handle.setPosition(120, 90)  # as the system does when somebody drags it
    qtbot.waitUntil(lambda: dialog.geometry().topLeft() == QPoint(120, 90))
    window.lock()
    window.locking.unlock()
    assert dialog.geometry().topLeft() == QPoint(120, 90)
