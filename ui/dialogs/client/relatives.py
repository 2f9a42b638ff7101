"""Recording how somebody is related to a client."""

from PySide6.QtWidgets import QWidget

from db.operations.clients.relationships import RelationshipForm, relate
from db.queries.clients.client_file import ClientFile
from db.queries.search.hit import HitKind
from db.rules.codes import Relation
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.rules.relations import inverse
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.client.picker import RecordPicker
from ui.dialogs.client.saving import FormDialog
from ui.widgets.choice import Choice


class RelativeDialog(FormDialog):
    """The other is a client, or for who may read cases also somebody outside."""

    def __init__(self, context: PageContext, file: ClientFile, parent: QWidget) -> None:
        super().__init__(context, t("Add a relative"), parent)
        self._client_id = file.id
        self._id = new_id()
        kinds = {HitKind.CLIENT}
        if context.may(Action.READ_CASES):
            kinds.add(HitKind.PERSON)
        words = t("Relative")
        self.picker = RecordPicker(context, words, frozenset(kinds), frozenset({file.id}))
        self.form.add("other", words, self.picker, required=True)
        self.form.add(
            "relation",
            t("Is the client’s"),
            Choice(choices(Relation, without={Relation.HEAD})),
            required=True,
            hint=t("“Mother” means that the relative is the client’s mother."),
        )
        self._sex = file.demographics.sex
        self.finish(t("Add relative"))

    def send(self) -> None:
        hit = self.form.value("other")
        relation = self.form.value("relation")
        if hit.kind is HitKind.CLIENT:
            form = RelationshipForm(self._id, hit.id, relation, other_client_id=self._client_id)
        else:
            mine = inverse(relation, self._sex)
            form = RelationshipForm(self._id, self._client_id, mine, other_person_id=hit.id)
        self.write(relate, form)
