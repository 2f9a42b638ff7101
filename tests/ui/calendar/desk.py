"""A calendar page and the appointment form in front of a real office on the bench."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.models.appointment import Appointment
from db.models.client import Client
from db.operations.clients.indexing import index_client
from tests.db.bench import Bench
from tests.db.calendar.made import TUESDAY
from tests.db.cases.made import a_client
from tests.ui.real_office import real_context
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.shell import Dialog
from ui.pages.calendar.page import CalendarPage
from ui.window_context import WindowContext

THE_TUESDAY = date(2026, 3, TUESDAY)


@dataclass
class Desk:
    """One member of staff with the calendar before them, and what was said to them."""

    bench: Bench
    context: WindowContext
    qtbot: QtBot
    said: list[str] = field(default_factory=list)
    undo: list[Callable[[], object]] = field(default_factory=list)
    refused: list[Exception] = field(default_factory=list)
    went: list[tuple[Any, ...]] = field(default_factory=list)

    def page(self, day: date = THE_TUESDAY) -> CalendarPage:
        """The page as the window shows it: it hears of changes."""
        made = CalendarPage(self.context)
        self.qtbot.addWidget(made)
        made.resize(1100, 760)
        made.show()
        made.activateWindow()  # one-key actions work in the window in front only
        self.qtbot.waitUntil(made.isActiveWindow)
        made.refresh(None)
        made.show_day(day)
        self.context.runner.changed.connect(
            lambda changes: made.refresh(changes) if changes.touches(*made.kinds) else None
        )
        return made

    def new(self, prefill: Prefill | None = None, **more: Any) -> AppointmentDialog:
        """A new appointment's form, open."""
        dialog = AppointmentDialog.new(self.context, prefill, **more)
        dialog.open()
        return dialog

    def edited(self, record_id: Any) -> AppointmentDialog:
        """The form of an appointment, open."""
        AppointmentDialog.edit(self.context, record_id)
        return self.front(AppointmentDialog)

    def front(self, kind: type[Any]) -> Any:
        """The dialog of this kind that is open."""
        found = [
            window
            for window in QApplication.topLevelWidgets()
            if isinstance(window, kind) and window.isVisible()
        ]
        assert len(found) == 1, [type(window).__name__ for window in found]
        return found[0]

    def dialogs(self) -> list[Dialog]:
        """Every dialog that is open."""
        return [
            w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()
        ]

    def press(self, page: CalendarPage, *keys: Any) -> None:
        """Keys in the grid: `Qt.Key` or (key, modifier)."""
        for one in keys:
            key, held = one if isinstance(one, tuple) else (one, Qt.KeyboardModifier.NoModifier)
            self.qtbot.keyClick(page.view, key, held)


def desk(bench: Bench, folder: Path, qtbot: QtBot) -> Desk:
    """Whoever sits at the bench."""
    made = Desk(bench, real_context(bench, folder), qtbot)

    def notify(text: str, undo: Callable[[], object] | None) -> None:
        made.said.append(text)
        if undo is not None:
            made.undo.append(undo)

    made.context.on_notify = notify
    made.context.on_navigate = lambda *where: made.went.append(where)
    made.context.runner.refused.connect(made.refused.append)
    return made


def a_findable_client(bench: Bench, first: str = "Ada", last: str = "Lovelace") -> Client:
    """A client whom the search finds."""
    client = a_client(bench, first, last)
    bench.write(lambda work: index_client(work, work.session.get_one(Client, client.id)))
    return client


def row(bench: Bench, record_id: object) -> Appointment:
    """An appointment as it stands in the office now."""
    found: Appointment = bench.session.get_one(Appointment, record_id)
    bench.session.refresh(found)
    return found


def labels(widget: QWidget) -> str:
    """Every word that stands on labels in a widget."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def fill(dialog: AppointmentDialog, **typed: Any) -> None:
    """Type into the fields as they are named, then let the calendar be asked at once."""
    for name, value in typed.items():
        control = dialog.fields.field(name).control
        if name == "client":
            control.setText(value)
            control.search_now()
            control.choose(control.found()[0][0])
        elif hasattr(control, "setText"):
            control.setText(value)
        else:
            control.set_value(value)
            control.edited.emit()
    dialog.check_now()


def names(page: CalendarPage) -> list[str]:
    """What a screen reader reads, in order."""
    return [entry.name for entry in page.model.entries()]
