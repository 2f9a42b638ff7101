"""The pages that have been visited, one of them in front; the others catch up when visited."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Changes, PageContext
from ui.pages.registry import Section
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
            for changes in self._missed[section.key]:
                page.refresh(changes)
            self._missed[section.key] = []
        return page

    def records_changed(self, changes: Changes) -> None:
        """Refresh the page in front, and note for the others what they missed."""
        for key, page in self._pages.items():
            if not changes.touches(*page.kinds):
                continue
            if key == self.key:
                page.refresh(changes)
            else:
                self._missed[key].append(changes)

    def _tell(self, page: Page) -> None:
        if page is self.current():
            self.bar_changed.emit()
