"""Somebody outside the agency: an attorney, a judge, a foster parent, a school."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.people.persons import add_person, change_person
from db.queries.opened import Opened
from db.queries.people.persons import person_form
from db.rules.codes import PartyRole
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.outside_person import PersonForm
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.client.contact_points import ContactPoints
from ui.dialogs.editing import EditingDialog
from ui.theme.look import look
from ui.widgets.choice import Choice
from ui.widgets.inputs import TextInput, Tick

_FIELDS = ("first_name", "last_name", "organization", "usual_role", "protected")


class OutsidePersonDialog(EditingDialog):
    """Enters somebody new, or changes who is on file (`opened`). `entered(form)` follows."""

    def __init__(
        self,
        context: PageContext,
        entered: Callable[[PersonForm], object],
        opened: Opened[PersonForm] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        record_id = new_id() if opened is None else opened.form.id
        super().__init__(
            context,
            t("Person outside the agency"),
            parent=parent,
            record_id=record_id,
            begun=Begun(
                context, context.user.id if opened is None else record_id, "section.clients"
            ),
            columns=2,
            width=look().px(680),
        )
        self._entered = entered
        self._is_new = opened is None
        self.version = 0 if opened is None else opened.version
        form = self.form
        form.add("first_name", t("First name"), TextInput(limit=100))
        form.add("last_name", t("Last name"), TextInput(limit=100))
        form.add("organization", t("Organization"), TextInput(limit=200))
        roles = choices(PartyRole, without={PartyRole.CLIENT})
        form.add("usual_role", t("Usual part"), Choice(roles), required=True)
        form.add(
            "protected",
            "",
            Tick(t("Protected: name, address and phone are never printed")),
            hint=t("Foster parents always are."),
            wide=True,
        )
        self.points = ContactPoints()
        form.add("contact_points", t("Ways to reach them"), self.points, wide=True)
        shown = opened.form if opened is not None else PersonForm(record_id)
        form.set_values({name: getattr(shown, name) for name in _FIELDS})
        form.set_values({"contact_points": shown.contact_points})
        self.verbs(t("Save"))
        form.field("first_name").control.setFocus()

    def write(self, reason: str) -> None:
        form = self.person()
        runner = self.context.runner
        if self._is_new:
            runner.write(add_person, form, then=self._done, failed=self.failed)
        else:
            runner.write(change_person, form, self.version, then=self._done, failed=self.failed)

    def person(self) -> PersonForm:
        """What stands in the form."""
        return PersonForm(self.record_id, **self.form.values())

    def failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and not isinstance(error, Stale):
            self._rest(False)
            self.form.show_findings(self.points.show_findings(error.findings))
        else:
            super().failed(error)

    def read_again(self, then: Callable[[Any, int], object]) -> None:
        """Somebody else saved: what they saved is shown, and what was typed stays beside it."""

        def got(opened: Opened[PersonForm]) -> None:
            then({name: getattr(opened.form, name) for name in _FIELDS}, opened.version)

        self.context.runner.read(person_form, self.record_id, then=got, failed=self.refuse)

    def _done(self, _: object) -> None:
        form = self.person()
        self.done_saving()
        self._entered(form)


def change_person_of(
    context: PageContext, person_id: UUID, changed: Callable[[], object], parent: QWidget
) -> None:
    """Open the dialog for somebody who is on file."""

    def show(opened: Opened[PersonForm]) -> None:
        OutsidePersonDialog(context, lambda _: changed(), opened, parent).open()

    context.runner.read(person_form, person_id, then=show)
