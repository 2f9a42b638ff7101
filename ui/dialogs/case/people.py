"""Who has a part in a case: clients, and people outside the agency."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.operations.cases.parties import PartyForm, add_party, change_party
from db.queries.cases.case_file import case_file
from db.queries.cases.case_parts import CaseOverview
from db.queries.cases.parties import PartyLine
from db.queries.search.hit import Hit, HitKind
from db.rules.codes import PartyRole
from db.rules.ids import new_id
from db.rules.names import PersonName
from db.rules.outside_person import PersonForm
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.case.outside import OutsidePersonDialog
from ui.dialogs.client.picker import RecordPicker
from ui.dialogs.editing import EditingDialog
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

_FIELDS = ("role", "started_on", "ended_on", "remark")


class AddPartyDialog(EditingDialog):
    """Finds a client or somebody outside, or enters somebody new, and says their part."""

    def __init__(
        self, context: PageContext, case: CaseOverview, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            t("Add to the case"),
            parent=parent,
            record_id=new_id(),
            begun=Begun(context, case.header.id, "case", case.header.id),
            width=540,
        )
        self._case_id = case.header.id
        words = t("Client or person outside")
        kinds = frozenset({HitKind.CLIENT, HitKind.PERSON})
        self.who = RecordPicker(context, words, kinds)
        self.form.add("person_id", words, self.who, required=True)
        new = Button(t("Enter somebody new…"), self._enter_new, icon="add")
        self.form.place(_left(new))
        self.role = Choice(choices(PartyRole), blank=t("Choose…"))
        self.form.add("role", t("Part in the case"), self.role, required=True)
        self.form.add("started_on", t("From"), DateField(context.today))
        self.form.add("remark", t("Remark"), TextInput(limit=200))
        self.verbs(t("Add"))
        self.who.edited.connect(self._suggest)
        self.who.setFocus()

    def write(self, reason: str) -> None:
        values = self.form.values()
        hit: Hit = values["person_id"]
        is_client = hit.kind is HitKind.CLIENT
        form = PartyForm(
            id=self.record_id,
            case_id=self._case_id,
            role=values["role"],
            client_id=hit.id if is_client else None,
            person_id=None if is_client else hit.id,
            remark=values["remark"],
            started_on=values["started_on"],
        )
        self.context.runner.write(add_party, form, then=self.done_saving, failed=self.failed)

    def _suggest(self) -> None:
        hit = self.who.value()
        if hit is not None and hit.role is not None and self.role.value() is None:
            self.role.set_value(hit.role)

    def _enter_new(self) -> None:
        OutsidePersonDialog(self.context, self._take_new, parent=self).open()

    def _take_new(self, form: PersonForm) -> None:
        name = PersonName(form.first_name, form.last_name)
        self.who.set_value(
            Hit(
                HitKind.PERSON,
                form.id,
                name,
                "",
                role=form.usual_role,
                organization=form.organization,
            )
        )
        self.role.setFocus()


class ChangePartyDialog(EditingDialog):
    """Corrects or ends somebody's part; who it is stays."""

    def __init__(
        self,
        context: PageContext,
        case: CaseOverview,
        line: PartyLine,
        parent: QWidget | None = None,
    ) -> None:
        assert line.id is not None
        super().__init__(
            context,
            t("Part in the case"),
            parent=parent,
            record_id=line.id,
            begun=Begun(context, line.id, "case", case.header.id),
            width=480,
        )
        self._case_id: UUID = case.header.id
        self._line = line
        self.version = line.version
        self.body.insertWidget(0, Text(line.name or t("Somebody restricted"), "section"))
        self.form.add("role", t("Part in the case"), Choice(choices(PartyRole)), required=True)
        self.form.add("started_on", t("From"), DateField(context.today))
        self.form.add("ended_on", t("Until"), DateField(context.today))
        self.form.add("remark", t("Remark"), TextInput(limit=200))
        self.form.set_values(_values(line))
        self.verbs(t("Save"))

    def write(self, reason: str) -> None:
        form = PartyForm(
            id=self.record_id,
            case_id=self._case_id,
            client_id=self._line.client_id,
            person_id=self._line.person_id,
            version=self.version,
            **self.form.values(),
        )
        self.context.runner.write(change_party, form, then=self.done_saving, failed=self.failed)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def got(case: CaseOverview) -> None:
            for line in case.parties:
                if line.id == self.record_id:
                    then(_values(line), line.version)

        self.context.runner.read(case_file, self._case_id, then=got, failed=self.refuse)


def _values(line: PartyLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in _FIELDS}


def _left(widget: QWidget) -> QWidget:
    room = QWidget()
    row = QHBoxLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return room
