"""Windows that stand beside the main one, such as a note that is being written.

Whoever writes a note answers the phone in between: Ctrl+K works from there as well. The note goes
aside for the file that was looked for, and Ctrl+K leads back to it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from db.texts import t
from ui.dialogs.palette import Command
from ui.dialogs.shell import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

FINDS = "finds"


class Beside(QObject):
    """Emits `wanted` with the window in which Ctrl+K is pressed; `owns` says whose they are."""

    wanted = Signal(object)

    def __init__(self, owns: Callable[[Dialog], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._owns = owns
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._newcomer)

    def commands(self) -> list[Command]:
        """The ways back to them."""
        return [
            Command(t("Go back to: {window}", window=one.called()), one.come_back, "", "back")
            for one in QApplication.topLevelWidgets()
            if isinstance(one, Dialog)
            and (one.isVisible() or one.is_aside)
            and self._is_beside(one)
        ]

    def _is_beside(self, dialog: Dialog) -> bool:
        return not dialog.isModal() and self._owns(dialog)

    def _newcomer(self, _: object) -> None:
        QTimer.singleShot(0, self, self._let_it_find)

    def _let_it_find(self) -> None:
        front = QApplication.activeWindow()
        if not isinstance(front, Dialog) or front.property(FINDS) or not self._is_beside(front):
            return
        front.setProperty(FINDS, True)
        QShortcut(QKeySequence("Ctrl+K"), front).activated.connect(partial(self.wanted.emit, front))
