"""How much of a series a change is meant for: asked with verbs on the buttons."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.queries.calendar.series_ahead import SeriesAhead, Which
from db.texts import t
from db.texts.repeats import series_words
from ui.dialogs.shell import Dialog
from ui.widgets.text import Text


class WhichDialog(Dialog):
    """`given(which)` is called with what was chosen. Esc leaves everything as it is."""

    def __init__(
        self,
        series: SeriesAhead,
        given: Callable[[Which], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("One of a series"), parent, width=560)
        self._given = given
        self.body.addWidget(Text(series_words(series), "secondary", wrap=True))
        self.body.addWidget(
            Text(
                t("For which appointments is the change meant? What is over stays as it is."),
                wrap=True,
            )
        )
        self.cancel_verb()
        if series.all > series.following:
            self._which(t("Change all ahead ({n})", n=series.all), Which.ALL)
            if series.following > 1:
                words = t("Change this and following ({n})", n=series.following)
                self._which(words, Which.FOLLOWING)
        else:
            self._which(t("Change all ahead ({n})", n=series.all), Which.ALL)
        self._which(t("Change this one only"), Which.THIS, "primary").setFocus()

    def _which(self, words: str, which: Which, kind: str = "") -> QWidget:
        def give() -> None:
            self.accept()
            self._given(which)

        return self.verb(words, give, kind)
