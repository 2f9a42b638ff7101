"""Asked before client data leaves the office: who gets it, and why. The answer is recorded."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs, check_disclosure
from db.rules.ids import new_id
from db.texts import t
from db.texts.labels import choices
from ui.dialogs.shell import Dialog
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

Told = Callable[[str, DisclosurePurpose, str], object]


class DisclosureDialog(Dialog):
    """`given(recipient, purpose, remark)` is called with what was typed.

    `totals` says that no client can be known from it. What stays inside needs no recipient, and
    the purpose "other" wants a word of explanation.
    """

    def __init__(
        self,
        what: str,
        verb: str,
        given: Told,
        parent: QWidget | None = None,
        *,
        purpose: DisclosurePurpose = DisclosurePurpose.COURT,
        recipient: str = "",
        totals: bool = False,
    ) -> None:
        super().__init__(t("Who gets this?"), parent, width=520)
        self._given = given
        words = (
            t("{what} holds totals and nobody’s name. Who gets it is kept.", what=what)
            if totals
            else t("{what} holds client data. Who gets it and why is kept.", what=what)
        )
        self.body.addWidget(Text(words, wrap=True))
        self.form = Form()
        self.form.add("purpose", t("Purpose"), Choice(choices(DisclosurePurpose)), required=True)
        inside = t("Required, unless it is for internal use.")
        self.form.add("recipient", t("Recipient"), TextInput(limit=200), hint=inside)
        self.form.add("remark", t("Remark"), TextInput(limit=500))
        self.form.set_values({"purpose": purpose, "recipient": recipient})
        self.body.addWidget(self.form)
        self.cancel_verb()
        self.verb(verb, self._give, "primary")
        self.form.field("recipient").control.setFocus()

    def _give(self) -> None:
        if not self.form.validate():
            return
        values = self.form.values()
        form = DisclosureForm(
            id=new_id(),
            document="",
            left_as=LeftAs.SAVED,
            purpose=values["purpose"],
            recipient=values["recipient"],
            remark=values["remark"],
        )
        findings = check_disclosure(form)
        if findings:
            self.form.show_findings(findings)
            return
        self.accept()
        self._given(values["recipient"], values["purpose"], values["remark"] or "")
