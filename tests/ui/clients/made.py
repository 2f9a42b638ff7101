"""The clients page in front of the bench's office, and its dialogs as a person finds them."""

from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.db.bench import Bench
from tests.ui.real_office import real_context
from ui.dialogs.client import ClientDialog
from ui.dialogs.shell import Dialog
from ui.pages.clients import ClientsPage
from ui.widgets.buttons import Button

D = TypeVar("D", bound=Dialog)


def page_of(bench: Bench, folder: Path, qtbot: QtBot) -> ClientsPage:
    """The page, shown, with a window's navigation behind it."""
    context = real_context(bench, folder)
    page = ClientsPage(context)
    qtbot.addWidget(page)
    context.on_navigate = lambda kind, record_id: (
        page.open_record(kind, record_id) if isinstance(record_id, UUID) else None
    )
    context.runner.changed.connect(page.refresh)  # type: ignore[attr-defined]
    page.resize(1200, 800)
    page.show()
    page.refresh(None)
    return page


def dialog(kind: type[D]) -> D:
    """The dialog of this kind that is open."""
    return [w for w in QApplication.topLevelWidgets() if type(w) is kind and w.isVisible()][-1]


def intake(page: ClientsPage) -> ClientDialog:
    """An empty form for a new client."""
    page.new_client()
    return dialog(ClientDialog)


def type_in(form: ClientDialog, **fields: str) -> None:
    """Type into fields by name."""
    for name, words in fields.items():
        form.form.field(name).control.setText(words)


def press(within: QWidget, words: str) -> None:
    """Press the button with these words."""
    found = [
        button
        for button in within.findChildren(Button)
        if button.text().replace("&", "") == words and button.isVisible()
    ]
    assert len(found) == 1, f"{len(found)} buttons say {words}"
    found[0].click()


def words_in(widget: QWidget) -> str:
    """Every word that a visible label in the widget says."""
    QApplication.processEvents()  # what has just been added is shown now
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())
