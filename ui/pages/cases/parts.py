"""The parts of a case file, in the order in which they stand; each is imported when it is shown."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from db.texts import t
from ui.context import PageContext
from ui.pages.cases.tab import CaseTab


@dataclass(frozen=True)
class Part:
    """A part: its key, its words, and where its widget is."""

    key: str
    title: Callable[[], str]
    module: str
    tab: str

    def make(self, context: PageContext) -> CaseTab:
        """Import and build it."""
        made = getattr(importlib.import_module(f"ui.pages.cases.{self.module}"), self.tab)(context)
        if not isinstance(made, CaseTab):
            raise TypeError(self.tab)
        return made


PARTS: tuple[Part, ...] = (
    Part("overview", lambda: t("Overview"), "overview_tab", "OverviewTab"),
    Part("timeline", lambda: t("Timeline"), "timeline_tab", "TimelineTab"),
    Part("people", lambda: t("People"), "people_tab", "PeopleTab"),
    Part("tasks", lambda: t("Tasks"), "tasks_tab", "TasksTab"),
    Part("documents", lambda: t("Documents"), "documents_tab", "DocumentsTab"),
    Part("court", lambda: t("Court"), "court_tab", "CourtTab"),
)

# Which part shows a kind of record.
PART_OF = {
    "case": "overview",
    "note": "timeline",
    "person": "people",
    "task": "tasks",
    "document": "documents",
    "hearing": "court",
    "order": "court",
    "placement": "court",
}
