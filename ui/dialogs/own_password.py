"""One's own password, changed by whoever knows the old one."""

from PySide6.QtWidgets import QWidget

from db.rules.findings import Refused
from db.texts import explain, t
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.field import Field
from ui.widgets.inputs import PasswordInput
from ui.widgets.new_password import NewPassword


class OwnPassword(Dialog):
    """Asks for the old password and, twice, for the new one."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(t("Change my password"), parent)
        self._context = context
        self.banner = Banner()
        self.old = PasswordInput()
        self.old_field = Field("password", t("Password until now"), self.old, required=True)
        self.passwords = NewPassword(context.acts.password_findings)
        for widget in (self.banner, self.old_field, self.passwords):
            self.body.addWidget(widget)
        self.body.addStretch()
        self.cancel_verb()
        self.button = self.verb(t("Change password"), self.save, "primary")
        self.old.setFocus()

    def save(self) -> None:
        """Change it, if nothing is wrong with what was typed."""
        if not self.old_field.validate():
            self.old.setFocus()
        elif self.passwords.validate():
            self.button.setEnabled(False)
            self._context.runner.act(
                self._context.acts.change_password,
                self.old.value(),
                self.passwords.value(),
                then=self._done,
                failed=self._failed,
            )

    def _done(self, _: object) -> None:
        self.accept()
        self._context.notify(t("Your password was changed."))

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if not isinstance(error, Refused):
            return
        if error.has("storage.wrong_password"):
            self.old_field.set_error(explain(error))
            self.old.selectAll()
            self.old.setFocus()
        elif all(finding.field == "new_password" for finding in error.findings):
            self.passwords.first_field.set_error(explain(error))
            self.passwords.first.setFocus()
        else:
            self.banner.say(explain(error), Tone.DANGER)
