"""The recovery code on the page "This office": trying the sheet, and making a new one."""

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from db.queries.audit_log.code_tried import recovery_code_tried
from db.texts import t
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.pages.office.recovery import renew_recovery_code
from ui.runner import Failed
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text


class RecoveryCard(Card):
    """What the code is for, when it was last tried, and the two things to do with it."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(t("Recovery code"), parent=parent)
        self._context = context
        self.words = Text(_words(context.office.on_server), wrap=True)
        self.body.addWidget(self.words)
        self.tried = Text("", wrap=True)
        self.body.addWidget(self.tried)
        self.try_button = Button(t("Try the code…"), self._try)
        self.renew_button = Button(
            t("Make a new recovery code…"), lambda: renew_recovery_code(context, self), icon="key"
        )
        self.body.addWidget(Flow(self.try_button, self.renew_button))

    def refresh(self) -> None:
        """Read again when the code was last tried."""
        self._context.runner.read(recovery_code_tried, then=self._say)

    def _say(self, tried: datetime | None) -> None:
        if tried is None:
            words = t("This code was never tried: it shows whether the sheet is the right one.")
        else:
            when = moment(tried.astimezone(self._context.office.zone))
            words = t("Last tried {moment}: it works.", moment=when)
        self.tried.setText(words)

    def _try(self) -> None:
        def write(values: dict[str, Any], _: int, saved: Saved, failed: Failed) -> None:
            def works(result: object) -> None:
                self._context.notify(t("The recovery code works. Put it back where it is kept."))
                saved(result)

            self._context.runner.act(
                lambda: self._context.acts.try_recovery_code(values["code"]),
                then=works,
                failed=failed,
                label=t("Trying the recovery code"),
            )

        dialog = FormDialog(
            t("Try the recovery code"),
            t("Try it"),
            write,
            self,
            words=t("Type the code from the sheet. Nothing is changed by it."),
        )
        hint = t("Nine groups of four letters and digits.")
        dialog.form.add("code", t("Recovery code"), TextInput(limit=80), required=True, hint=hint)
        dialog.start({})
        dialog.open()


def _words(on_server: bool) -> str:
    if on_server:
        return t(
            "If every administrator forgets the password, only this code opens the office, "
            "together with whoever looks after the server (“caseroom recover”). "
            "Make a new one when the sheet is lost or somebody who has seen it leaves."
        )
    return t(
        "If every administrator forgets the password, only this code opens the office. "
        "Make a new one when the sheet is lost or somebody who has seen it leaves."
    )
