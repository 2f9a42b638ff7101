"""The sections of the program, in the order in which they stand at the left.

A new page is a module in this package and one entry here; it is imported when it is first shown.
"""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from db.rules.permissions import Action, CurrentUser, allowed
from db.texts import t
from ui.context import PageContext
from ui.widgets.page import Page

_BOARD = "reception"


@dataclass(frozen=True)
class Section:
    """A section: its key, words and icon, where its page is, who may see it.

    `module` and `page` name the page's class, which is called with the `PageContext`. Who may do
    any of `actions` sees it; no actions means everybody. `records` are the kinds of record, and
    of draft, that it shows.
    """

    key: str
    title: Callable[[], str]
    icon: str
    module: str
    page: str
    actions: frozenset[Action] = frozenset()
    records: frozenset[str] = frozenset()

    def make(self, context: PageContext) -> Page:
        """Import and build the page."""
        made = getattr(importlib.import_module(self.module), self.page)(context)
        if not isinstance(made, Page):
            raise TypeError(self.page)
        return made

    def visible_to(self, user: CurrentUser) -> bool:
        """Whether the user's role has anything to do here."""
        return not self.actions or any(allowed(user.role, action) for action in self.actions)


SECTIONS: tuple[Section, ...] = (
    Section("today", lambda: t("Today"), "today", "ui.pages.today", "TodayPage"),
    Section(
        "clients",
        lambda: t("Clients"),
        "clients",
        "ui.pages.clients",
        "ClientsPage",
        frozenset({Action.FIND_CLIENTS}),
        frozenset({"client", "case", "note", "task", "document", "household", "person"}),
    ),
    Section(
        "calendar",
        lambda: t("Calendar"),
        "calendar",
        "ui.pages.calendar",
        "CalendarPage",
        frozenset({Action.BOOK}),
        frozenset({"appointment", "request"}),
    ),
    Section(
        "groups",
        lambda: t("Groups"),
        "groups",
        "ui.pages.groups",
        "GroupsPage",
        frozenset({Action.BOOK}),
        frozenset({"group", "group_session", "group_note"}),
    ),
    Section(
        "reception",
        lambda: t("Reception"),
        "reception",
        "ui.pages.reception",
        "ReceptionPage",
        frozenset({Action.TAKE_MESSAGES}),
        frozenset({"message"}),
    ),
    Section(
        "court",
        lambda: t("Court"),
        "court",
        "ui.pages.court",
        "CourtPage",
        frozenset({Action.READ_CASES}),
        frozenset({"hearing", "court_order", "placement", "court_report"}),
    ),
    Section(
        "reports",
        lambda: t("Reports"),
        "reports",
        "ui.pages.reports",
        "ReportsPage",
        frozenset({Action.PRINT_CASES, Action.EXPORT_LISTS, Action.EXPORT_FUNDER, Action.BOOK}),
        frozenset(
            f"report.{key}"
            for key in (
                "court",
                "day-sheet",
                "week-sheet",
                "month-sheet",
                "agenda",
                "reminder-calls",
                "reminder-letters",
                "file-access",
                "totals",
                "audit-shape",
            )
        ),
    ),
    Section(
        "import",
        lambda: t("Import"),
        "import",
        "ui.pages.imports",
        "ImportPage",
        frozenset({Action.IMPORT}),
    ),
    Section(
        "office",
        lambda: t("Office"),
        "office",
        "ui.pages.office",
        "OfficePage",
        records=frozenset(
            {
                "office",
                "staff",
                "room",
                "interpreter",
                "place",
                "calendar_rule",
                "program",
                "closure",
                "leave",
                "audit",
                "audit_state",
                "emergency",
                "updates",
                "my_settings",
            }
        ),
    ),
    Section(
        "sealed",
        lambda: t("Sealed files"),
        "lock",
        "ui.pages.sealed",
        "SealedPage",
        frozenset({Action.READ_CASES}),
        frozenset({"sealed"}),
    ),
)


def first_for(user: CurrentUser, sections: Iterable[Section] = SECTIONS) -> Section | None:
    """Where the user's day begins: at the front desk with the board, else with the first section
    that they see."""
    seen = [section for section in sections if section.visible_to(user)]
    at_front_desk = allowed(user.role, Action.TAKE_MESSAGES) and not allowed(
        user.role, Action.READ_CASES
    )
    board = next((one for one in seen if one.key == _BOARD and at_front_desk), None)
    return board or next(iter(seen), None)


def section_keys(number: int) -> str:
    """The keys that lead to a section, counted from 1; those beyond the tenth have none."""
    return f"Ctrl+{number % 10}" if number <= 10 else ""


def section_for(kind: str, sections: Iterable[Section] = SECTIONS) -> Section | None:
    """The section that shows records of a kind."""
    return next((section for section in sections if kind in section.records), None)
