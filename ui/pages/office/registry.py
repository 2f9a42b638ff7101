"""The parts of the section "Office", and who sees which.

A new part is a module in this package and one entry here; it is imported when it is first shown.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.pages.office.part import Part


@dataclass(frozen=True)
class Entry:
    """A part: who may do all of `actions` sees it. `records` are the kinds that it can show."""

    key: str
    title: Callable[[], str]
    icon: str
    module: str
    part: str
    actions: frozenset[Action] = frozenset()
    records: frozenset[str] = frozenset()
    on_server: tuple[str, str] | None = None  # another module and part for an office on a server

    def make(self, context: PageContext) -> Part:
        """Import and build the part."""
        module, part = self.module, self.part
        if context.office.on_server and self.on_server:
            module, part = self.on_server
        made = getattr(importlib.import_module(f"ui.pages.office.{module}"), part)(context)
        if not isinstance(made, Part):
            raise TypeError(self.part)
        return made


def entries() -> tuple[Entry, ...]:
    """All parts, in the order in which they stand."""
    manage = frozenset({Action.MANAGE_OFFICE})
    return (
        Entry(
            "me",
            lambda: t("My settings"),
            "settings",
            "mine",
            "MyPart",
            records=frozenset({"my_settings"}),
        ),
        Entry(
            "leave",
            lambda: t("Leave"),
            "calendar",
            "leave",
            "LeavePart",
            frozenset({Action.BOOK}),
            frozenset({"leave"}),
        ),
        Entry("office", lambda: t("This office"), "office", "this_office", "OfficePart", manage),
        Entry(
            "staff",
            lambda: t("Staff"),
            "clients",
            "staff",
            "StaffPart",
            frozenset({Action.MANAGE_STAFF}),
            frozenset({"staff"}),
        ),
        Entry(
            "hours",
            lambda: t("Hours and closures"),
            "clock",
            "hours",
            "HoursPart",
            manage,
            frozenset({"closure"}),
        ),
        Entry(
            "rooms",
            lambda: t("Rooms and cars"),
            "room",
            "rooms",
            "RoomsPart",
            manage,
            frozenset({"room"}),
        ),
        Entry(
            "interpreters",
            lambda: t("Interpreters"),
            "message",
            "interpreters",
            "InterpretersPart",
            manage,
            frozenset({"interpreter"}),
        ),
        Entry(
            "places",
            lambda: t("Places and travel"),
            "home",
            "places",
            "PlacesPart",
            manage,
            frozenset({"place"}),
        ),
        Entry(
            "kinds",
            lambda: t("Kinds of appointment"),
            "list",
            "kinds",
            "KindsPart",
            manage,
        ),
        Entry(
            "rules",
            lambda: t("Rules of the calendar"),
            "shield",
            "rules",
            "RulesPart",
            manage,
            frozenset({"calendar_rule"}),
        ),
        Entry(
            "programs",
            lambda: t("Programs"),
            "folder",
            "programs",
            "ProgramsPart",
            manage,
            frozenset({"program"}),
        ),
        Entry(
            "backup",
            lambda: t("Backups"),
            "backup",
            "backups",
            "BackupPart",
            frozenset({Action.BACK_UP}),
            on_server=("server_backups", "ServerBackupPart"),
        ),
        Entry("updates", lambda: t("Updates"), "refresh", "updates", "UpdatesPart"),
        Entry(
            "audit",
            lambda: t("Audit log"),
            "audit",
            "audit",
            "AuditPart",
            frozenset({Action.READ_AUDIT}),
            frozenset({"audit"}),
        ),
        Entry(
            "shape",
            lambda: t("Shape of the log"),
            "reports",
            "shape",
            "ShapePart",
            frozenset({Action.READ_AUDIT}),
            frozenset({"audit_state"}),
        ),
        Entry(
            "totals",
            lambda: t("Totals"),
            "list",
            "totals",
            "TotalsPart",
            frozenset({Action.EXPORT_FUNDER}),
        ),
        Entry(
            "disclosures",
            lambda: t("What left the office"),
            "export",
            "disclosed",
            "DisclosedPart",
            frozenset({Action.READ_AUDIT, Action.READ_CASES}),
        ),
        Entry(
            "emergencies",
            lambda: t("Emergency accesses"),
            "unlock",
            "emergencies",
            "EmergenciesPart",
            frozenset({Action.READ_AUDIT, Action.READ_CASES}),
            frozenset({"emergency"}),
        ),
    )
