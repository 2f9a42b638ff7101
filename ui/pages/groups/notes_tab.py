"""What was written of a group: a session's note beside the list of those that took place."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.groups.group_view import GroupView, SessionLine
from db.queries.groups.notes import GroupNotes, group_notes
from db.rules.codes import NoteStatus
from db.texts import label, t, tn
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.groups.notes import write_group_notes
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.clients.small_list import list_header
from ui.pages.groups.words import is_off, note_tone, session_day
from ui.theme.look import look
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card, Scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.splitter import Splitter
from ui.widgets.text import Text


class NotesTab(QWidget):
    """The newest first. The group's part is read here; Enter opens it with each member's own."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._group_id: UUID | None = None
        self.model: TableModel[SessionLine] = TableModel(
            _columns(context), id_of=lambda line: line.appointment_id
        )
        self.list = ListPane(
            "group.notes",
            context.settings,
            self.model,
            title=t("Notes of the sessions"),
            searchable=False,
            count=lambda n: tn("{n} session", "{n} sessions", n),
            empty=EmptyState(t("No session has taken place"), icon="note"),
        )
        self.open_button = Button(t("Notes…"), self.open)
        self.heading = Text("", "section", wrap=True)
        self.state = Text("", "secondary", wrap=True)
        self.words = Text("", wrap=True, selectable=True)
        self.files = Text("", "secondary", wrap=True)
        card = Card()
        for part in (self.heading, self.state, self.words, self.files):
            card.body.addWidget(part)
        sizes = (look().px(255), look().px(380))
        panes = (self.list, Scrolled(card, margin=0))
        beside = Splitter("group.notes", context.settings, *panes, sizes=sizes, least=140)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(list_header(t("Notes"), self.list, self.open_button))
        column.addWidget(beside, 1)
        table = self.list.table
        action(t("Notes…"), self.open, table, icon="note", shortcut="W")
        self.list.opened.connect(lambda _: self.open())
        self.list.current_changed.connect(self._read)

    def show_group(self, view: GroupView) -> None:
        """Show this group's sessions that have begun."""
        other = view.form.id != self._group_id
        self._group_id = view.form.id
        now = self._context.now()
        begun = [one for one in view.sessions if one.starts_at <= now and not is_off(one)]
        self.model.set_rows(begun[::-1])
        self.open_button.setEnabled(bool(begun))
        if begun and (other or self.list.current_id() is None):
            self.list.table.go_to(0)
        self._read(self.list.current_id())

    def open(self) -> None:
        """Write them, or read them with each member's own part."""
        session = self.list.current_id()
        if session is not None:
            write_group_notes(self._context, session, self.window())

    # ---- inside ----

    def _read(self, session: Any) -> None:
        self._clear()
        if session is not None:
            self._context.runner.read(
                group_notes, session, then=self._show, replace_key=(self, "notes")
            )

    def _clear(self) -> None:
        for part in (self.heading, self.state, self.words, self.files):
            part.setText("")

    def _show(self, notes: GroupNotes) -> None:
        self.heading.setText(moment(notes.starts_at))
        if notes.status is None:
            self.state.setText(t("Nothing is written yet."))
            return
        signed = notes.status is NoteStatus.SIGNED and notes.signed_at is not None
        self.state.setText(
            t("{name}, signed {when}", name=notes.author, when=moment(notes.signed_at))
            if signed and notes.signed_at is not None
            else t("{name}, {status}", name=notes.author, status=label(notes.status))
        )
        self.words.setText(notes.text)
        written = sum(one.status is not None for one in notes.members)
        self.files.setText(
            tn(
                "It stands in {n} member’s file, with their own part.",
                "It stands in {n} members’ files, with each one’s own part.",
                written,
            )
        )


def _columns(context: PageContext) -> list[Column[SessionLine]]:
    return [
        Column(
            "day",
            t("Day"),
            lambda line: session_day(line, context.today()),
            120,
            order=lambda line: line.starts_at,
            leads=True,
        ),
        Column("note", t("Notes"), _written, 130, tone=note_tone, leads=True),
    ]


def _written(line: SessionLine) -> str:
    return label(line.noted) if line.noted is not None else t("none yet")
