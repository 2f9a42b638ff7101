"""Joining the meeting of the appointment in front, from the calendar: one key, or the menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.dialogs.joining import join
from ui.pages.calendar.front import Front
from ui.widgets.buttons import action


class Joining(QObject):
    """J in the calendar's `room`. Where the appointment has no link, `say` says so."""

    def __init__(
        self, room: QWidget, front: Callable[[], Front], say: Callable[[str], object]
    ) -> None:
        super().__init__(room)
        self._front, self._say = front, say
        self.action = action(t("Join the meeting"), self._join, room, icon="video", shortcut="J")

    @property
    def possible(self) -> bool:
        """Whether what is in front has a link."""
        return bool(self._link())

    def _link(self) -> str:
        entry = self._front().view.current_entry()
        shown = self._front().item(entry.id) if entry is not None else None
        return shown.joining_link if shown is not None else ""

    def _join(self) -> None:
        if self._front().view.current_entry() is not None and not join(self._link()):
            self._say(t("This appointment has no joining link."))
