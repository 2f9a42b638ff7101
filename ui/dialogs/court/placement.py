"""Where a child lives: a placement, begun, corrected or ended."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.court.placements import PlacementForm, add_placement, change_placement
from db.queries.court.lists import PlacementRow, placement_list
from db.queries.court.placement_choices import PlacementChoices, placement_choices
from db.queries.people.persons import PersonRow, person_list
from db.rules.codes import PlacementKind
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.editing import EditingDialog, Saved
from ui.drafts import Draft
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.record_field import Record, RecordField
from ui.widgets.text import Text


class PlacementDialog(EditingDialog):
    """A new placement in a case, or with `placement` one that is there."""

    draft_kind = "placement"

    def __init__(
        self,
        context: PageContext,
        case_id: UUID,
        saved: Saved | None = None,
        parent: QWidget | None = None,
        *,
        placement: PlacementRow | None = None,
        placement_id: UUID | None = None,
    ) -> None:
        record_id = placement.id if placement else placement_id or new_id()
        title = t("New placement") if placement is None else t("Placement")
        super().__init__(context, title, saved, parent, record_id=record_id, columns=2, width=640)
        self.case_id = case_id
        self._child: UUID | None = None  # of a draft, until it is known who there is
        self._build()
        if placement is not None:
            self.version = placement.version
            children = [(placement.client_id, placement.client_name)]
            self.form.field("client_id").control.set_options(children)
            self.form.set_values(_values(placement))
            self.form.field("client_id").setEnabled(False)
        else:
            context.runner.read(placement_choices, case_id, then=self._know)
        self.verbs(t("Add placement") if placement is None else t("Save placement"))
        self.form.field("kind").control.setFocus()

    @classmethod
    def go_on(
        cls,
        context: PageContext,
        draft: Draft,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> "PlacementDialog":
        """With what was typed last time."""
        case_id = UUID(str(draft.data["case_id"]))
        dialog = cls(context, case_id, saved, parent, placement_id=draft.record_id)
        dialog.resume(draft)
        child = draft.data.get("client_id")
        dialog._choose_child(UUID(str(child)) if child else None)
        provider = draft.data.get("provider_id")
        if provider:
            known = (UUID(str(provider)), str(draft.data.get("provider") or ""))
            dialog.form.set_values({"provider_id": known}, clean=False)
        return dialog

    def _build(self) -> None:
        form, today = self.form, self.context.today
        three = [(True, t("Yes")), (False, t("No"))]
        form.add("client_id", t("Child"), Choice(()), required=True)
        form.add("kind", t("Kind of placement"), Choice(choices(PlacementKind)), required=True)
        form.add("started_on", t("Since"), DateField(today), required=True)
        form.add("ended_on", t("Until"), DateField(today))
        provider = RecordField(self._look, hint=t("Name or organization"))
        form.add("provider_id", t("Provider"), provider, wide=True)
        form.add("with_siblings", t("With siblings"), Choice(three, blank=t("Not known")))
        form.add("original_school", t("In the same school"), Choice(three, blank=t("Not known")))
        form.add("ended_because", t("Why it ended"), TextInput(limit=300), wide=True)
        words = t("A foster family’s last name, address and phone never print in a court report.")
        form.place(Text(words, "secondary", wrap=True), wide=True)

    def _know(self, known: PlacementChoices) -> None:
        control = self.form.field("client_id").control
        dirty = self.form.dirty()
        control.set_options(known.children)
        if self._child is not None:
            self._choose_child(self._child)
        elif control.value() is None and known.children:
            self.form.set_values({"client_id": known.children[0][0]}, clean=not dirty)

    def _choose_child(self, child: UUID | None) -> None:
        """Choose the child of a draft, now or when it is known who there is."""
        self._child = child
        if child in self.form.field("client_id").control.values():
            self.form.set_values({"client_id": child}, clean=False)
            self._child = None

    def _look(self, text: str, then: Callable[[Sequence[Record]], object]) -> None:
        def arrived(rows: Sequence[PersonRow]) -> None:
            then([(row.id, _person_words(row)) for row in rows])

        self.context.runner.read(
            person_list, text, None, 20, then=arrived, replace_key=(self, "provider")
        )

    def write(self, reason: str) -> None:
        form = PlacementForm(
            id=self.record_id, case_id=self.case_id, version=self.version, **self.form.values()
        )
        operation = change_placement if self.version else add_placement
        self.context.runner.write(operation, form, then=self.done_saving, failed=self.failed)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def arrived(placements: Sequence[PlacementRow]) -> None:
            found = next((one for one in placements if one.id == self.record_id), None)
            if found is None:
                self.failed(Refused(hard("record.gone", kind="placement")))
                return
            values = _values(found)
            if found.provider_id is not None:
                self.form.field("provider_id").control.know((found.provider_id, found.provider))
            then({**values, "provider_id": found.provider_id}, found.version)

        self.context.runner.read(placement_list, self.case_id, then=arrived, failed=self.failed)

    def draft_title(self) -> str:
        return t("A placement")

    def draft_data(self) -> dict[str, Any]:
        provider = self.form.value("provider_id")
        child = self.form.value("client_id") or self._child
        return {
            "case_id": str(self.case_id),
            "client_id": str(child) if child else None,
            "provider_id": str(provider) if provider else None,
            "provider": self.form.field("provider_id").control.text(),
        }


def _person_words(row: PersonRow) -> str:
    if row.organization and row.organization != row.name:
        return t("{name} · {organization}", name=row.name, organization=row.organization)
    return row.name


def _values(placement: PlacementRow) -> dict[str, Any]:
    provider = (placement.provider_id, placement.provider) if placement.provider_id else None
    return {
        "client_id": placement.client_id,
        "kind": placement.kind,
        "provider_id": provider,
        "started_on": placement.started_on,
        "ended_on": placement.ended_on,
        "with_siblings": placement.with_siblings,
        "original_school": placement.original_school,
        "ended_because": placement.ended_because,
    }
