"""Who moves into a household, and who moves out."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.clients.households import add_household_member, leave_household
from db.queries.clients.households import MemberLine
from db.rules.codes import Relation
from db.rules.household import MemberForm
from db.rules.ids import new_id
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.client.picker import RecordPicker
from ui.dialogs.client.saving import FormDialog
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.text import Text


class MemberDialog(FormDialog):
    """Adds a client who is on file to a household."""

    def __init__(self, context: PageContext, household_id: UUID, parent: QWidget) -> None:
        super().__init__(context, t("Add a member"), parent)
        self._household_id = household_id
        self._id = new_id()
        words = t("Client")
        self.picker = RecordPicker(context, words)
        self.form.add("client_id", words, self.picker, required=True)
        self.form.add(
            "relation", t("Relation to the head"), Choice(choices(Relation)), required=True
        )
        self.form.add("joined_on", t("Moved in on"), DateField(context.today))
        self.finish(t("Add member"))

    def send(self) -> None:
        values = self.form.values()
        form = MemberForm(
            self._id,
            self._household_id,
            values["client_id"].id,
            values["relation"],
            values["joined_on"],
        )
        self.write(add_household_member, form)


class MovedOutDialog(FormDialog):
    """Ends a member's time in the household; the trace stays."""

    def __init__(self, context: PageContext, member: MemberLine, parent: QWidget) -> None:
        super().__init__(context, t("Moved out"), parent)
        self._member_id = member.id
        self.body.insertWidget(0, Text(member.name, "section", wrap=True))
        day = DateField(context.today)
        words = t("The time together stays in the record.")
        self.form.add("left_on", t("Moved out on"), day, required=True, hint=words)
        self.form.set_values({"left_on": context.today()})
        self.finish(t("Moved out"))

    def send(self) -> None:
        self.write(leave_household, self._member_id, self.form.value("left_on"))
