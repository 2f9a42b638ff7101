"""The pages that have been visited, one of them in front; the others catch up when visited."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from ui.context import PageContext
from ui.pages.registry import Section
from ui.runner import Changes
from ui.widgets.page import Page


class PageStack(QStackedWidget):
    """Makes each page when it is first shown."""

    bar_changed = Signal()
    may_leave = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self._context = context
        self._pages: dict[str, Page] = {}
        self._missed: dict[str, list[Changes]] = {}
        self._focused: dict[str, QWidget | None] = {}
        self.key = ""

    def current(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self.key)

    def pages(self) -> Iterable[Page]:
        """All pages made so far."""
        return tuple(self._pages.values())

    def show_section(self, section: Section) -> Page:
        """Bring a section's page to the front, up to date."""
        page = self._pages.get(section.key)
        comes = section.key != self.key
        if comes:
            self._keep_focus()
        self.key = section.key
        if page is None:
            page = section.make(self._context)
            self._pages[section.key] = page
            self._missed[section.key] = []
            self.addWidget(page)
            page.title_changed.connect(lambda made=page: self._tell(made))
            page.actions_changed.connect(lambda made=page: self._tell(made))
            page.may_leave.connect(self.may_leave)
            self.setCurrentWidget(page)
            page.refresh(None)
        else:
            self.setCurrentWidget(page)
            missed, self._missed[section.key] = self._missed[section.key], []
            if missed:
                page.refresh(missed[0] if len(missed) == 1 else _AllOf(tuple(missed)))
        self._give_focus(page, comes)
        return page

    def records_changed(self, changes: Changes) -> None:
        """Refresh the page in front, and note for the others what they missed."""
        for key, page in self._pages.items():
            if not changes.touches(*page.kinds):
                continue
            if key == self.key:
                page.refresh(changes)
            elif changes not in self._missed[key]:  # colleagues on a server may write all day
                self._missed[key].append(changes)

    def _keep_focus(self) -> None:
        page = self.current()
        if page is not None and self._has_focus(page):
            self._focused[self.key] = self.window().focusWidget()

    def _give_focus(self, page: Page, comes: bool) -> None:
        """Where the cursor was when the page was left, or where one begins."""
        before = self._focused.pop(self.key, None)
        if before is not None and isValid(before) and before.isVisibleTo(page):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif comes or not self._has_focus(page):
            page.take_focus()

    def _has_focus(self, page: Page) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and (focused is page or page.isAncestorOf(focused))

    def _tell(self, page: Page) -> None:
        if page is self.current():
            self.bar_changed.emit()


@dataclass(frozen=True)
class _AllOf:
    """What a page missed while it was not in front, as one."""

    missed: tuple[Changes, ...]

    def touches(self, *kinds: str) -> bool:
        return any(changes.touches(*kinds) for changes in self.missed)

    def ids(self, kind: str) -> frozenset[UUID]:
        touching = [changes.ids(kind) for changes in self.missed if changes.touches(kind)]
        return frozenset().union(*touching) if all(touching) else frozenset()

    def concerns(self, kind: str, record_id: UUID) -> bool:
        return any(changes.concerns(kind, record_id) for changes in self.missed)
