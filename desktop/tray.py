"""Messages of the operating system, where it has a tray; they never say whom something is about."""

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from db.texts import t


class Tray(QObject):
    """Says outside of the window what `told` carries. The icon is made with the first message, and
    only where the desktop shows such icons; elsewhere nothing happens.
    """

    def __init__(
        self,
        told: SignalInstance,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        made: Callable[[QObject], QSystemTrayIcon] = QSystemTrayIcon,
    ) -> None:
        super().__init__()
        self._told, self._available, self._made = told, available, made
        self._icon: QSystemTrayIcon | None = None

    def begin(self) -> None:
        """Listen."""
        self._told.connect(self.say)

    def end(self) -> None:
        """Take the icon away."""
        self._told.disconnect(self.say)
        if self._icon is not None:
            self._icon.hide()
            self._icon = None

    def say(self, words: str) -> None:
        """Show these words for some seconds, if there is a place for them."""
        if not self._available():
            return
        if self._icon is None:
            self._icon = self._made(self)
            self._icon.setIcon(QApplication.windowIcon())
            self._icon.setToolTip(t("Caseroom"))
        self._icon.show()
        self._icon.showMessage(t("Caseroom"), words, QSystemTrayIcon.MessageIcon.Information)
