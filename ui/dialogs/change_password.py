"""A new password in place of a one-time one, or of one's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.dialogs.shell import Dialog
from ui.door import Door, SignedIn
from ui.runner import JobRunner
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.new_password import NewPassword
from ui.widgets.text import Text


class ChangePassword(Dialog):
    """Asked after a reset: the one-time password is good for signing in once."""

    changed = Signal()

    def __init__(
        self,
        door: Door,
        runner: JobRunner,
        signed_in: SignedIn,
        old: str,
        user_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Choose a new password"), parent)
        self._door, self._runner, self._signed_in, self._old = door, runner, signed_in, old
        self.body.addWidget(Text(t("Choose a new password"), "section"))
        words = t("Your password was reset by an administrator. Choose one that only you know.")
        self.body.addWidget(Text(words, wrap=True))
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.passwords = NewPassword(lambda typed: door.password_findings(typed, user_name))
        self.body.addWidget(self.passwords)
        self.body.addStretch()
        self.cancel_verb()
        self.button = self.verb(t("Set password"), self._set, "primary")

    def _set(self) -> None:
        if self.passwords.validate():
            self.button.setEnabled(False)
            self._runner.background(
                self._door.change_password,
                self._signed_in,
                self._old,
                self.passwords.value(),
                then=self._done,
                failed=self._failed,
            )

    def _done(self, _: object) -> None:
        self.accept()
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(error, Refused):
            self.banner.say(explain(error), Tone.DANGER)
