"""Two pages with nothing real in them, for tests of the window around them."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from tests.drivers.gallery import columns, entries, rows
from ui.context import PageContext
from ui.drafts import Draft
from ui.item_models.table import TableModel
from ui.item_models.timeline import TimelineModel
from ui.pages.registry import SECTIONS, Section
from ui.runner import Changes
from ui.widgets.buttons import action
from ui.widgets.list_pane import ListPane
from ui.widgets.note_editor import NoteEditor
from ui.widgets.page import Page
from ui.widgets.splitter import Splitter
from ui.widgets.timeline import Timeline


class DummyPage(Page):
    """A list and a timeline beside each other."""

    kinds: ClassVar[frozenset[str]] = frozenset({"client"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.refreshed: list[Changes | None] = []
        self.opened: list[tuple[str, UUID]] = []
        self.model: TableModel[SimpleNamespace] = TableModel(columns())
        self.list = ListPane("dummy", context.settings, self.model, title="People")
        self.timeline_model = TimelineModel()
        self.timeline = Timeline("What happened", self.timeline_model)
        self.new = action("New client", lambda: None, self, shortcut="Ctrl+N", kind="primary")
        self.export = action("Export list…", lambda: None, self, icon="export")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        split = Splitter("dummy", context.settings, self.list, self.timeline, sizes=(460, 560))
        column.addWidget(split)

    def page_actions(self) -> Sequence[QAction]:
        return (self.export, self.new)

    def refresh(self, changes: Changes | None) -> None:
        self.refreshed.append(changes)
        self.model.set_rows(rows())
        self.timeline_model.set_entries(entries())

    def open_record(self, kind: str, record_id: UUID) -> None:
        self.opened.append((kind, record_id))
        self.list.select(record_id)

    def place(self) -> tuple[str, UUID] | None:
        return self.opened[-1] if self.opened else None

    def focus_filter(self) -> None:
        self.list.focus_filter()


class TypingPage(Page):
    """A note that somebody is typing."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.editor = NoteEditor()
        self.editor.setAccessibleName("Note")
        self.stay = False
        column = QVBoxLayout(self)
        column.addWidget(self.editor)

    def leave(self) -> bool:
        return not self.stay

    def drafts(self) -> Sequence[Draft]:
        text = self.editor.value()
        return (Draft("note", UUID(int=7), {"text": text}, "Contact note"),) if text else ()

    def restore(self, draft: Draft) -> None:
        self.editor.set_value(draft.data["text"])


def sections() -> tuple[Section, ...]:
    """The program's sections, with these pages in place of the real ones."""
    typing = {"calendar"}
    return tuple(
        Section(
            section.key,
            section.title,
            section.icon,
            __name__,
            "TypingPage" if section.key in typing else "DummyPage",
            section.actions,
            section.records | ({"note"} if section.key in typing else frozenset())
            if section.key != "clients"
            else section.records - {"note"},
        )
        for section in SECTIONS
    )
