"""One way to reach somebody: kind, number or address, and what it must not be used for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.rules.clients.contact import ContactForm
from db.rules.codes import ContactKind, ContactRule
from db.rules.findings import Finding
from db.rules.safe_contact import ADDRESSES
from db.texts import label, sentence, t
from db.texts.labels import choices
from ui.dialogs.client.reach import IN_TURN, Reach, rules_for, value_words
from ui.widgets.buttons import IconButton
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text import reveal


class ContactRow(QFrame):
    """The rules that are offered are those that mean something for the kind."""

    edited = Signal()
    removed = Signal(object)
    preferred_chosen = Signal(object)
    fitted = Signal()  # other controls than before are shown

    def __init__(self, point_id: UUID, kind: ContactKind, number: int) -> None:
        super().__init__()
        self.setProperty("shape", "card")
        self.point_id = point_id
        self._kind = Choice(choices(ContactKind))
        self._kind.set_value(kind)
        self._reach = Reach()
        self._label = TextInput(limit=80, placeholder=t("work, her sister’s …"))
        self.preferred = Tick(t("Preferred"))
        self.rules = {rule: Tick(label(rule)) for rule in ContactRule}
        self.kind_field = Field("kind", t("Kind"), self._kind)
        self.value_field = Field("value", "", self._reach)
        self.label_field = Field("label", t("Remark"), self._label)
        self.remove = IconButton("delete", t("Remove"), lambda: self.removed.emit(self))
        self._number = number
        self._lay_out()
        self._kind.edited.connect(self._kind_chosen)
        self.preferred.edited.connect(self._preferred)
        ticks = (self.preferred, *self.rules.values())
        for control in (self._kind, self._reach, self._label):
            control.edited.connect(self.edited)
        for tick in ticks:
            tick.edited.connect(self.edited)
        self._fit()
        self.count_as(number)

    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key visits, in reading order."""
        typed = (self._kind, self._reach.line, self._reach.lines, self._label, self.remove)
        ticks = (self.rules[rule] for rule in rules_for(self.kind()))
        return (*typed, self.preferred, *ticks)

    def kind(self) -> ContactKind:
        """The kind that is chosen."""
        return ContactKind(self._kind.value())

    def filled(self) -> bool:
        """Whether something is typed: a row nobody touched is not saved."""
        ticked = any(tick.value() for tick in self.rules.values())
        return bool(self._reach.value() or self._label.value() or ticked)

    def value(self) -> ContactForm:
        """What is entered; rules that do not apply to the kind are left out."""
        offered = rules_for(self.kind())
        return ContactForm(
            id=self.point_id,
            kind=self.kind(),
            value=self._reach.value(),
            label=self._label.value(),
            rules=frozenset(rule for rule in offered if self.rules[rule].value()),
            preferred=self.preferred.value(),
        )

    def set_value(self, point: ContactForm) -> None:
        """Show a contact point without calling it an edit."""
        self._kind.set_value(point.kind)
        self._fit()
        self._reach.set_value(point.value)
        self._label.set_value(point.label)
        self.preferred.set_value(point.preferred)
        for rule, tick in self.rules.items():
            tick.set_value(rule in point.rules)

    def snapshot(self) -> dict[str, Any]:
        """As typed: JSON values."""
        return {
            "id": str(self.point_id),
            "kind": self.kind().value,
            "value": self._reach.value(),
            "label": self._label.value(),
            "preferred": self.preferred.value(),
            "rules": [rule.value for rule, tick in self.rules.items() if tick.value()],
        }

    def resume(self, kept: Mapping[str, Any]) -> None:
        """Put a snapshot back."""
        self.set_value(
            ContactForm(
                self.point_id,
                ContactKind(str(kept["kind"])),
                str(kept.get("value", "")),
                str(kept.get("label", "")),
                frozenset(ContactRule(str(one)) for one in kept.get("rules", ())),
                bool(kept.get("preferred")),
            )
        )

    def show_finding(self, finding: Finding) -> None:
        """Say what is wrong and go there."""
        self.show_problem(sentence(finding))
        self._reach.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the number or address, or that nothing is."""
        self.value_field.set_error(words)

    def count_as(self, number: int) -> None:
        """Number the row: two rows' controls must not have the same names."""
        self._number = number
        named = t("contact {n}", n=number)
        for words, widget in (
            (t("Kind"), self._kind),
            (t("Remark"), self._label),
            (t("Preferred"), self.preferred),
            (t("Remove"), self.remove),
            *((label(rule), tick) for rule, tick in self.rules.items()),
        ):
            widget.setAccessibleName(t("{what}, {contact}", what=words, contact=named))
        self.remove.setToolTip(self.remove.accessibleName())
        self._name_value()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        parts = ((self.kind_field, 3), (self.value_field, 5), (self.label_field, 3))
        line.addWidget(SideBySide(*parts), 1)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        ticks = Flow(self.preferred, *(self.rules[rule] for rule in IN_TURN), spacing=12)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(12, 8, 8, 8)
        column_layout.setSpacing(4)
        column_layout.addLayout(line)
        column_layout.addWidget(ticks)
        self.setFocusProxy(self._reach)

    def _kind_chosen(self) -> None:
        self._fit()
        self._name_value()
        self.fitted.emit()

    def _fit(self) -> None:
        """Offer what belongs to the kind."""
        kind = self.kind()
        self._reach.take_lines(kind in ADDRESSES)
        offered = rules_for(kind)
        for rule, tick in self.rules.items():
            reveal(tick, rule in offered)
        assert self.value_field.label is not None
        self.value_field.label_text = value_words(kind)
        self.value_field.label.setText(value_words(kind))

    def _name_value(self) -> None:
        words = value_words(self.kind())
        named = t("contact {n}", n=self._number)
        self._reach.name(t("{what}, {contact}", what=words, contact=named))

    def _preferred(self) -> None:
        if self.preferred.value():
            self.preferred_chosen.emit(self)
