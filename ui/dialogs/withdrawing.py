"""Taking somebody off the waiting list: why they wait no more."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.dialogs.shell import Dialog
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

LONGEST = 500


class WithdrawDialog(Dialog):
    """`given(reason)` is called with what was typed."""

    def __init__(self, given: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(t("Take off the waiting list"), parent, width=460)
        self._given = given
        words = t("They do not wait any more, without an appointment. It can be undone.")
        self.body.addWidget(Text(words, wrap=True))
        self.form = Form()
        self.form.add(
            "reason",
            t("Reason"),
            TextInput(limit=LONGEST),
            hint=t("It stays in the client's file. It may be empty."),
        )
        self.body.addWidget(self.form)
        self.verb(t("Keep them on it"), self.reject)
        self.verb(t("Take off the list"), self._give, "primary")  # it can be undone
        self.form.field("reason").control.setFocus()

    def _give(self) -> None:
        if self.form.validate():
            reason = self.form.value("reason")
            self.accept()
            self._given(reason)
