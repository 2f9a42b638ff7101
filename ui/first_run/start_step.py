"""What shall it be: a new office, one that is there already, or a sample."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from db.texts import t
from ui.first_run.step import Step
from ui.widgets.text import Text


class StartStep(Step):
    """Three ways to begin."""

    def __init__(self) -> None:
        super().__init__(
            t("Welcome to Caseroom"),
            t("Your agency's records stay with you, in a folder or on a server of your own. "
              "How do you begin?"),
        )  # fmt: skip
        self.verb = t("Next")
        self._group = QButtonGroup(self)
        self._ways: dict[str, QRadioButton] = {}
        for key, words, more in (
            ("new", t("A new office"), t("For an agency that starts with Caseroom.")),
            (
                "open",
                t("An office that is there already"),
                t("In a folder, on the office's shared drive or on a server."),
            ),
            (
                "sample",
                t("A sample office"),
                t("An invented agency to try everything with. Delete its folder afterwards."),
            ),
        ):
            button = QRadioButton(words)
            self._group.addButton(button)
            self._ways[key] = button
            self.body.addWidget(button)
            below = Text(more, "secondary", wrap=True)
            below.setContentsMargins(30, 0, 0, 4)
            self.body.addWidget(below)
        self._ways["new"].setChecked(True)
        self.body.addStretch()

    def way(self) -> str:
        """ "new", "open" or "sample"."""
        return next(key for key, button in self._ways.items() if button.isChecked())

    def choose(self, way: str) -> None:
        """Choose a way as if it had been clicked."""
        self._ways[way].setChecked(True)
