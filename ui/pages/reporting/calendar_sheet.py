"""The sheet of a calendar that is meant: the calendar leaves it for the reports page."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from db.texts import t
from ui.context import PageContext

_LAYOUT = "calendar-sheet"


@dataclass(frozen=True, slots=True)
class SheetWanted:
    """A report ("week-sheet", "month-sheet" or "agenda") and what it is told; days as ISO dates."""

    key: str
    columns: str
    first: str
    last: str
    team: str = ""
    resource_id: str = ""

    def values(self) -> dict[str, Any]:
        """For the form's fields; who it is of may be a worker or a room."""
        whose = UUID(self.resource_id) if self.resource_id else None
        first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        return {
            "columns": self.columns,
            "team": self.team or None,
            "worker": whose,
            "room": whose,
            "day": first,
            "first": first,
            "last": last,
        }


def ask_calendar_sheet(context: PageContext, wanted: SheetWanted) -> None:
    """Go to it."""
    context.settings.remember(_LAYOUT, asdict(wanted))
    context.navigate(f"report.{wanted.key}")


def calendar_sheet_wanted(context: PageContext, key: str) -> SheetWanted | None:
    """What was left for this report, once."""
    kept = context.settings.layout(_LAYOUT)
    context.settings.remember(_LAYOUT, None)
    try:
        wanted = SheetWanted(**kept)
        wanted.values()
    except (TypeError, ValueError):
        return None
    return wanted if wanted.key == key else None


def columns_options() -> list[tuple[str, str]]:
    """What a calendar's columns can be, by the words of the command line."""
    return [
        ("workers", t("Workers")),
        ("teams", t("Teams")),
        ("rooms", t("Rooms")),
        ("cars", t("Cars")),
        ("interpreters", t("Interpreters")),
    ]
