"""When nobody's password is known: whom to ask, and the recovery code for administrators."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.rules.findings import Refused
from db.texts import t
from ui.dialogs.shell import Dialog
from ui.door import Door, Recovery, SignedIn
from ui.runner import JobRunner
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.new_password import NewPassword
from ui.widgets.text import Text


class ForgottenPassword(Dialog):
    """Sets an administrator's password by the recovery code. `recovered` carries a `SignedIn`."""

    recovered = Signal(object)

    def __init__(
        self,
        door: Door,
        runner: JobRunner,
        place: str,
        user_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Forgotten password"), parent, width=look().px(520))
        self._door, self._runner, self._place = door, runner, place
        self.body.addWidget(Text(t("Forgotten password"), "section"))
        words = t(
            "An administrator of your office can give you a new password, under Office. "
            "If no administrator can sign in, the recovery code that was put away when the office "
            "was set up gives one of them a new password."
        )
        self.body.addWidget(Text(words, wrap=True))
        self.form = Form()
        self.user_name = TextInput(limit=60)
        self.user_name.set_value(user_name)
        self.code = TextInput(limit=80)
        self.form.add("user_name", t("Administrator's user name"), self.user_name, required=True)
        self.form.add(
            "code",
            t("Recovery code"),
            self.code,
            required=True,
            hint=t("Nine groups of four letters and digits."),
        )
        self.body.addWidget(self.form)
        self.passwords = NewPassword(
            lambda typed: door.password_findings(typed, self.user_name.value())
        )
        self.body.addWidget(self.passwords)
        self.body.addStretch()
        self.banner = Banner()
        self.banner.say(
            t("Whoever has seen the code can do the same: renew it afterwards, under Office."),
            Tone.INFORMATION,
        )
        self.body.addWidget(self.banner)
        self.cancel_verb()
        self.button = self.verb(t("Set password and sign in"), self._set, "primary")
        (self.code if user_name else self.user_name).setFocus()

    def _set(self) -> None:
        if not self.form.validate() or not self.passwords.validate():
            return
        self.button.setEnabled(False)
        asked = Recovery(
            self._place, self.user_name.value(), self.code.value(), self.passwords.value()
        )
        self._runner.background(self._door.recover, asked, then=self._done, failed=self._failed)

    def _done(self, signed_in: SignedIn) -> None:
        self.accept()
        self.recovered.emit(signed_in)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(error, Refused):
            self.form.show_refusal(error)
