"""A small window that stands while nothing else is open, about one thing that is being done."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QProgressBar, QVBoxLayout, QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class TaskWindow(QMainWindow):
    """Says what is being done, then what came of it. It does not close before; `left` is called
    once when it does, by its button or otherwise.
    """

    def __init__(self, title: str, words: str, verb: str) -> None:
        super().__init__()
        self.busy = True
        self._left = False
        self.setWindowTitle(title)
        self.words = Text(words, wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(t("Progress"))
        self.banner = Banner()
        self.button = Button(verb, self._leave, kind="primary")
        self.button.setDefault(True)
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

    def finish(self, words: str, error: Exception | None = None) -> None:
        """It is over; `error` is why it was not done, which is said in a sentence below."""
        self.words.setText(words)
        if isinstance(error, Refused):
            self.banner.say(explain(error), Tone.DANGER)
        elif error is not None:
            said = t("That did not work. The details are in the log.")
            self.banner.say(said, Tone.DANGER)
        self.busy = False
        self.bar.hide()
        self.button.show()
        self.button.setEnabled(True)
        self.button.setFocus()

    def left(self) -> None:
        """The window has closed."""

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.busy:
            event.ignore()
            return
        super().closeEvent(event)
        if not self._left:
            self._left = True
            self.left()

    def _leave(self) -> None:
        self.close()
