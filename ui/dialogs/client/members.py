"""Who moves into a household, and who moves out."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.clients.households import (
    add_household_member,
    change_household_relation,
    leave_household,
)
from db.queries.clients.households import HouseholdView, MemberLine, household_of
from db.rules.codes import Relation
from db.rules.household import MemberForm
from db.rules.ids import new_id
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.client_field import ClientField
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.dialogs.saving import Now
from ui.runner import Failed
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField


class MemberDialog(FormDialog):
    """Adds a client who is on file to a household."""

    def __init__(
        self, context: PageContext, household_id: UUID, client_id: UUID, parent: QWidget
    ) -> None:
        super().__init__(t("Add a member"), t("Add member"), self._write, parent)
        self._context = context
        self._household_id = household_id
        self._id = new_id()
        self.keep_draft(Begun(context, household_id, "client", client_id))
        self.client = ClientField(context)
        self.form.add("client_id", t("Client"), self.client, required=True)
        self.form.add(
            "relation", t("Relation to the head"), Choice(choices(Relation)), required=True
        )
        self.form.add("joined_on", t("Moved in on"), DateField(context.today))
        self.start({})

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        form = MemberForm(
            self._id,
            self._household_id,
            values["client_id"],
            values["relation"],
            values["joined_on"],
        )
        self._context.runner.write(add_household_member, form, then=saved, failed=failed)


class MemberRelationDialog(FormDialog):
    """Says what a member is of the head of the household."""

    def __init__(self, context: PageContext, member: MemberLine, parent: QWidget) -> None:
        super().__init__(
            t("Relation to the head"),
            t("Save relation"),
            self._write,
            parent,
            words=member.name,
            again=self._read_again,
        )
        self._context = context
        self._member_id, self._client_id = member.id, member.client_id
        self._shown = member.relation
        self.announce(context, "household_member", member.id)
        self.form.add(
            "relation", t("Relation to the head"), Choice(choices(Relation)), required=True
        )
        self.start({"relation": member.relation})

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        self._context.runner.write(
            change_household_relation,
            self._member_id,
            values["relation"],
            self._shown,
            then=saved,
            failed=failed,
        )

    def _read_again(self, then: Now) -> None:
        def read(household: HouseholdView | None) -> None:
            for member in household.members if household is not None else ():
                if member.id == self._member_id:
                    self._shown = member.relation
                    then({"relation": member.relation}, 0)

        self._context.runner.read(household_of, self._client_id, then=read)


class MovedOutDialog(FormDialog):
    """Ends a member's time in the household; the trace stays."""

    def __init__(self, context: PageContext, member: MemberLine, parent: QWidget) -> None:
        said = t(
            "{name} no longer lives here. The time together stays on record.", name=member.name
        )
        super().__init__(t("Moved out"), t("Moved out"), self._write, parent, words=said)
        self._context = context
        self._member_id = member.id
        self.announce(context, "household_member", member.id)
        self.form.add("left_on", t("Since"), DateField(context.today), required=True)
        self.start({"left_on": context.today()})

    def _write(self, values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
        self._context.runner.write(
            leave_household, self._member_id, values["left_on"], then=saved, failed=failed
        )
