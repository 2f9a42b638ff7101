"""The file of a group: its header, and below it roster, sessions and attendance."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from db.queries.groups.group_view import GroupView, group_view
from db.rules.findings import Refused
from db.rules.permissions import Action
from db.texts import explain, t
from ui.context import PageContext
from ui.dialogs.groups.group import change_group
from ui.pages.groups.attendance_tab import AttendanceTab
from ui.pages.groups.booking import book_session
from ui.pages.groups.notes_tab import NotesTab
from ui.pages.groups.roster_tab import RosterTab
from ui.pages.groups.sessions_tab import SessionsTab
from ui.pages.groups.words import header_words
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_tabs import FileTabs
from ui.widgets.pill import Pill
from ui.widgets.text import Text, reveal

_LAYOUT = "group.part"


class GroupFile(QWidget):
    """Shows one group. `shown` when another group, or none, is in front."""

    shown = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._wanted: UUID | None = None
        self.view: GroupView | None = None
        self.name = Text("", "title", wrap=True, selectable=True)
        self.status = Pill()
        self.facts = Text("", "secondary", wrap=True)
        self.about = Text("", wrap=True, selectable=True)
        self.edit_button = Button(t("Change group…"), self.edit, icon="edit")
        self.edit_button.setVisible(context.may(Action.EDIT_CASES))
        self.roster = RosterTab(context)
        self.sessions = SessionsTab(context)
        self.attendance = AttendanceTab(context)
        self.tabs = FileTabs(t("Parts of the group’s file"))
        self.notes = NotesTab(context) if context.may(Action.WRITE_NOTES) else None
        self.tabs.addTab(self.roster, t("Roster"))
        self.tabs.addTab(self.sessions, t("Sessions"))
        self.tabs.addTab(self.attendance, t("Attendance"))
        if self.notes is not None:
            self.tabs.addTab(self.notes, t("Notes"))
        self.nothing = EmptyState(
            t("No group is chosen"),
            t("Choose one from the list, or make a new one."),
            icon="groups",
        )
        self._lay_out()
        kept = context.settings.layout(_LAYOUT)
        if isinstance(kept, int) and 0 <= kept < self.tabs.count():
            self.tabs.setCurrentIndex(kept)
        self.tabs.currentChanged.connect(self._turned)
        self.sessions.book.connect(self.book)

    # ---- what is in front ----

    @property
    def group_id(self) -> UUID | None:
        """The group in front, or that is being read."""
        return self._wanted

    def show_group(self, group_id: UUID) -> None:
        """Read a group and show it."""
        self._wanted = group_id
        self._context.runner.read(
            group_view, group_id, then=self._show, failed=self._gone, replace_key=(self, "view")
        )
        self.attendance.load(group_id)

    def forget(self) -> None:
        """Show none."""
        self._wanted = self.view = None
        self.nothing.say(t("No group is chosen"), t("Choose one from the list, or make a new one."))
        self._stack.setCurrentWidget(self.nothing)
        self.shown.emit()

    def enter(self) -> None:
        """Put the cursor into the file."""
        self.tabs.focus_bar()

    # ---- doing ----

    def edit(self) -> None:
        """Change the group itself."""
        if self.view is not None:
            change_group(self._context, self.view, self.window())

    def add_member(self) -> None:
        """Take somebody in."""
        self.tabs.setCurrentWidget(self.roster)
        self.roster.add()

    def book(self) -> None:
        """Book a session, or several."""
        if self.view is not None:
            book_session(self._context, self.view, self.window())

    # ---- inside ----

    def _show(self, view: GroupView) -> None:
        self.view = view
        form = view.form
        self.name.setText(form.name)
        self.status.say("" if form.active else t("Ended"), Tone.NEUTRAL)
        self.facts.setText(header_words(view))
        self.about.setText(form.about)
        reveal(self.about, bool(form.about))
        self.roster.show_group(view)
        self.sessions.show_group(view)
        if self.notes is not None:
            self.notes.show_group(view)
        self._stack.setCurrentIndex(0)
        self.shown.emit()

    def _gone(self, error: Exception) -> None:
        self.view = None
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.nothing.say(t("This group cannot be shown"), words)
        self._stack.setCurrentWidget(self.nothing)
        self.shown.emit()

    def _turned(self, number: int) -> None:
        self._context.settings.remember(_LAYOUT, number)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.status)
        first.addWidget(self.edit_button)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 8)
        head.setSpacing(4)
        head.addLayout(first)
        head.addWidget(self.facts)
        head.addWidget(self.about)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(whole)
        self._stack.addWidget(self.nothing)
        self._stack.setCurrentWidget(self.nothing)
