"""While the office is replaced: nobody is in it, so its window is gone and this one stands."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QProgressBar, QVBoxLayout, QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import JobRunner


class ReplacingWindow(QMainWindow):
    """Emits `done` once, when it was read what came of it. It does not close before."""

    done = Signal()

    def __init__(self, runner: JobRunner) -> None:
        super().__init__()
        self._runner = runner
        self.busy = True  # while neither office is in its place for good
        self._over = False
        self.setWindowTitle(t("Caseroom — replacing the office"))
        self.words = Text(
            t(
                "The office is being replaced. The computer may be switched off in the middle: "
                "the one or the other office is there then."
            ),
            wrap=True,
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(t("Progress"))
        self.banner = Banner()
        self.button = Button(t("Sign in"), self._end, kind="primary")
        self.button.setDefault(True)
        self.button.setEnabled(False)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (self.words, self.bar, self.banner):
            column.addWidget(widget)
        column.addLayout(row)
        self.setCentralWidget(content)
        self.setFixedWidth(look().px(520))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def begin(self, replace: Callable[[], str]) -> None:
        """Do it; `replace` returns the folder in which the office as it was is now."""
        self._runner.background(replace, then=self._replaced, failed=self._failed)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.busy:
            event.ignore()
            return
        super().closeEvent(event)
        self._end()

    def _replaced(self, aside: str) -> None:
        self.words.setText(
            t(
                "The office was replaced. Users and passwords are those of that day. The office "
                "as it was until now is whole, with its backups, in {folder}.",
                folder=aside,
            )
        )
        self._finish()

    def _failed(self, error: Exception) -> None:
        known = isinstance(error, Refused)
        words = explain(error) if known else t("That did not work. The details are in the log.")  # type: ignore[arg-type]
        self.words.setText(t("The office was not replaced."))
        self.banner.say(words, Tone.DANGER)
        self._finish()

    def _finish(self) -> None:
        self.busy = False
        self.bar.hide()
        self.button.setEnabled(True)
        self.button.setFocus()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self.done.emit()
