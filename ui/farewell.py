"""After somebody has left: today's backup, in a small window that never holds anybody up."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QProgressBar, QVBoxLayout, QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.context import Job, JobRunner
    from ui.office_acts import OfficeActs


class Farewell(QMainWindow):
    """Emits `done` once: when the backup was made, or when it is not wanted any longer."""

    done = Signal()

    def __init__(self, runner: JobRunner, acts: OfficeActs) -> None:
        super().__init__()
        self._runner, self._acts = runner, acts
        self._job: Job | None = None
        self._over = False
        self.setWindowTitle(t("Caseroom — backing up"))
        self.words = Text(t("Making today’s backup of the office."), wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(t("Progress"))
        self.button = Button(t("Leave without a backup"), self.leave)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.setCentralWidget(content)
        self.setFixedWidth(look().px(420))
        # Not on the button: who presses Enter once too often still wants the backup.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        self._end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)

    def _progressed(self, job: Job, done: int, total: int) -> None:
        if job is self._job:
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)

    def _made(self, _: object) -> None:
        self._end()

    def _failed(self, error: Exception) -> None:
        known = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.words.setText(t("There is no backup of today. {reason}", reason=known))
        self.bar.hide()
        self.button.setText(t("Close"))
        self.button.setFocus()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self.done.emit()
