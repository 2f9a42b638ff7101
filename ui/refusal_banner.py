"""The band in which the window says why something was refused, or what came of it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db.rules.findings import Finding, Refused
from db.texts import explain, sentence, t
from ui.office_state import OfficeWatch
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner

_TOLD_SOON = 8000  # ms in which it can be read where nothing more is amiss
_WHILE_AWAY = ("place.server_away", "place.server_unread", "storage.server_gone")


class RefusalBanner(Banner):
    """Stays until it is dismissed; what holds only while the place is gone leaves with that."""

    def __init__(self, watch: OfficeWatch, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._watch, self._passing = watch, False
        watch.changed.connect(self._standing_changed)

    def refuse(self, error: Refused) -> None:
        """Say why something was refused."""
        passing = any(error.has(code) for code in _WHILE_AWAY)
        self._stand(explain(error), Tone.WARNING if passing else Tone.DANGER)
        self._passing = passing
        if passing:  # it may be told before the place is known to be gone, or after it is back
            QTimer.singleShot(_TOLD_SOON, self, self._standing_changed)

    def say_found(self, finding: Finding) -> None:
        """Say what came of something."""
        self._stand(sentence(finding), Tone.INFORMATION)

    def _stand(self, words: str, tone: Tone) -> None:
        self._passing = False
        self.say(words, tone)
        self.offer(t("Dismiss"), lambda: self.say(""))

    def _standing_changed(self) -> None:
        if self._passing and self._watch.state.readable:
            self._passing = False
            self.say("")
