"""Importing what the first pages need, while somebody types.

What knows no Qt is imported in a thread; what does is imported on the screen's thread, a little at
a time between two events. A class of Qt's that is made in a thread, while the screen's thread is
asked for its widgets by a screen reader, has brought the program down.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from importlib import import_module
from threading import Lock

from PySide6.QtCore import QObject, QTimer

_PLAIN = (
    "argon2.low_level",
    "db.primitives",
    "keyring",
    "db.office.members",
    "db.office.aside",
    "db.office.local_copy",
    "db.office.guarding",
    "db.office.keeping",
    "db.office.kept_drafts",
    "db.office.looking_on",
    "db.office.looks",
    "db.office.refusals",
    "db.operations.calendar.book",
    "db.operations.cases.counted_run",
    "db.operations.clients.into_household",
    "db.operations.clients.relationships",
    "db.operations.messages",
    "db.operations.tasks",
    "db.queries.audit_log.history",
    "db.queries.audit_log.last_saved",
    "db.queries.audit_log.seen",
    "db.queries.backup_plan",
    "db.queries.calendar.choices",
    "db.queries.calendar.next_free",
    "db.queries.calendar.of_client",
    "db.queries.cases.case_list",
    "db.queries.cases.documents",
    "db.queries.clients.client_file",
    "db.queries.clients.duplicates",
    "db.queries.office_settings",
    "db.queries.report_data.gather",
    "db.queries.search.find",
    "db.queries.staff",
    "db.queries.today",
    "db.queries.updates",
    "db.queries.whereabouts",
    "db.storage.presence",
    "db.texts.appointments",
    "db.texts.dates",
    "db.texts.labels",
    "db.texts.partial_dates",
    "desktop.updates.standing",
    "difflib",
    "printing.exports.list_export",
    "printing.preview",
    "printing.producing",
)
# What others are made of comes first: so each takes a moment only.
_OF_SCREEN = (
    "desktop.aside",
    "desktop.documents",
    "desktop.draft_store",
    "desktop.idle",
    "desktop.office_acts",
    "desktop.quick_unlock",
    "desktop.finding",
    "PySide6.QtSvg",
    "ui.theme.icons",
    "ui.widgets.list_pane",
    "ui.widgets.timeline",
    "ui.dialogs.palette",
    "ui.dialogs.leaving",
    "ui.dialogs.stale",
    "ui.widgets.line_list",
    "ui.main_window",
    "desktop.saves",
    "desktop.presence",
    "desktop.entered",
    "ui.dialogs.appointment",
    "ui.pages.today",
    "ui.dialogs.client.fields",
    "ui.dialogs.client.intake",
    "ui.dialogs.client",
    "ui.pages.clients.client_file",
    "ui.pages.clients.client_list",
    "ui.pages.clients.page",
    "ui.pages.clients",
)
_IMPORTING = Lock()


def import_plain() -> None:
    """Everything that knows no Qt, in any thread.

    One thread after the other: two that import parts of one circle find each other's halves.
    """
    with _IMPORTING:
        for name in _PLAIN:
            import_module(name)
        from db.texts.languages import languages

        languages()  # read from Babel's files once, for the filters of the clients' list


class Warming(QObject):
    """Imports the rest, on the screen's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = iter(_OF_SCREEN)
        self._timer = QTimer(self, interval=0)  # once what happens on the screen is done
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """Go on until all is there; whoever signs in before waits for the rest."""
        self._timer.start()

    def finish(self) -> None:
        """Import what is left at once."""
        self._timer.stop()
        for name in self._names:
            import_module(name)
        _know_every_widget()

    def _next(self) -> None:
        name = next(self._names, None)
        if name is None:
            self._timer.stop()
            _know_every_widget()
        else:
            import_module(name)


def _know_every_widget() -> None:
    """The first widget that Qt made by itself and Python asks for has all classes of widgets made,
    with their enumerations: as long as some imports, and else between the password and the page."""
    from PySide6.QtWidgets import QScrollArea

    QScrollArea().viewport()
