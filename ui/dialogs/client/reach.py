"""A number, an e-mail address or a postal one, and which rules mean something for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rules.codes import ContactKind, ContactRule
from db.rules.safe_contact import ADDRESSES, PHONES
from db.texts import t
from ui.widgets.inputs import PhoneInput
from ui.widgets.note_editor import NoteEditor

_OF_PHONES = (ContactRule.NO_CALL, ContactRule.NO_VOICEMAIL, ContactRule.NO_TEXT)
_ALWAYS = (ContactRule.ASK_CODE_WORD, ContactRule.PROTECTED)
IN_TURN = (*_OF_PHONES, ContactRule.NO_EMAIL, ContactRule.NO_MAIL, *_ALWAYS)


class Reach(QWidget):
    """A number or an e-mail address in one line, an address in several."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = PhoneInput()
        self.line.setMaxLength(500)
        self.lines = NoteEditor(rows=2, limit=500)
        self.lines.setMaximumHeight(self.lines.minimumHeight())
        self._several = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.lines)
        self.line.edited.connect(self.edited)
        self.lines.edited.connect(self.edited)
        self.lines.hide()
        self.setFocusProxy(self.line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else a label's access key passes it by

    def take_lines(self, several: bool) -> None:
        """One line or several; what was typed comes along."""
        if several == self._several:
            return
        typed = self.value()
        self._several = several
        self.set_value(typed)
        self.line.setVisible(not several)
        self.lines.setVisible(several)
        self.setFocusProxy(self.lines if several else self.line)

    def name(self, words: str) -> None:
        """The accessible name."""
        self.line.setAccessibleName(words)
        self.lines.setAccessibleName(words)

    def value(self) -> str:
        """What is typed."""
        return self.lines.value() if self._several else self.line.value()

    def set_value(self, value: str | None) -> None:
        """Show this without calling it an edit."""
        if self._several:
            self.lines.set_value(value)
        else:
            self.line.set_value(value)


def rules_for(kind: ContactKind) -> tuple[ContactRule, ...]:
    """The rules that mean something for a kind of contact."""
    rule = ContactRule
    own: tuple[ContactRule, ...] = ()
    if kind in PHONES:
        own = _OF_PHONES
    elif kind is ContactKind.EMAIL:
        own = (rule.NO_EMAIL,)
    elif kind in ADDRESSES:
        own = (rule.NO_MAIL,)
    return (*own, *_ALWAYS)


def value_words(kind: ContactKind) -> str:
    """What the value of a kind of contact is called."""
    if kind in PHONES:
        return t("Phone number")
    if kind is ContactKind.EMAIL:
        return t("E-mail address")
    return t("Address") if kind in ADDRESSES else t("Number or address")
