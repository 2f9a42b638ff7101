"""A band of words across a page or a form: what is wrong, or what must not be overlooked."""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme.following import follow
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.text import Text, restyle, reveal


class Banner(QFrame):
    """Words in a tone, with the tone's shape before them. Hidden while it has nothing to say."""

    said = Signal()  # other words, or none any more

    def __init__(
        self, text: str = "", tone: Tone = Tone.INFORMATION, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._sign: QLabel | None = None
        self.label = Text("", wrap=True, selectable=True)
        row.addWidget(self.label, 1)
        self._row = row
        self.button: Button | None = None
        follow(self, self._dress)
        self.say(text, tone)

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show this text, or nothing at all if it is empty."""
        if tone is not None:
            self._tone = tone
        self.label.setText(text)
        reveal(self, bool(text))
        if text:
            self._dress()
        self.said.emit()

    def offer(self, text: str, clicked: Callable[[], object]) -> Button:
        """Put a button at the end of the band, replacing an earlier one."""
        self.offer_nothing()
        self.button = Button(text, clicked)
        self._row.addWidget(self.button, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        return self.button

    def offer_nothing(self) -> None:
        """Take the button away that belonged to earlier words."""
        if self.button is not None:
            self.button.hide()
            self.button.deleteLater()
            self.button = None

    def offers(self) -> bool:
        """Whether there is a button at the end of the band."""
        return self.button is not None

    def text(self) -> str:
        """The words shown."""
        return self.label.text()

    def _dress(self) -> None:
        self.setProperty("tone", self._tone.value)
        if self._sign is None and not self.label.text():
            return  # it has had nothing to say so far
        from ui.theme.icons import pixmap

        if self._sign is None:
            self._sign = QLabel()
            self._row.insertWidget(0, self._sign, 0, QtCore.Qt.AlignmentFlag.AlignTop)
            self._sign.show()  # now, not in a moment: it takes room from the words
        ink = look().tokens.ink(self._tone)
        self._sign.setPixmap(pixmap(self._tone.value, ink, look().px(20)))
        restyle(self)
