"""With whom a client lives, and how they are related."""

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.operations.clients.relationships import remove_relationship
from db.queries.clients.client_file import ClientFile
from db.queries.clients.households import MemberLine, RelativeLine
from db.rules.codes import HouseholdType, Housing
from db.rules.permissions import Action
from db.texts import label, t, tn
from db.texts.dates import money
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.item_models.table import TableModel
from ui.pages.clients.household_columns import member_columns, relative_columns
from ui.pages.clients.small_list import list_header
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text


class HouseholdTab(QWidget):
    """Members and relatives in two lists; what can be done is done to the row in front."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._file: ClientFile | None = None
        self._may = context.may(Action.EDIT_CLIENTS)
        self.members: TableModel[MemberLine] = TableModel(member_columns())
        self.relatives: TableModel[RelativeLine] = TableModel(relative_columns())
        self.edit_button = self._button(t("Details…"), self._edit)
        self.add_button = self._button(t("Add member…"), self._add)
        self.left_button = self._button(t("Moved out…"), self._moved_out)
        self.relation_button = self._button(t("Relation…"), self._relation)
        self.ended_button = self._button(t("Ended…"), self._ended)
        self.relate_button = self._button(t("Add relative…"), self._relate)
        self.remove_button = self._button(t("Remove relative"), self._remove)
        self.edit_button.setAccessibleName(t("Household details"))
        self.facts = Text("", "secondary", wrap=True)
        self.member_list = ListPane(
            "client.members",
            context.settings,
            self.members,
            title=t("Members of the household"),
            searchable=False,
            count=lambda n: tn("{n} person", "{n} people", n),
            empty=EmptyState(
                t("No household is recorded"),
                t("Record one to say with whom this client lives."),
                step=t("Record a household") if self._may else "",
                clicked=self._edit,
            ),
        )
        self.relative_list = ListPane(
            "client.relatives",
            context.settings,
            self.relatives,
            title=t("Relatives"),
            searchable=False,
            count=lambda n: tn("{n} relative", "{n} relatives", n),
            empty=EmptyState(t("No relatives are recorded")),
        )
        for pane in (self.member_list, self.relative_list):
            pane.current_changed.connect(lambda _: self._enable())
        self.member_list.opened.connect(self._go_to_member)
        self.relative_list.opened.connect(self._go_to_relative)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        buttons = (self.edit_button, self.relation_button, self.left_button, self.add_button)
        column.addWidget(list_header(t("Household"), self.member_list, *buttons))
        column.addWidget(self.facts)
        column.addWidget(self.member_list, 3)
        relative_buttons = (self.remove_button, self.ended_button, self.relate_button)
        column.addWidget(list_header(t("Relatives"), self.relative_list, *relative_buttons))
        column.addWidget(self.relative_list, 2)

    def show_file(self, file: ClientFile) -> None:
        """Show this client's."""
        self._file = file
        household = file.household
        self.members.set_rows(household.members if household else ())
        self.relatives.set_rows(file.relatives)
        parts: list[str] = []
        if household is not None:
            if household.kind is not HouseholdType.UNKNOWN:
                parts.append(label(household.kind))
            if household.housing is not Housing.UNKNOWN:
                parts.append(t("Housing: {housing}", housing=label(household.housing)))
            if household.yearly_income is not None:
                income = money(household.yearly_income)
                parts.append(t("{income} a year", income=income))
        self.facts.setText(" · ".join(parts))
        self.facts.setVisible(bool(parts))
        self._enable()

    def _button(self, words: str, clicked: object) -> Button:
        made = Button(words, clicked)  # type: ignore[arg-type]
        made.setVisible(self._may)
        return made

    def _enable(self) -> None:
        has = self._file is not None and self._file.household is not None
        member = self._member()
        self.add_button.setEnabled(has)
        lives_here = member is not None and not member.hidden and member.left_on is None
        self.left_button.setEnabled(lives_here)
        self.relation_button.setEnabled(lives_here)
        relative = self._relative()
        known = relative is not None and not relative.hidden
        self.remove_button.setEnabled(known)
        self.ended_button.setEnabled(known and relative is not None and relative.ended_on is None)

    def _member(self) -> MemberLine | None:
        return self.members.row_with(self.member_list.current_id())

    def _relative(self) -> RelativeLine | None:
        return self.relatives.row_with(self.relative_list.current_id())

    def _go_to_member(self, member_id: UUID) -> None:
        member = self.members.row_with(member_id)
        if member is not None and member.client_id is not None:
            self._context.navigate("client", member.client_id)

    def _go_to_relative(self, relative_id: UUID) -> None:
        relative = self.relatives.row_with(relative_id)
        if relative is not None and relative.client_id is not None:
            self._context.navigate("client", relative.client_id)

    # ---- doing ----

    def _edit(self) -> None:
        from ui.dialogs.client.household import HouseholdDialog

        if self._file is not None:
            HouseholdDialog(self._context, self._file, self).open()

    def _add(self) -> None:
        from ui.dialogs.client.members import MemberDialog

        if self._file is not None and self._file.household is not None:
            MemberDialog(self._context, self._file.household.id, self._file.id, self).open()

    def _moved_out(self) -> None:
        from ui.dialogs.client.members import MovedOutDialog

        member = self._member()
        if member is not None:
            MovedOutDialog(self._context, member, self).open()

    def _relation(self) -> None:
        from ui.dialogs.client.members import MemberRelationDialog

        member = self._member()
        if member is not None:
            MemberRelationDialog(self._context, member, self).open()

    def _ended(self) -> None:
        from ui.dialogs.client.relatives import RelationEndedDialog

        relative = self._relative()
        if relative is not None:
            RelationEndedDialog(self._context, relative, self).open()

    def _relate(self) -> None:
        from ui.dialogs.client.relatives import RelativeDialog

        if self._file is not None:
            RelativeDialog(self._context, self._file, self).open()

    def _remove(self) -> None:
        relative = self._relative()
        if relative is None:
            return
        words = t(
            "{relation} {name} will no longer stand here. The audit log keeps a trace.",
            relation=label(relative.relation),
            name=relative.name,
        )
        confirm(
            self,
            t("Remove this relative?"),
            words,
            t("Remove"),
            lambda: self._context.runner.write(remove_relationship, relative.id),
            destructive=True,
        )
