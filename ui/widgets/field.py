"""One field of a form: its label above, what it understood and what is wrong below."""

from collections.abc import Callable
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from db.texts import t
from ui.theme.look import look
from ui.widgets.choice import Choice
from ui.widgets.inputs import Tick
from ui.widgets.text import Text, restyle

_LONG = 28  # letters of a label, from which on it may take a second line


class Field(QWidget):
    """A label, a control and the words below it.

    `name` is the field's name in findings. `control` has `value`, `set_value` and `edited`
    (see `ui.widgets.inputs`). Errors are labels, and the control's accessible description.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        label: str,
        control: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        check: Callable[[Any], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.label_text = label
        self.control: Any = control
        self.required = required
        self._hint = hint
        self._check = check
        self._touched = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if isinstance(control, Tick):
            self.label: QLabel | None = None
        else:
            self.label = self._label_row(column, label, control)
        column.addWidget(control)
        self.below = Text("", "secondary", wrap=True)
        self.below.setVisible(False)
        column.addWidget(self.below)
        self.error = Text("", "error", wrap=True)
        self._sign: QLabel | None = None
        self._error_line = QHBoxLayout()
        self._error_line.setSpacing(4)
        self._error_line.addWidget(self.error, 1)
        column.addLayout(self._error_line)
        self.error.setVisible(False)
        column.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(control)
        control.edited.connect(self._on_edit)  # type: ignore[attr-defined]
        self._describe()
        self.show_echo()

    def _label_row(self, column: QVBoxLayout, text: str, control: QWidget) -> QLabel:
        label = _Label(text, "label", wrap=len(text) > _LONG)
        label.setBuddy(control)
        no_focus = control.focusProxy() is not None and not control.focusPolicy().value
        if no_focus:  # Qt passes by a buddy that takes no cursor itself, whatever it hands it on to
            control.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        if isinstance(control, Choice):
            control.name_line(text)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        if self.required:
            row.addWidget(Text(t("required"), "secondary"))
        row.addStretch()
        column.addLayout(row)
        self._label_line = row
        return label

    def add_beside_label(self, widget: QWidget) -> None:
        """Put a widget at the end of the label's line: what comes there moves nothing below it."""
        self._label_line.addWidget(widget)

    def whole_width(self) -> int:
        """How wide it is at least with its label in one line."""
        least = self.minimumSizeHint().width()
        if self.label is None or not self.label.wordWrap():
            return least
        more = self.label.sizeHint().width() - self.label.minimumSizeHint().width()
        return max(least, self._label_line.minimumSize().width() + more)

    def value(self) -> Any:
        """The control's value."""
        return self.control.value()

    def set_value(self, value: Any) -> None:
        """Fill the control and forget its error."""
        self.control.set_value(value)
        self._forget_touch()
        self.set_error("")
        self.show_echo()

    def _forget_touch(self) -> None:
        if self._touched:
            self._touched = False
            self.control.removeEventFilter(self)

    def set_error(self, text: str) -> None:
        """Say what is wrong, or with "" that nothing is."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self._show_sign(bool(text))
        if bool(self.control.property("invalid")) != bool(text):
            self.control.setProperty("invalid", bool(text))
            restyle(self.control)
        self._describe()

    def _show_sign(self, shown: bool) -> None:
        """The shape before the words of an error; not made before there is one."""
        if not shown:
            if self._sign is not None:
                self._sign.hide()
            return
        from ui.theme.icons import pixmap

        if self._sign is None:
            self._sign = QLabel()
            self._error_line.insertWidget(0, self._sign, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        self._sign.setPixmap(pixmap("danger", look().tokens.danger, look().px(16)))
        self._sign.show()

    def problem(self) -> str:
        """What is wrong with the value as it stands, or ""."""
        own = self.control.problem() if hasattr(self.control, "problem") else ""
        if own:
            return str(own)
        value = self.value()
        if self.required and (value is None or value == "" or value == () or value == []):
            return t("“{field}” is needed.", field=self.label_text)
        return self._check(value) if self._check is not None else ""

    def validate(self) -> bool:
        """Show what is wrong, and whether nothing is."""
        problem = self.problem()
        self.set_error(problem)
        return not problem

    def set_hint(self, words: str) -> None:
        """Say this below the control while it has nothing to say itself."""
        self._hint = words
        self._describe()
        self.show_echo()

    def show_echo(self) -> None:
        """Show what the control understood, or the hint."""
        echo = self.control.echo() if hasattr(self.control, "echo") else ""
        words = echo or self._hint
        self.below.setText(words)
        self.below.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            self._touched
            and isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() != QtCore.Qt.FocusReason.PopupFocusReason  # its own list opens
        ):
            self.validate()
            self.show_echo()
        return False

    def _on_edit(self) -> None:
        if not self._touched:
            self._touched = True
            self.control.installEventFilter(self)
        if self.error.text():
            self.set_error("")
        self.show_echo()
        self.edited.emit()

    def _describe(self) -> None:
        words = [self.error.text(), t("required") if self.required else "", self._hint]
        self.control.setAccessibleDescription(". ".join(part for part in words if part))


class _Label(Text):
    """The underline of an access key costs the kerning, for which Qt leaves no room.

    One that may wrap does so only where there is no room for it in one line.
    """

    def minimumSizeHint(self) -> QSize:
        return self._with_room(super().minimumSizeHint())

    def sizeHint(self) -> QSize:
        if self.wordWrap():
            line = self.fontMetrics().size(QtCore.Qt.TextFlag.TextShowMnemonic, self.text())
            return self._with_room(line)
        return self._with_room(super().sizeHint())

    def _with_room(self, size: QSize) -> QSize:
        return size + QSize(self.fontMetrics().height() // 4, 0)
