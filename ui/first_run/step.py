"""One step of the wizard."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.text import Text


class Step(QWidget):
    """A heading, a sentence, and what is asked. `verb` names the button that goes on."""

    verb = ""

    def __init__(self, heading: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = heading
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.body.addWidget(Text(heading, "title", wrap=True))
        if words:
            self.body.addWidget(Text(words, wrap=True))

    def validate(self) -> bool:
        """Whether one may go on; says what is wrong otherwise."""
        return True

    def can_go_back(self) -> bool:
        """Whether Back leads anywhere from here."""
        return True

    def can_cancel(self) -> bool:
        """Whether Cancel is offered."""
        return True

    def may_go_on(self) -> bool:
        """Whether the button that goes on can be pressed."""
        return True

    def shown(self, refresh: Callable[[], object]) -> None:
        """Called when the step comes to the front; `refresh` updates the buttons."""
