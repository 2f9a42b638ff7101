"""How much of a series a change is meant for: asked with verbs on the buttons."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.queries.calendar.series_ahead import SeriesAhead, Which
from db.texts import t
from db.texts.repeats import series_words
from ui.dialogs.shell import Dialog
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class WhichDialog(Dialog):
    """`given(which)` is called with what was chosen. Esc leaves everything as it is."""

    def __init__(
        self,
        series: SeriesAhead,
        given: Callable[[Which], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("One of a series"), parent, width=480)
        self._given = given
        self.body.addWidget(Text(series_words(series), "secondary", wrap=True))
        self.body.addWidget(
            Text(
                t("For which appointments is the change meant? What is over stays as it is."),
                wrap=True,
            )
        )
        # One below the other: side by side they have no room where text is large, or Spanish.
        this = self._which(t("Change this one only"), Which.THIS, "primary")
        this.setDefault(True)
        if 1 < series.following < series.all:
            words = t("Change this and following ({n})", n=series.following)
            self._which(words, Which.FOLLOWING)
        self._which(t("Change all ahead ({n})", n=series.all), Which.ALL)
        self.cancel_verb()
        self._main = this
        this.setFocus()

    def _which(self, words: str, which: Which, kind: str = "") -> Button:
        def give() -> None:
            self.accept()
            self._given(which)

        button = Button(words, give, kind=kind)
        self.body.addWidget(button)
        return button
