"""The sections of a sealed file's window: those of the office that concern a case, and its log."""

from db.rules.permissions import Action
from db.texts import t
from ui.pages.registry import SECTIONS, Section

_KEPT = ("today", "clients", "calendar", "court", "reports")

SEALED_SECTIONS: tuple[Section, ...] = (
    *(section for section in SECTIONS if section.key in _KEPT),
    Section(
        "log",
        lambda: t("Log"),
        "audit",
        "ui.pages.office.log_page",
        "LogPage",
        frozenset({Action.READ_AUDIT}),
        frozenset({"audit"}),
    ),
)
