"""Everybody who has a part in the case, with what may be done to reach them."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.operations.cases.parties import remove_party
from db.queries.cases.case_parts import CaseOverview
from db.queries.cases.parties import PartyLine
from db.rules.permissions import Action
from db.texts import label, sentence, t, tn
from ui.context import PageContext
from ui.dialogs.case.outside import change_person_of
from ui.dialogs.case.people import AddPartyDialog, ChangePartyDialog
from ui.dialogs.confirm import confirm
from ui.item_models.table import TableModel
from ui.pages.cases.columns import party_columns, party_key, party_name, party_time
from ui.pages.cases.contact_words import all_ways
from ui.pages.cases.tab import CaseTab
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card, Scrolled
from ui.widgets.list_pane import ListPane
from ui.widgets.splitter import Splitter
from ui.widgets.text import Text

_WIDE = 760  # pixels at 100 %


class PeopleTab(CaseTab):
    """A list, and whoever is chosen in full beside it."""

    kinds: ClassVar[frozenset[str]] = frozenset({"client", "person"})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model: TableModel[PartyLine] = TableModel(party_columns(), id_of=party_key)
        self.list = ListPane(
            "case.people",
            context.settings,
            self.model,
            title=t("People of the case"),
            searchable=False,
            count=lambda n: tn("{n} person", "{n} people", n),
        )
        self.name = Text("", "section", wrap=True, selectable=True)
        self.part = Text("", "secondary", wrap=True)
        self.warning = Banner("", Tone.WARNING)
        self.ways = Text("", wrap=True, selectable=True)
        self._actions()
        self._lay_out()
        self.list.opened.connect(lambda _: self.open_person())
        self.list.current_changed.connect(lambda _: self._show_chosen())

    def show_case(self, case: CaseOverview) -> None:
        super().show_case(case)
        self.model.set_rows(case.parties)
        if self.list.current_id() is None and case.parties:
            self.list.table.go_to(0)
        self._show_chosen()

    def tab_actions(self) -> Sequence[QAction]:
        return (self.add,) if self.edits else ()

    def select(self, record_id: UUID) -> None:
        """Go to a client or somebody outside."""
        for line in self.model.rows():
            if record_id in (line.client_id, line.person_id):
                self.list.select(party_key(line))
                return

    def chosen(self) -> PartyLine | None:
        """Who is chosen in the list."""
        return self.model.row_with(self.list.current_id())

    def open_person(self) -> None:
        """Show the client's record, or the details of who is outside."""
        line = self.chosen()
        if line is None:
            return
        if line.client_id is not None and line.name:
            self.context.navigate("client", line.client_id)
        elif line.person_id is not None and self.context.may(Action.EDIT_CLIENTS):
            change_person_of(self.context, line.person_id, _nothing, self)

    def add_person(self) -> None:
        """Add somebody to the case."""
        if self.case is not None and self.edits:
            AddPartyDialog(self.context, self.case, self).open()

    def change_part(self) -> None:
        """Correct or end the part of who is chosen."""
        line = self.chosen()
        if self.case is not None and line is not None and line.id is not None and self.edits:
            ChangePartyDialog(self.context, self.case, line, self).open()

    def remove(self) -> None:
        """Take out who was added by mistake, after asking."""
        line = self.chosen()
        if line is None or line.id is None or not self.edits:
            return
        confirm(
            self,
            t("Take this person out of the case?"),
            t("Do so only for a mistake. Whose part has ended gets a last day instead."),
            t("Take out"),
            lambda: self.context.runner.write(remove_party, line.id, line.version),
            destructive=True,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room beside each other, one stands above the other."""
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(_WIDE)
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if way != self._split.orientation():
            self._split.setOrientation(way)
            room = event.size().width() if beside else event.size().height()
            self._split.setSizes([room * 3 // 5, room * 2 // 5])

    def _actions(self) -> None:
        table = self.list.table
        self.add = action(t("Add person"), self.add_person, self, icon="add")
        self.change = action(t("Change part"), self.change_part, table, icon="edit", shortcut="F2")
        self.open = action(t("Open record"), self.open_person, table, icon="person")
        self.take_out = action(t("Take out"), self.remove, table, icon="delete", shortcut="Del")
        for entry in (self.change, self.open, self.take_out):
            table.addAction(entry)

    def _lay_out(self) -> None:
        self.open_button = Button(t("Open record"), self.open_person, icon="person")
        self.change_button = Button(t("Change part"), self.change_part, icon="edit")
        card = Card()
        for widget in (self.name, self.part, self.warning, self.ways):
            card.body.addWidget(widget)
        for button in (self.open_button, self.change_button):
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.list.count.hide()
        sizes = (look().px(620), look().px(380))
        detail = Scrolled(card, margin=0)
        detail.setMinimumWidth(look().px(248))
        self._split = Splitter("case.people", self.context.settings, self.list, detail, sizes=sizes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._split)

    def _show_chosen(self) -> None:
        line = self.chosen()
        has_row = line is not None and line.id is not None
        self.change.setEnabled(has_row and self.edits)
        self.take_out.setEnabled(has_row and self.edits)
        self.change_button.setVisible(has_row and self.edits)
        self.open_button.setVisible(line is not None and bool(line.name))
        if line is None:
            self.name.setText("")
            return
        self.name.setText(party_name(line))
        words = (label(line.role), line.organization, line.remark, party_time(line))
        self.part.setText(" · ".join(part for part in words if part))
        marks = [sentence(mark) for mark in line.marks]
        if line.protected:
            marks.append(t("Protected: name, address and phone are never printed."))
        self.warning.say("\n".join(marks))
        self.ways.setText(all_ways(line.contact) or t("No phone, e-mail or address is known."))


def _nothing() -> None:
    """The file is read again by itself."""
