"""While a newer version takes the place of this one: nobody is in the office any more."""

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
    from ui.context import JobRunner
    from ui.updates import Fetched, Updates


class InstallingWindow(QMainWindow):
    """Emits `over` once the program may end, or `go_on` where nothing was installed.

    It does not close before: the system's own question for a password stands in front of it.
    """

    over = Signal()
    go_on = Signal()

    def __init__(self, updates: Updates, runner: JobRunner) -> None:
        super().__init__()
        self._updates, self._runner = updates, runner
        self._busy = True
        self.setWindowTitle(t("Caseroom — installing"))
        self.words = Text(
            t("The new version is being installed. Caseroom starts again by itself."), wrap=True
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(t("Progress"))
        self.banner = Banner()
        self.button = Button(t("Go on with this version"), self._go_on, kind="primary")
        self.button.setDefault(True)
        self.button.hide()
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (self.words, self.bar, self.banner):
            column.addWidget(widget)
        column.addStretch()
        column.addLayout(row)
        self.setCentralWidget(content)
        self.setFixedWidth(look().px(520))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def begin(self, fetched: Fetched) -> None:
        """Do it."""
        self._runner.background(
            self._updates.install, fetched, then=self._installed, failed=self._failed
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy:
            event.ignore()
            return
        super().closeEvent(event)
        self.go_on.emit()

    def _installed(self, done: bool) -> None:
        self._busy = False
        if done:
            self._updates.start_again()
        self.over.emit()

    def _failed(self, error: Exception) -> None:
        known = isinstance(error, Refused)
        words = explain(error) if known else t("That did not work. The details are in the log.")  # type: ignore[arg-type]
        self._busy = False
        self.words.setText(t("The new version was not installed."))
        self.banner.say(words, Tone.DANGER)
        self.bar.hide()
        self.button.show()
        self.button.setFocus()

    def _go_on(self) -> None:
        if not self._busy:
            self.close()
