"""What an officer is told, until it is marked as seen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rules.sealed import SealedMatch
from db.texts import t
from ui.context import PageContext
from ui.sealed_words import match_words
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.text import reveal


class Matches(QWidget):
    """A band for each, with a button to mark it as seen."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.bands: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        reveal(self, False)

    def refresh(self) -> None:
        """Ask again."""
        self._context.runner.background(
            self._context.sealed.matches,
            then=self.show_matches,
            failed=lambda _: None,
            replace_key=(self, "matches"),
        )

    def show_matches(self, matches: Sequence[SealedMatch]) -> None:
        """Show these, and no others."""
        for band in self.bands:
            self._column.removeWidget(band)
            band.deleteLater()
        self.bands = []
        for match in matches:
            band = Banner(match_words(match), Tone.WARNING)
            seen = band.offer(t("Mark as seen"), partial(self._seen, match))
            seen.setAccessibleName(t("Mark {number} as seen", number=match.number))
            self._column.addWidget(band)
            self.bands.append(band)
        reveal(self, bool(matches))

    def _seen(self, match: SealedMatch) -> None:
        self._context.runner.act(self._context.sealed.mark_seen, match)
