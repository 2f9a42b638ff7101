"""Asks from time to time whether an officer of a sealed file has to be told of somebody."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.texts import t
from ui.sealed_words import match_words
from ui.theme.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.rules.sealed import SealedMatch
    from desktop.jobs import Jobs
    from desktop.sealed import StandingSealed
    from ui.main_window import MainWindow

SOON_MS, AGAIN_MS = 3_000, 10 * 60_000


class SealedTelling(QObject):
    """A companion of the office's window: a band in it says the news once."""

    def __init__(self, sealed: StandingSealed, jobs: Jobs, window: MainWindow) -> None:
        super().__init__()
        self._sealed, self._jobs, self._window = sealed, jobs, window
        self._told: set[SealedMatch] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)

    def begin(self) -> None:
        """Ask soon, and then every ten minutes."""
        self._timer.start(SOON_MS)

    def end(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def ask(self) -> None:
        """Ask now."""
        self._timer.setInterval(AGAIN_MS)
        self._jobs.background(
            self._sealed.matches,
            then=self._tell,
            failed=lambda _: None,  # asked again soon, and the page says what is wrong
            replace_key=(self, "matches"),
        )

    def _tell(self, matches: Sequence[SealedMatch]) -> None:
        news = [match for match in matches if match not in self._told]
        if not news or self._window.locking.is_locked:
            return
        self._told.update(news)
        self._window.banner.say("\n".join(match_words(match) for match in news), Tone.WARNING)
        self._window.banner.offer(t("Show"), lambda: self._window.navigate("section.sealed"))
