"""A line that says what was done, with Undo where it can be undone, and then goes away."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from db.texts import t
from ui.theme.following import follow
from ui.theme.icons import pixmap
from ui.theme.look import look
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import Text

SHOWN_MS = 8000
SHOWN_WITH_UNDO_MS = 20000


class Toast(QFrame):
    """Shows one message at a time. Ctrl+Shift+Z presses Undo while it is offered.

    It stays while the pointer or the focus is on it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "ok")
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
        self._undo = undo
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
        tokens = look().tokens
        self._sign.setPixmap(pixmap("ok", tokens.ok, 16))
