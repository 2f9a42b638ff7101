"""The day whose sheet is meant: the calendar leaves it for the reports page, by this person."""

from datetime import date
from uuid import UUID

from ui.context import PageContext

_LAYOUT = "day-sheet"


def ask_day_sheet(context: PageContext, whose_id: UUID, day: date) -> None:
    """Go to the day sheet of a worker, room or car on a day."""
    context.settings.remember(_LAYOUT, day.isoformat())
    context.navigate("report.day-sheet", whose_id)


def day_of_sheet(context: PageContext) -> date:
    """The day that was left, once; otherwise today."""
    kept = context.settings.layout(_LAYOUT)
    context.settings.remember(_LAYOUT, None)
    try:
        return date.fromisoformat(kept)
    except (TypeError, ValueError):
        return context.today()
