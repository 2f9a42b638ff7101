"""While a newer version takes the place of this one: nobody is in the office any more."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from db.rules.findings import Refused
from db.texts import t
from ui.task_window import TaskWindow
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from ui.runner import JobRunner
    from ui.updates import Fetched, Updates


class InstallingWindow(TaskWindow):
    """Emits `over` once the program may end, or `go_on` where nothing was installed.

    It does not close before: the system's own question for a password stands in front of it.
    """

    over = Signal()
    go_on = Signal()

    def __init__(self, updates: Updates, runner: JobRunner) -> None:
        super().__init__(
            t("Caseroom — installing"),
            t("The new version is being installed. Caseroom starts again by itself."),
            t("Go on with this version"),
        )
        self._updates, self._runner = updates, runner
        self.copy_button: Button | None = None
        self.button.hide()

    def begin(self, fetched: Fetched) -> None:
        """Do it."""
        self._runner.background(
            self._updates.install, fetched, then=self._installed, failed=self._failed
        )

    def left(self) -> None:
        self.go_on.emit()

    def _installed(self, done: bool) -> None:
        self.busy = False
        if done:
            self._updates.start_again()
        self.over.emit()

    def _failed(self, error: Exception) -> None:
        command = _command_in(error)
        if command:
            self.copy_button = Button(t("Copy the command"), lambda: _copy(command), icon="copy")
            self.offer(self.copy_button)
        self.finish(t("The new version was not installed."), error)


def _command_in(error: Exception) -> str:
    """What somebody else may type to install it, if what went wrong names that."""
    findings = error.findings if isinstance(error, Refused) else ()
    commands = (finding.params.get("command") for finding in findings)
    return next((str(command) for command in commands if command), "")


def _copy(command: str) -> None:
    QGuiApplication.clipboard().setText(command)
