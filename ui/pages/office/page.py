"""The section "Office": its parts in a list at the left, one of them in front."""

from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout

from db.texts import t
from ui.context import PageContext
from ui.dialogs.unsaved import ask_unsaved
from ui.drafts import Draft
from ui.pages.office.part import Part
from ui.pages.office.part_list import PartList
from ui.pages.office.registry import Entry, entries
from ui.runner import Changes
from ui.widgets.front_stack import FrontStack
from ui.widgets.page import Page


class OfficePage(Page):
    """Shows to each role the parts that concern it; a part is made when it is first chosen."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "staff",
            "room",
            "interpreter",
            "place",
            "calendar_rule",
            "program",
            "closure",
            "leave",
            "office",
            "audit",
            "disclosure",
            "emergency",
        }
    )

    remembered: ClassVar[str] = "office.part"  # the key of the part that was in front

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._entries = [e for e in self.offered() if all(context.may(a) for a in e.actions)]
        self._parts: dict[str, Part] = {}
        self._outdated: set[str] = set()
        self._key = ""
        self._begun = False
        self.list = PartList([(e.key, e.title(), e.icon) for e in self._entries])
        self.stack = FrontStack()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.list)
        across.addWidget(self.stack, 1)
        self.list.chosen.connect(self._chosen)
        kept = context.settings.layout(self.remembered)
        keys = [e.key for e in self._entries]
        self._show(kept if kept in keys else keys[0])

    def offered(self) -> list[Entry]:
        """The parts that there are, whoever may see them."""
        return [e for e in entries() if e.key != "updates" or self.context.has_updates]

    @property
    def part(self) -> Part:
        """The part in front."""
        return self._parts[self._key]

    def part_keys(self) -> list[str]:
        """Which parts this person sees."""
        return [e.key for e in self._entries]

    def part_titles(self) -> dict[str, str]:
        """What they are called, by their keys."""
        return {e.key: e.title() for e in self._entries}

    def show_part(self, key: str) -> None:
        """Go to a part, if what is typed in the one in front lets one leave."""
        if key != self._key:
            self._leaving(lambda: self._show(key))

    # ---- what the window asks ----

    def title(self) -> str:
        return t("Office")

    def page_actions(self) -> Sequence[QAction]:
        return self.part.part_actions()

    def refresh(self, changes: Changes | None) -> None:
        self._begun = True
        for key, part in self._parts.items():
            if changes is not None and not changes.touches(*part.kinds):
                continue
            if key == self._key:
                part.refresh(changes)
            else:
                self._outdated.add(key)

    def open_record(self, kind: str, record_id: UUID) -> None:
        entry = next((e for e in self._entries if kind in e.records), None)
        if entry is not None:
            self._show(entry.key)
            self.part.show_record(kind, record_id)

    def open_kind(self, kind: str) -> None:
        entry = next((e for e in self._entries if kind in e.records), None)
        if entry is not None:
            self._show(entry.key)
            self.part.show_kind(kind)

    def leave(self) -> bool:
        return self._may_go(self.may_leave.emit)

    def focus_filter(self) -> None:
        self.part.focus_filter()

    def drafts(self) -> Sequence[Draft]:
        return [draft for part in self._parts.values() for draft in part.drafts()]

    def restore(self, draft: Draft) -> None:
        if any(e.key == draft.kind for e in self._entries):
            self._show(draft.kind)
            self.part.go_on(draft)

    # ---- inside ----

    def _chosen(self, key: str) -> None:
        self.list.mark(self._key)
        self.show_part(key)

    def _leaving(self, then: Callable[[], object]) -> None:
        if self._may_go(then):
            then()

    def _may_go(self, later: Callable[[], object]) -> bool:
        """Whether the part in front may be left; if not, it asks, and `later` may follow."""
        part = self.part
        if not part.unsaved():
            return True

        def discard() -> None:
            part.discard()
            later()

        ask_unsaved(self, lambda: part.save(later), discard)
        return False

    def _show(self, key: str) -> None:
        part = self._parts.get(key)
        fresh = part is None
        if part is None:
            part = next(e for e in self._entries if e.key == key).make(self.context)
            part.actions_changed.connect(self.actions_changed)
            self._parts[key] = part
            self.stack.addWidget(part)
        self._key = key
        self.stack.setCurrentWidget(part)
        self.list.mark(key)
        self.context.settings.remember(self.remembered, key)
        if self._begun and (fresh or key in self._outdated):
            self._outdated.discard(key)
            part.refresh(None)
        self.actions_changed.emit()
