"""Counts the seconds down that somebody has to wait before the next password."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from db.rules.findings import Refused
from db.texts import t, tn


class Countdown(QObject):
    """Calls `say` with a sentence each second, and at the end with one that it is over."""

    def __init__(self, say: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._say = say
        self._left = 0
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)

    def begin(self, seconds: int) -> None:
        """Begin, or begin anew."""
        self._left = seconds
        self._tell()
        self._timer.start()

    def stop(self) -> None:
        """Say no more: something else is said now."""
        self._timer.stop()

    def _tick(self) -> None:
        self._left -= 1
        self._tell()

    def _tell(self) -> None:
        if self._left > 0:
            self._say(
                tn(
                    "Too many wrong passwords. Wait {n} more second.",
                    "Too many wrong passwords. Wait {n} more seconds.",
                    self._left,
                )
            )
        else:
            self._timer.stop()
            self._say(t("You can try again now."))


def seconds_to_wait(error: Exception) -> int:
    """How long somebody must wait, if that is why they were refused; else 0."""
    if isinstance(error, Refused):
        for finding in error.findings:
            if finding.code == "sign_in.wait":
                return int(str(finding.params["seconds"]))
    return 0
