"""Who has a place in a group, who waits for one, and who has left."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.groups.group_view import GroupView, MemberLine
from db.rules.codes import MemberState
from db.rules.permissions import Action
from db.texts import t, tn
from db.texts.dates import date_medium
from ui.context import PageContext
from ui.dialogs.groups.joining import give_place
from ui.dialogs.groups.member import AddMemberDialog, LeaveGroupDialog
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.clients.small_list import list_header
from ui.pages.groups.words import STATE_TONES, came_words, member_name, offer_words, state_words
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import Tick
from ui.widgets.list_pane import ListPane


class RosterTab(QWidget):
    """One list: members by name, then the waiting list in its order, then who left if asked for."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.view: GroupView | None = None
        self._may = context.may(Action.BOOK)
        self.model: TableModel[MemberLine] = TableModel(
            _columns(self._place_in_line, self._state_words)
        )
        self.list = ListPane(
            "group.roster",
            context.settings,
            self.model,
            title=t("Roster and waiting list"),
            searchable=False,
            count=lambda n: tn("{n} person", "{n} people", n),
            empty=EmptyState(
                t("Nobody is in this group yet"),
                step=t("Add the first member") if self._may else "",
                clicked=self.add,
                icon="groups",
            ),
        )
        self.list.table.keep_to_width(True)
        self.offer = Banner("", Tone.INFORMATION)
        self.left = Tick(t("Also who has left"))
        self.left.edited.connect(self._show_rows)
        self.add_button = self._button(t("Add member…"), self.add)
        self.place_button = self._button(t("Give a place"), self.give)
        self.leave_button = self._button(t("Leaves…"), self.leave)
        self.open_button = Button(t("Open record"), self.open_client)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.offer)
        buttons = (self.open_button, self.leave_button, self.place_button, self.add_button)
        column.addWidget(list_header(t("Roster"), self.list, *buttons))
        column.addWidget(self.list, 1)
        column.addWidget(self.left)
        table = self.list.table
        self._menu = (
            action(t("Open record"), self.open_client, table, icon="person", shortcut="O"),
            action(t("Give a place"), self.give, table, icon="add", shortcut="G"),
            action(t("Leaves…"), self.leave, table, icon="remove", shortcut="Del"),
        )
        self.list.opened.connect(lambda _: self.open_client())
        self.list.current_changed.connect(lambda _: self._enable())

    def show_group(self, view: GroupView) -> None:
        """Show this group's, beginning with the first where another group was shown."""
        other = self.view is None or self.view.form.id != view.form.id
        self.view = view
        words = offer_words(view)
        self.offer.say(words)
        if words and self._may:
            self.offer.offer(t("Give the place"), self._give_offered)
        self._show_rows()
        if other and self.model.rowCount():
            self.list.table.go_to(0)

    def current(self) -> MemberLine | None:
        """Who is chosen."""
        return self.model.row_with(self.list.current_id())

    # ---- doing ----

    def add(self) -> None:
        """Take somebody in."""
        if self.view is not None:
            AddMemberDialog(self._context, self.view, self.window()).open()

    def give(self) -> None:
        """Give who is chosen a place, if they wait for one."""
        line = self.current()
        if line is not None and line.state is MemberState.WAITING:
            give_place(self._context, line, self.window())

    def leave(self) -> None:
        """Let who is chosen leave, or take them off the list."""
        line = self.current()
        if self.view is not None and line is not None and line.state is not MemberState.LEFT:
            LeaveGroupDialog(self._context, self.view.form.id, line, self.window()).open()

    def open_client(self) -> None:
        """Show the record of who is chosen."""
        line = self.current()
        if line is None:
            return
        if line.hidden:
            self._context.say_why_not(t("This record may only be opened by named staff."))
        else:
            self._context.navigate("client", line.client_id)

    # ---- inside ----

    def _give_offered(self) -> None:
        if self.view is not None and self.view.offer is not None:
            give_place(self._context, self.view.offer, self.window())

    def _show_rows(self) -> None:
        view = self.view
        if view is not None:
            left = view.left if self.left.value() else ()
            self.model.set_rows((*view.members, *view.waiting, *left))
            self.left.setVisible(bool(view.left))
        self._enable()

    def _enable(self) -> None:
        line = self.current()
        active = self.view is not None and self.view.form.active
        waits = line is not None and line.state is MemberState.WAITING
        free = self.view is not None and self.view.free > 0
        self.add_button.setEnabled(active)
        self.place_button.setEnabled(waits and free)
        self.leave_button.setEnabled(line is not None and line.state is not MemberState.LEFT)
        self.open_button.setEnabled(line is not None and not line.hidden)
        opening, giving, leaving = self._menu
        opening.setEnabled(self.open_button.isEnabled())
        giving.setEnabled(self._may and self.place_button.isEnabled())
        leaving.setEnabled(self._may and self.leave_button.isEnabled())

    def _button(self, words: str, clicked: Callable[[], object]) -> Button:
        made = Button(words, clicked)
        made.setVisible(self._may)
        return made

    def _state_words(self, line: MemberLine) -> str:
        waiting = [] if self.view is None else [one.id for one in self.view.waiting]
        return state_words(line, waiting.index(line.id) + 1 if line.id in waiting else 0)

    def _place_in_line(self, line: MemberLine) -> int:
        """The order in which they stand: members, who waits by turn, who left."""
        view = self.view
        everybody = () if view is None else (*view.members, *view.waiting, *view.left)
        ids: list[UUID] = [one.id for one in everybody]
        return ids.index(line.id) if line.id in ids else len(ids)


def _columns(
    place: Callable[[MemberLine], int], words: Callable[[MemberLine], str]
) -> list[Column[MemberLine]]:
    return [
        Column("name", t("Name"), member_name, 190, leads=True),
        Column("number", t("Number"), lambda line: "" if line.hidden else line.number, 90),
        Column(
            "state",
            t("Status"),
            words,
            168,
            tone=lambda line: STATE_TONES[line.state],
            order=place,
            leads=True,
        ),
        Column(
            "since", t("Since"), lambda line: date_medium(line.since), 110,
            order=lambda line: line.since,
        ),
        Column(
            "came", t("Came"), came_words, 80, order=lambda line: line.present,
        ),
        Column(
            "until",
            t("Until"),
            lambda line: date_medium(line.until) if line.until is not None else "",
            110,
            order=lambda line: line.until,
            shown=False,
        ),
        Column("reason", t("Why they left"), lambda line: line.reason_left, 180, shown=False),
    ]  # fmt: skip
