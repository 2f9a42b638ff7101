"""A line in which something is typed freely and read by a rule: dates, times, lengths of time."""

from typing import Any, Generic, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from db.rules.findings import Finding
from db.texts import sentence

Value = TypeVar("Value")


class TypedInput(QLineEdit, Generic[Value]):
    """The value is None while the line is empty or not understood; `problem` says why.

    When the line is left, what was understood is written out in its usual form. What stands there
    is marked by whatever way the cursor comes, so that typing replaces it.
    """

    edited = Signal()

    def __init__(self, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(60)
        self.setPlaceholderText(placeholder)
        self._value: Value | None = None
        self.settled: Value | None = None  # what stood there before somebody began to type
        self._finding: Finding | None = None
        self.textChanged.connect(lambda _: self._typed())
        self.editingFinished.connect(self._tidy)

    def read(self, text: str) -> Value | Finding:
        """What the text means."""
        raise LookupError(text)

    def written(self, value: Value) -> str:
        """The usual form of a value."""
        raise LookupError(value)

    def value(self) -> Value | None:
        """What was understood."""
        return self._value

    def set_value(self, value: Value | None) -> None:
        """Show a value without calling it an edit."""
        self._value = self.settled = value
        self._finding = None
        with QSignalBlocker(self):
            self.setText(self.written(value) if value is not None else "")

    def enter(self, value: Value) -> None:
        """Show a value as if it had been typed."""
        self._value = self.settled = value
        self._finding = None
        with QSignalBlocker(self):
            self.setText(self.written(value))
        self.edited.emit()

    def problem(self) -> str:
        """Says so when what was typed is not understood."""
        return sentence(self._finding) if self._finding is not None else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reasons = QtCore.Qt.FocusReason  # Qt itself marks it for Tab and for an access key
        sent = (reasons.OtherFocusReason, reasons.ActiveWindowFocusReason)
        if event.reason() in sent and not self.isModified():
            self.selectAll()

    def _typed(self) -> None:
        text = self.text().replace("\u00a0", " ").replace("\u202f", " ").strip()
        meant: Any = self.read(text) if text else None
        wrong = isinstance(meant, Finding)
        self._finding = meant if wrong else None
        self._value = None if wrong else meant
        self.edited.emit()

    def _tidy(self) -> None:
        self.settled = self._value
        if self._value is not None:
            with QSignalBlocker(self):
                self.setText(self.written(self._value))
