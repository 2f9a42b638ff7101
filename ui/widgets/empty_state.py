"""What a list says when it is empty: why, and the one next step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme.following import follow
from ui.theme.icons import pixmap
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class EmptyState(QWidget):
    """A heading, a sentence and at most one button, in the middle of the room it has."""

    def __init__(
        self,
        heading: str,
        words: str = "",
        *,
        icon: str = "",
        step: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        if icon:
            picture = QLabel()

            def draw() -> None:
                picture.setPixmap(pixmap(icon, look().tokens.secondary, look().px(32)))

            draw()
            follow(picture, draw)
            column.addWidget(picture, 0, middle)
        self.heading = Text(heading, "section", wrap=True)
        self.heading.setAlignment(middle)
        column.addWidget(self.heading)
        self.words = Text(words, "secondary", wrap=True)
        self.words.setAlignment(middle)
        self.words.setVisible(bool(words))
        column.addWidget(self.words)
        self.button: Button | None = None
        if step and clicked is not None:
            self.button = Button(step, clicked)
            column.addSpacing(4)
            column.addWidget(self.button, 0, middle)
        column.addStretch(3)

    def offer_step(self, offered: bool) -> None:
        """Whether the button is there just now."""
        if self.button is not None:
            self.button.setVisible(offered)

    def say(self, heading: str, words: str = "") -> None:
        """Change what it says."""
        self.heading.setText(heading)
        self.words.setText(words)
        self.words.setVisible(bool(words))
