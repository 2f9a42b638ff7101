"""Beside the fields: what stands against the appointment."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.rules.findings import Finding, Severity
from db.texts import sentence, t
from ui.theme.tokens import Tone
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.pill import Pill
from ui.widgets.text import Text

_TONES = {
    Severity.HARD: Tone.DANGER,
    Severity.SOFT: Tone.WARNING,
    Severity.INFORMATION: Tone.INFORMATION,
}


def severity_words(severity: Severity) -> str:
    """How much a finding weighs, in words."""
    return {
        Severity.HARD: t("Not possible"),
        Severity.SOFT: t("Needs a reason"),
        Severity.INFORMATION: t("To know"),
    }[severity]


class FindingsPanel(QWidget):
    """Each finding as its own sentence with its weight by word and shape; and the reason."""

    reason_edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._findings: tuple[Finding, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(t("What stands against it"), "section", wrap=True))
        self.state = Text("", "secondary", wrap=True)
        column.addWidget(self.state)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        column.addLayout(self._lines)
        self.form = Form()
        self.reason = TextInput(limit=300)
        words = t("It is kept in the audit log.")
        self.form.add(
            "reason", t("Reason to book it anyway"), self.reason, required=True, hint=words
        )
        self.form.edited.connect(self.reason_edited)
        column.addWidget(self.form)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.say_unknown()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    def sentences(self) -> list[str]:
        """The sentences shown, in order."""
        return [sentence(finding) for finding in self._findings]

    def say_unknown(self) -> None:
        """Nothing is known while the time is not complete."""
        self.show_findings((), t("Say the day, the time and the length first."))

    def show_findings(self, findings: Iterable[Finding], none: str = "") -> None:
        """Show these, the gravest first; without any, the words `none` or that all is free."""
        self._findings = tuple(findings)
        while (item := self._lines.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for finding in self._findings:
            self._lines.addWidget(_Line(finding))
        self.state.setText("" if self._findings else none or t("Nothing: the time is free."))
        self.state.setVisible(not self._findings)
        severities = {one.severity for one in self._findings}
        self.form.setVisible(Severity.SOFT in severities and Severity.HARD not in severities)

    def reason_given(self) -> str:
        """What was typed, if it is asked for."""
        return "" if self.form.isHidden() else self.reason.value()

    def ask_reason(self) -> None:
        """Show that the reason is missing, and put the cursor there."""
        self.form.setVisible(True)
        self.form.validate()


class _Line(QWidget):
    def __init__(self, finding: Finding) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Pill(severity_words(finding.severity), _TONES[finding.severity]))
        column.addWidget(Text(sentence(finding), wrap=True, selectable=True))
