"""A small window that stands while nothing else is open, about one thing that is being done."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QProgressBar, QVBoxLayout, QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.access_keys import assign
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class TaskWindow(QMainWindow):
    """Says what is being done, then what came of it. It does not close while it is `busy`; `left`
    is called once when it does, by its button or otherwise.

    `kind` is the button's, which is the window's default if it is "primary".
    """

    def __init__(
        self, title: str, words: str, verb: str, *, kind: str = "primary", width: int = 520
    ) -> None:
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
        self.button = Button(verb, self.leave, kind=kind)
        self.button.setDefault(kind == "primary")
        row = self._verbs = QHBoxLayout()
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
        self.setFixedWidth(look().px(width))
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
        assign(self)

    def offer(self, button: Button) -> None:
        """Put another button before the window's own: something to do with what was said."""
        self._verbs.insertWidget(0, button)
        button.show()
        self.setTabOrder(button, self.button)

    def leave(self) -> None:
        """What the button does."""
        self.close()

    def left(self) -> None:
        """Nobody needs the window any longer."""

    def end(self) -> None:
        """Call `left`, unless it was called already."""
        if not self._left:
            self._left = True
            self.left()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.busy:
            event.ignore()
            return
        super().closeEvent(event)
        self.end()
