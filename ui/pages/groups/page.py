"""The groups page: the groups at the left, the one in front at the right."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.groups import notes
from ui.dialogs.groups.attendance import take_attendance
from ui.dialogs.groups.group import new_group
from ui.dialogs.groups.notes import write_group_notes
from ui.drafts import Draft
from ui.pages.groups.group_file import GroupFile
from ui.pages.groups.group_list import GroupList
from ui.runner import Changes
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.splitter import Splitter

_FILE = 400  # pixels at 100 % text, for a group's file


class GroupsPage(Page):
    """Whoever books sees rosters and sessions; notes are for who writes them."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"group", "appointment", "note", "client", "staff", "room", "program"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._makes = context.may(Action.EDIT_CASES)
        self._actions()
        self.groups = GroupList(context, self._empty())
        self.list = self.groups.list
        self.file = GroupFile(context)
        panes, sizes = (self.groups, self.file), (468, 620)
        splitter = Splitter("groups", context.settings, *panes, sizes=sizes, least=_FILE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 0, 8)
        whole.addWidget(splitter)
        self.groups.loaded.connect(self._loaded)
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(lambda _: self.file.enter())
        self.file.shown.connect(self._enable)
        self._enable()

    # ---- a page ----

    def title(self) -> str:
        return t("Groups")

    def page_actions(self) -> Sequence[QAction]:
        own = (self._member, self._session)
        return (*own, self._new) if self._makes else own

    def actions(self) -> list[QAction]:
        """The page's own and those of its lists: all stand on the sheet of shortcuts."""
        file = self.file
        tables = (file.roster.list.table, file.sessions.list.table)
        return [*super().actions(), *(one for table in tables for one in table.actions())]

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*self.kinds):
            return
        self.groups.load()
        if self.file.group_id is not None:
            self.file.show_group(self.file.group_id)

    def open_record(self, kind: str, record_id: UUID) -> None:
        """Show a group ("group"), or open a session's attendance ("group_session")."""
        if kind == "group":
            self.groups.show_group(record_id)
            self.file.show_group(record_id)
        elif kind == "group_session":
            take_attendance(self.context, record_id, self.window())
        elif kind == "group_note":
            write_group_notes(self.context, record_id, self.window())

    def place(self) -> tuple[str, UUID] | None:
        group_id = self.file.group_id
        return ("group", group_id) if group_id is not None else None

    def focus_filter(self) -> None:
        self.list.focus_filter()

    def restore(self, draft: Draft) -> None:
        if draft.kind == notes.KIND:
            notes.go_on(self.context, draft, self.window())

    # ---- inside ----

    def new_group(self) -> None:
        """Make a group; it is in front then."""
        new_group(self.context, self.window(), lambda made: self.open_record("group", made))

    def _loaded(self) -> None:
        if self.file.group_id is None:
            self.groups.begin()

    def _choose(self, group_id: Any) -> None:
        if group_id is not None and group_id != self.file.group_id:
            self.file.show_group(group_id)

    def _enable(self) -> None:
        view = self.file.view
        meets = view is not None and view.form.active and self.context.may(Action.BOOK)
        self._member.setEnabled(meets)
        self._session.setEnabled(meets)

    def _empty(self) -> EmptyState:
        return EmptyState(
            t("No groups yet"),
            t("A group has a leader, places, a waiting list, and sessions in the calendar."),
            icon="groups",
            step=t("Make the first one") if self._makes else "",
            clicked=self.new_group if self._makes else None,
        )

    def _actions(self) -> None:
        self._new = action(
            t("New group"), self.new_group, self, icon="add", shortcut="Ctrl+N", kind="primary"
        )
        self._member = action(
            t("Add member"), lambda: self.file.add_member(), self, icon="person",
            shortcut="Ctrl+Shift+M",
        )  # fmt: skip
        self._session = action(
            t("New session"), lambda: self.file.book(), self, icon="calendar",
            shortcut="Ctrl+Shift+N",
        )  # fmt: skip
        for made in (self._new, self._member, self._session):
            # From wherever the cursor stands, as long as the groups are in sight.
            made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
