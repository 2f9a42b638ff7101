"""The plain controls of a form, each with the same three things: `value`, `set_value`, `edited`.

A control that can be filled in wrongly says so by `problem()`; one that understands what was
typed says what it understood by `echo()`. `Field` shows both in words below the control.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING, Any, Protocol

from PySide6 import QtCore
from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent


class Control(Protocol):
    """What a form needs of its controls (which are widgets as well)."""

    @property
    def edited(self) -> SignalInstance: ...

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...


class TextInput(QLineEdit):
    """One line of text. The value is trimmed; an empty line is the empty string."""

    edited = Signal()

    def __init__(
        self, *, placeholder: str = "", limit: int = 500, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMaxLength(limit)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        """The text without spaces around it."""
        return " ".join(self.text().split())

    def set_value(self, value: str | None) -> None:
        """Show this text without calling it an edit."""
        with QSignalBlocker(self):
            self.setText(value or "")
            self.setCursorPosition(0)


class PasswordInput(TextInput):
    """A password: never trimmed, hidden unless `reveal` is called, with a word on Caps Lock."""

    caps = Signal(bool)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(limit=1000, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        """The password as typed."""
        return self.text()

    def reveal(self, shown: bool) -> None:
        """Show or hide what is typed."""
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            shifted = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(letter.isupper() != shifted)
        elif event.key() == QtCore.Qt.Key.Key_CapsLock:
            self.caps.emit(False)
        super().keyPressEvent(event)


class PhoneInput(TextInput):
    """A telephone number: formatted when it is left; what cannot be formatted stays as typed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(limit=80, parent=parent)
        self.setInputMethodHints(QtCore.Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.editingFinished.connect(self._format)

    def _format(self) -> None:
        with QSignalBlocker(self):
            from db.rules.phones import format_phone

            self.setText(format_phone(self.text()))


class Tick(QCheckBox):
    """A check box; its value is a bool."""

    edited = Signal()

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.toggled.connect(lambda _: self.edited.emit())

    def sizeHint(self) -> QSize:
        """With room for the kerning that the underline of an access key costs."""
        return super().sizeHint() + QSize(self.fontMetrics().height() // 4, 0)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick or clear it without calling it an edit."""
        with QSignalBlocker(self):
            self.setChecked(bool(value))
