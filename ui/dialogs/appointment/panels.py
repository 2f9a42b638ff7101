"""Beside the fields: what stands against the appointment, and when everybody is free."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from db.queries.calendar.next_free import Slot
from db.rules.findings import Finding, Severity
from db.texts import sentence, t
from db.texts.dates import time_short, weekday_date
from ui.item_models.columns import _NOWHERE, ROW_ROLE, Index
from ui.theme.following import follow
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.card import SectionHeader
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
        column.addWidget(SectionHeader(t("What stands against it")))
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


class _Slots(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.slots: Sequence[Slot] = ()

    def show_slots(self, slots: Sequence[Slot]) -> None:
        self.beginResetModel()
        self.slots = tuple(slots)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.slots)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        slot = self.slots[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return slot_words(slot)
        return slot if role == ROW_ROLE else None


def slot_words(slot: Slot) -> str:
    """Like "Tue, Mar 3, 9:00 AM to 10:00 AM"."""
    return t(
        "{day}, {first} to {last}",
        day=weekday_date(slot.starts_at.date()),
        first=time_short(slot.starts_at),
        last=time_short(slot.ends_at),
    )


class _SlotList(QListView):
    """Enter takes a time; it must not reach the dialog, whose main button it would press.
    Ctrl+Enter does."""

    entered_on = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.entered_on.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), look().metrics().height() + 8)


class NextFreePanel(QWidget):
    """Emits `wanted` when somebody asks, and `chosen` with a `Slot`."""

    wanted = Signal()
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QGridLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setVerticalSpacing(8)
        self.button = Button(t("Next free"), self.wanted.emit, icon="calendar")
        self.button.setToolTip(t("The first times that suit the workers, the client and the room"))
        self.state = Text("", "secondary", wrap=True)
        self.state.hide()
        self._model = _Slots(self)
        self.list = _SlotList()
        self.list.setAccessibleName(t("Free times"))
        self.list.setModel(self._model)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_Row(self.list))
        self.list.clicked.connect(self._take)
        self.list.entered_on.connect(self._take)
        self.list.hide()
        column.addWidget(self.button, 0, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.state, 1, 0)
        column.addWidget(self.list, 2, 0)
        follow(self, self._measure)

    def slots_shown(self) -> Sequence[Slot]:
        """The times in the list."""
        return self._model.slots

    def show_slots(self, slots: Sequence[Slot], days: int) -> None:
        """Offer these times."""
        self._model.show_slots(slots)
        self.list.setVisible(bool(slots))
        words = t("Nothing is free for all of them within {days} days.", days=days)
        self.say("" if slots else words)
        self._measure()
        if slots:
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Say why there is no list."""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def _take(self, index: Index) -> None:
        self.chosen.emit(index.data(ROW_ROLE))

    def _measure(self) -> None:
        shown = max(1, self._model.rowCount())
        self.list.setFixedHeight(shown * (look().metrics().height() + 8) + 6)
