"""With whom a new client lives: somebody on file, and what they are to the head."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.rules.codes import Relation
from db.rules.findings import Finding
from db.texts import sentence, t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.client_field import ClientField
from ui.widgets.choice import Choice
from ui.widgets.field import Field


class LivesWith(QWidget):
    """The value is (client's id, `Relation`), or None while nobody is chosen."""

    edited = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        words = t("Lives with")
        self.client = ClientField(context, words)
        self.relation = Choice(
            choices(Relation, without={Relation.HEAD}), blank=t("Choose the relation")
        )
        self.who = Field(
            "lives_with", words, self.client, hint=t("A client who is on file already")
        )
        self.how = Field("relation", t("Relation to the head of the household"), self.relation)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.who, 1)
        row.addWidget(self.how, 1)
        self.who.edited.connect(self.edited)
        self.how.edited.connect(self.edited)

    def value(self) -> tuple[UUID, Relation] | None:
        """Who, and as what."""
        client_id, relation = self.client.value(), self.relation.value()
        return (client_id, relation) if client_id and relation is not None else None

    def clear(self) -> None:
        """Nobody."""
        self.client.set_value(None)
        self.relation.set_value(None)
        self.who.set_error("")
        self.how.set_error("")

    def typed(self) -> bool:
        """Whether anything stands here."""
        return bool(self.client.query()) or self.client.value() is not None

    def validate(self) -> bool:
        """Either nothing is said, or who and as what."""
        nobody = self.typed() and self.client.value() is None
        self.who.set_error(t("Choose somebody from the list, or empty the line.") if nobody else "")
        unsaid = self.client.value() is not None and self.relation.value() is None
        self.how.set_error(t("Choose the relation.") if unsaid else "")
        if nobody:
            self.client.setFocus()
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
        """Who is chosen, and as what: JSON values."""
        relation = self.relation.value()
        client_id = self.client.value()
        return {
            "client": str(client_id) if client_id else None,
            "relation": relation.value if relation else None,
        }

    def resume(self, kept: Mapping[str, Any]) -> None:
        """Put a snapshot back."""
        self.client.set_value(kept.get("client"))
        relation = kept.get("relation")
        self.relation.set_value(Relation(str(relation)) if relation else None)
