"""After somebody has left: today's backup, in a small window that never holds anybody up."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent

from db.rules.findings import Refused
from db.texts import explain, t
from ui.task_window import TaskWindow

if TYPE_CHECKING:
    from ui.office_acts import OfficeActs
    from ui.runner import Job, JobRunner


class Farewell(TaskWindow):
    """Emits `done` once: when the backup was made, or when it is not wanted any longer."""

    done = Signal()

    def __init__(self, runner: JobRunner, acts: OfficeActs) -> None:
        super().__init__(
            t("Caseroom — backing up"),
            t("Making today’s backup of the office."),
            t("Leave without a backup"),
            kind="",
            width=420,
        )
        self._runner, self._acts = runner, acts
        self._job: Job | None = None
        # Not on the button: who presses Enter once too often still wants the backup.
        self.setFocus()
        runner.progressed.connect(self._progressed)

    def begin(self) -> None:
        """Begin the backup."""
        self._job = self._runner.act(
            self._acts.back_up_in_turn,
            progress=True,
            then=self._made,
            failed=self._failed,
            label=t("Making a backup"),
        )

    def leave(self) -> None:
        """Give the backup up, if it is still being made."""
        if self._job is not None:
            self._job.cancel()
        self.busy = False
        self.end()

    def left(self) -> None:
        self.done.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)

    def _progressed(self, job: Job, done: int, total: int) -> None:
        if job is self._job:
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)

    def _made(self, _: object) -> None:
        self.end()

    def _failed(self, error: Exception) -> None:
        known = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.button.setText(t("Close"))
        self.finish(t("There is no backup of today. {reason}", reason=known))
