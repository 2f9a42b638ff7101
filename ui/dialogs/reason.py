"""Going on in spite of a warning: what was found, and a reason that will be kept."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from db.rules.findings import Finding
from db.texts import sentence, t
from ui.dialogs.shell import Dialog
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput


class ReasonDialog(Dialog):
    """Asked after `NeedsReason`: `given(reason)` is called with what was typed."""

    def __init__(
        self,
        findings: Iterable[Finding],
        verb: str,
        given: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("A reason is needed"), parent, width=520)
        self._given = given
        for finding in findings:
            self.body.addWidget(Banner(sentence(finding), Tone.WARNING))
        self.form = Form()
        self.reason = TextInput(limit=300)
        self.form.add(
            "reason",
            t("Reason"),
            self.reason,
            required=True,
            hint=t("It is kept in the audit log."),
        )
        self.body.addWidget(self.form)
        self.cancel_verb()
        self.verb(verb, self._give, "primary")
        self.reason.setFocus()

    def _give(self) -> None:
        if self.form.validate():
            reason = self.reason.value()
            self.accept()
            self._given(reason)
