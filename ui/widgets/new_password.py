"""A new password, typed twice, with what is still wrong said while it is typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rules.findings import Finding
from db.texts import sentence, t
from ui.widgets.field import Field
from ui.widgets.inputs import PasswordInput, Tick
from ui.widgets.text import Text


class NewPassword(QWidget):
    """Two password fields. `findings(password)` says what is wrong with a password."""

    edited = Signal()

    def __init__(
        self, findings: Callable[[str], Sequence[Finding]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._findings = findings
        self.first = PasswordInput()
        self.second = PasswordInput()
        hint = t("15 characters or more. Several unrelated words are easy to remember.")
        self.first_field = Field("password", t("New password"), self.first, hint=hint)
        self.second_field = Field("password_again", t("New password again"), self.second)
        self.judgement = Text("", "secondary", wrap=True)
        self.show_tick = Tick(t("Show passwords"))
        self.show_tick.toggled.connect(self.first.reveal)
        self.show_tick.toggled.connect(self.second.reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.first_field, self.judgement, self.second_field, self.show_tick):
            column.addWidget(widget)
        self.first.edited.connect(self._judge)
        self.second.edited.connect(self.edited)

    def value(self) -> str:
        """The password, as typed in the first field."""
        return self.first.value()

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.second.clear()
        self.judgement.setText("")

    def validate(self) -> bool:
        """Whether it will do; says what is wrong and puts the cursor there."""
        wrong = "\n".join(sentence(finding) for finding in self._findings(self.value()))
        self.first_field.set_error(wrong)
        differs = "" if self.second.value() == self.value() else t("The two do not match.")
        self.second_field.set_error(differs if not wrong else "")
        if wrong:
            self.first.setFocus()
        elif differs:
            self.second.setFocus()
        return not wrong and not differs

    def _judge(self) -> None:
        password = self.value()
        wrong = self._findings(password) if password else ()
        if not password:
            words, role = "", "secondary"
        elif wrong:
            words, role = "\n".join(sentence(finding) for finding in wrong), "warning"
        else:
            words, role = t("This password will do."), "secondary"
        self.judgement.setText(words)
        self.judgement.set_role(role)
        self.edited.emit()
