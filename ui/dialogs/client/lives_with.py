"""With whom a new client lives: somebody on file, and what they are to the head."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.queries.search.hit import Hit
from db.rules.codes import Relation
from db.rules.findings import Finding
from db.texts import sentence, t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.client.picker import RecordPicker
from ui.widgets.choice import Choice
from ui.widgets.field import Field


class LivesWith(QWidget):
    """The value is (`Hit`, `Relation`), or None while nobody is chosen."""

    edited = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        words = t("Lives with")
        self.picker = RecordPicker(context, words)
        self.relation = Choice(
            choices(Relation, without={Relation.HEAD}), blank=t("Choose the relation")
        )
        self.who = Field(
            "lives_with", words, self.picker, hint=t("A client who is on file already")
        )
        self.how = Field("relation", t("Relation to the head of the household"), self.relation)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.who, 1)
        row.addWidget(self.how, 1)
        self.who.edited.connect(self.edited)
        self.how.edited.connect(self.edited)

    def value(self) -> tuple[Hit, Relation] | None:
        """Who, and as what."""
        hit, relation = self.picker.value(), self.relation.value()
        return (hit, relation) if hit is not None and relation is not None else None

    def clear(self) -> None:
        """Nobody."""
        self.picker.line.set_value("")
        self.picker.set_value(None)
        self.relation.set_value(None)
        self.who.set_error("")
        self.how.set_error("")

    def typed(self) -> bool:
        """Whether anything stands here."""
        return bool(self.picker.line.value()) or self.picker.value() is not None

    def validate(self) -> bool:
        """Either nothing is said, or who and as what."""
        nobody = self.typed() and self.picker.value() is None
        self.who.set_error(t("Choose somebody from the list, or empty the line.") if nobody else "")
        unsaid = self.picker.value() is not None and self.relation.value() is None
        self.how.set_error(t("Choose the relation.") if unsaid else "")
        if nobody:
            self.picker.line.setFocus()
        elif unsaid:
            self.relation.setFocus()
        return not (nobody or unsaid)

    def show_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show those that belong here; gives the others."""
        others = []
        for finding in findings:
            if finding.field == "relation":
                self.how.set_error(sentence(finding))
            elif finding.field in {"client_id", "joined_on"}:
                self.who.set_error(sentence(finding))
            else:
                others.append(finding)
        return tuple(others)

    def snapshot(self) -> dict[str, Any]:
        """As typed: JSON values."""
        relation = self.relation.value()
        return {"typed": self.picker.line.value(), "relation": relation and relation.value}

    def resume(self, kept: Mapping[str, Any]) -> None:
        """Put a snapshot back and look again."""
        self.picker.line.setText(str(kept.get("typed") or ""))
        self.picker.look_now()
        relation = kept.get("relation")
        self.relation.set_value(Relation(str(relation)) if relation else None)
