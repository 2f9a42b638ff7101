"""A line that says what was done, or why not, with Undo where it can be undone, and goes away."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from db.texts import t
from ui.theme.following import follow
from ui.theme.icons import pixmap
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import Text, restyle

SHOWN_MS = 8000
SHOWN_WITH_UNDO_MS = 20000


class Toast(QFrame):
    """Shows one message at a time. Ctrl+Shift+Z presses Undo while it is offered.

    It stays while the pointer or the focus is on it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.OK
        self._undo: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 2, 1)
        row.setSpacing(8)
        self._sign = QLabel()
        row.addWidget(self._sign)
        self.label = Text("")
        row.addWidget(self.label, 1)
        self.undo_button = Button(t("Undo"), self.undo, kind="link", icon="undo")
        row.addWidget(self.undo_button)
        close = IconButton("close", t("Dismiss message"), self.dismiss)
        close.setProperty("size", "small")
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._expire)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+Z"), self)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.activated.connect(self.undo)
        follow(self, self._dress)
        self._dress()
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Show a message, replacing the one before."""
        self._show(text, undo, Tone.OK)

    def say_why_not(self, text: str) -> None:
        """Show why something was not done, in another colour and with another sign."""
        self._show(text, None, Tone.INFORMATION)

    def _show(self, text: str, undo: Callable[[], object] | None, tone: Tone) -> None:
        self._undo = undo
        if tone is not self._tone:
            self._tone = tone
            self._dress()
        self.label.setText(text)
        self.undo_button.setVisible(undo is not None)
        self.show()
        self._timer.start(SHOWN_WITH_UNDO_MS if undo is not None else SHOWN_MS)

    def undo(self) -> None:
        """Take back what was done, once."""
        undo, self._undo = self._undo, None
        if undo is not None:
            self.dismiss()
            undo()

    def dismiss(self) -> None:
        """Hide the message."""
        self._undo = None
        self._timer.stop()
        self.hide()

    def _expire(self) -> None:
        if self.underMouse() or self.undo_button.hasFocus():
            self._timer.start(2000)
        else:
            self.dismiss()

    def _dress(self) -> None:
        self.setProperty("tone", self._tone.value)
        self._sign.setPixmap(pixmap(self._tone.value, look().tokens.ink(self._tone), 16))
        restyle(self)
