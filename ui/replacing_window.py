"""While the office is replaced: nobody is in it, so its window is gone and this one stands."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from db.texts import t
from ui.task_window import TaskWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.runner import JobRunner


class ReplacingWindow(TaskWindow):
    """Emits `done` once, when it was read what came of it. It does not close before.

    It is `busy` while neither office is in its place for good.
    """

    done = Signal()

    def __init__(self, runner: JobRunner) -> None:
        super().__init__(
            t("Caseroom — replacing the office"),
            t(
                "The office is being replaced. The computer may be switched off in the middle: "
                "the one or the other office is there then."
            ),
            t("Sign in"),
        )
        self._runner = runner
        self.button.setEnabled(False)

    def begin(self, replace: Callable[[], str]) -> None:
        """Do it; `replace` returns the folder in which the office as it was is now."""
        self._runner.background(replace, then=self._replaced, failed=self._failed)

    def left(self) -> None:
        self.done.emit()

    def _replaced(self, aside: str) -> None:
        self.finish(
            t(
                "The office was replaced. Users and passwords are those of that day. The office "
                "as it was until now is whole, with its backups, in {folder}.",
                folder=aside,
            )
        )

    def _failed(self, error: Exception) -> None:
        self.finish(t("The office was not replaced."), error)
