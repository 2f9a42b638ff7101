"""The page's actions: each has a key, and stands in the menu of the right button as well."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from db.rules.codes import AppointmentStatus
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.appointment.calendar_file import save_calendar_file
from ui.dialogs.events_file import EventsDialog
from ui.pages.calendar.printing import print_words
from ui.pages.calendar.shown import Span
from ui.pages.calendar.undoing import undo_action
from ui.theme.tokens import Tone
from ui.widgets.appointment_view import AppointmentView
from ui.widgets.buttons import action

if TYPE_CHECKING:
    from ui.pages.calendar.page import CalendarPage


class Steps(QObject):
    """Makes the actions of a `CalendarPage` and shows them where they are asked for."""

    def __init__(self, page: "CalendarPage", context: PageContext) -> None:
        super().__init__(page)
        self._page, self._context = page, context
        self._may_book = context.may(Action.BOOK)
        room = page.room
        self.new = action(
            t("New appointment"), page.new_here, page, icon="add", shortcut="Ctrl+N",
            kind="primary",
        )  # fmt: skip
        self.print_view = action(
            print_words(page.shown.span), page.print_view, page, icon="print", shortcut="Ctrl+P"
        )
        self.bring_in = action(
            t("Bring in a calendar file…"), partial(_bring_in, context, page), page, icon="import"
        )
        action(t("Today"), page.go_today, room, shortcut="T")
        action(t("Go to date"), page.bar.type_date, page, shortcut="Ctrl+G")
        self.save_file = action(
            t("Save for another calendar…"), self._save_file, page, icon="export"
        )
        self._open = action(t("Open appointment"), self._open_current, page, icon="forward")
        status = AppointmentStatus
        self._marks = (
            page.marking.add(t("Arrived"), "A", status.ARRIVED, room, "arrived"),
            page.marking.add(t("Went in"), "I", status.IN_PROGRESS, room, "forward"),
            page.marking.add(t("Completed"), "C", status.COMPLETED, room, "check"),
            page.marking.add(t("No-show"), "N", status.NO_SHOW, room, "remove"),
            page.marking.add(t("Confirmed"), "F", status.CONFIRMED, room, "ok"),
        )
        self.undo = undo_action(context, page)
        self._cancel = page.marking.add_cancel(t("Cancel appointment"), "Del", room)
        for number, (span, button) in enumerate(page.bar.spans.items(), start=1):
            keys = f"Alt+{number}"
            action(button.text(), partial(page.choose_span, span), page, shortcut=keys)
            button.setToolTip(f"{button.text()} ({keys})")

        keys = f"Alt+{len(page.bar.spans) + 1}"
        turn = action(page.bar.side.accessibleName(), page.beside.turn, page, shortcut=keys)
        page.bar.side.setToolTip(turn.toolTip())

    def name_print(self, span: Span) -> None:
        """Say which sheet is printed."""
        words = print_words(span)
        self.print_view.setText(words)
        self.print_view.setToolTip(f"{words} ({self.print_view.shortcut().toString()})")

    def follow(self, view: AppointmentView) -> None:
        """Show the menu where the right button or the menu key asks for it in a view."""
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show)

    def menu(self) -> QMenu:
        """What can be done with what is in front; what cannot be done now is greyed."""
        menu = QMenu(self._page.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._page.view.current_entry() is not None:
            menu.addAction(self._open)
            if self._page.joining.possible:
                menu.addAction(self._page.joining.action)
            if self._page.sessions.possible:
                menu.addActions(self._page.sessions.actions)
            menu.addSeparator()
            menu.addActions(self._marks)
            menu.addSeparator()
            menu.addAction(self._cancel)
            menu.addSeparator()
            menu.addAction(self.save_file)
        elif self._may_book:
            menu.addAction(self.new)
        if self._may_book:
            menu.addAction(self.undo)
        menu.addAction(self.print_view)
        if self._may_book:
            menu.addAction(self.bring_in)
        return menu

    def _show(self, point: QPoint) -> None:
        view = self._page.view
        index = view.currentIndex()
        area = view.visualRect(index)
        if index.isValid() and not area.contains(point):  # asked for by the menu key
            point = area.center()
        self.menu().popup(view.viewport().mapToGlobal(point))

    def _open_current(self) -> None:
        entry = self._page.view.current_entry()
        if entry is not None:
            self._page.open_appointment(entry.id)

    def _save_file(self) -> None:
        entry = self._page.view.current_entry()
        if entry is None:
            return
        view, words = self._page.view, self._page.words

        def say(said: str, tone: Tone) -> None:
            words.say(said, tone, view)

        if entry.hidden:
            say(t("This appointment may only be opened by named staff."), Tone.WARNING)
        else:
            save_calendar_file(self._context, entry.id, self._page, say)


def grid_keys(may_book: bool) -> Sequence[tuple[str, str]]:
    """What the grid's keys do that belong to no action: (keys, words)."""
    turning = [("PgDown", t("The next day, week or month; Page Up the one before"))]
    if not may_book:
        return turning
    return [
        ("Return", t("Open the appointment, or book in an empty place")),
        ("Ctrl+Down", t("Move it later; the other arrows likewise. Enter drops it, Esc leaves it")),
        ("Ctrl+Shift+Down", t("Make it longer; Ctrl+Shift+Up shorter")),
        ("Space", t("In a month: the appointments of the day, one after the other")),
        *turning,
    ]


def _bring_in(context: PageContext, page: "CalendarPage") -> None:
    EventsDialog(context, page).open()
