"""Recording how somebody is related to a client."""

from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.clients.relationships import RelationshipForm, end_relationship, relate
from db.queries.clients.client_file import ClientFile
from db.queries.clients.households import RelativeLine
from db.queries.search.hit import HitKind
from db.rules.codes import Relation
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.rules.relations import inverse
from db.texts import label, t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.client.picker import RecordPicker
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.runner import Failed
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField


class RelativeDialog(FormDialog):
    """The other is a client, or for who may read cases also somebody outside."""

    def __init__(self, context: PageContext, file: ClientFile, parent: QWidget) -> None:
        super().__init__(t("Add a relative"), t("Add relative"), self._write, parent)
        self._context = context
        self._file = file
        self._id = new_id()
        self.keep_draft(Begun(context, file.id, "client", file.id))
        kinds = {HitKind.CLIENT}
        if context.may(Action.READ_CASES):
            kinds.add(HitKind.PERSON)
        self.relative = RecordPicker(context, t("Relative"), frozenset(kinds), frozenset({file.id}))
        self.form.add("other", t("Relative"), self.relative, required=True)
        self.form.add(
            "relation",
            t("Is the client’s"),
            Choice(choices(Relation, without={Relation.HEAD})),
            required=True,
            hint=t("“Mother” means that the relative is the client’s mother."),
        )
        self.start({})

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        hit, relation, mine = values["other"], values["relation"], self._file.id
        if hit.kind is HitKind.CLIENT:
            form = RelationshipForm(self._id, hit.id, relation, other_client_id=mine)
        else:
            turned = inverse(relation, self._file.demographics.sex)
            form = RelationshipForm(self._id, mine, turned, other_person_id=hit.id)
        self._context.runner.write(relate, form, then=saved, failed=failed)


class RelationEndedDialog(FormDialog):
    """Says since when two people are no longer related; the trace stays."""

    def __init__(self, context: PageContext, relative: RelativeLine, parent: QWidget) -> None:
        words = t("{relation}: {name}", relation=label(relative.relation), name=relative.name)
        super().__init__(t("Relationship ended"), t("Ended"), self._write, parent, words=words)
        self._context = context
        self._relationship_id = relative.id
        self.announce(context, "relationship", relative.id)
        self.form.add("ended_on", t("Ended on"), DateField(context.today), required=True)
        self.start({"ended_on": context.today()})

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        self._context.runner.write(
            end_relationship,
            self._relationship_id,
            values["ended_on"],
            then=saved,
            failed=failed,
        )
