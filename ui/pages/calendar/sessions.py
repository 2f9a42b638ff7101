"""A session of a group from the calendar: its attendance and its notes, by a key or the menu."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.groups.attendance import take_attendance
from ui.dialogs.groups.notes import write_group_notes
from ui.pages.calendar.front import Front
from ui.widgets.buttons import action


class Sessions(QObject):
    """R and W in the calendar's `room`. Where no session is in front, `say` says so."""

    def __init__(
        self,
        context: PageContext,
        room: QWidget,
        front: Callable[[], Front],
        say: Callable[[str], object],
    ) -> None:
        super().__init__(room)
        self._context, self._room, self._front, self._say = context, room, front, say
        self.actions: list[QAction] = []
        if context.may(Action.BOOK):
            words = t("Attendance of the group…")
            self.actions.append(action(words, self._attendance, room, icon="check", shortcut="R"))
        if context.may(Action.WRITE_NOTES):
            words = t("Notes of the session…")
            self.actions.append(action(words, self._notes, room, icon="note", shortcut="W"))

    @property
    def possible(self) -> bool:
        """Whether a session of a group is in front."""
        return self._session() is not None

    def _session(self) -> UUID | None:
        entry = self._front().view.current_entry()
        shown = self._front().item(entry.id) if entry is not None else None
        return shown.id if shown is not None and shown.group is not None else None

    def _attendance(self) -> None:
        self._with(take_attendance)

    def _notes(self) -> None:
        self._with(write_group_notes)

    def _with(self, act: Callable[[PageContext, UUID, QWidget], object]) -> None:
        session = self._session()
        if session is not None:
            act(self._context, session, self._room.window())
        elif self._front().view.current_entry() is not None:
            self._say(t("This appointment is no session of a group."))
