"""How old what is shown may be, and the way to the newest."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.texts import t
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class Age(QWidget):
    """Shows itself where there is something to say."""

    def __init__(self, show_newest: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text("", "secondary", wrap=True)
        self.newest = Button(t("Read the newest"), show_newest, kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.newest)
        self.hide()

    def say(self, words: str) -> None:
        """Say this, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))
