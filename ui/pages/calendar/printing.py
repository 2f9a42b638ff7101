"""Each view on paper: which sheet it is, and what it is told."""

from datetime import date
from uuid import UUID

from db.rules.codes import ResourceKind
from db.texts import t
from ui.context import PageContext
from ui.pages.calendar.shown import Shown, Span
from ui.pages.reporting.calendar_sheet import SheetWanted, ask_calendar_sheet
from ui.pages.reporting.day_of_sheet import ask_day_sheet

_KEYS = {
    Span.WORK_WEEK: "week-sheet",
    Span.WEEK: "week-sheet",
    Span.MONTH: "month-sheet",
    Span.AGENDA: "agenda",
}
_COLUMNS = {
    ResourceKind.WORKER: "workers",
    ResourceKind.ROOM: "rooms",
    ResourceKind.CAR: "cars",
    ResourceKind.INTERPRETER: "interpreters",
}


def print_words(span: Span) -> str:
    """What the sheet of a view is called."""
    return {
        Span.DAY: t("Print day sheet"),
        Span.MONTH: t("Print month sheet"),
        Span.AGENDA: t("Print agenda"),
    }.get(span, t("Print week sheet"))


def print_view(context: PageContext, shown: Shown, whose: UUID | None, day: date) -> None:
    """Go to the sheet of what is shown; a day's is that of one worker or room: `whose`, or one's
    own where nobody is in front."""
    if shown.span is Span.DAY:
        ask_day_sheet(context, whose or context.user.id, day)
    else:
        ask_calendar_sheet(context, sheet_of(shown))


def sheet_of(shown: Shown) -> SheetWanted:
    """The sheet of a week, a month or an agenda as it is shown. Pure."""
    asked = shown.asked()
    first = shown.day.replace(day=1) if shown.span is Span.MONTH else shown.first
    return SheetWanted(
        key=_KEYS[shown.span],
        columns="teams" if asked.team == "" else _COLUMNS[shown.kind],
        first=first.isoformat(),
        last=shown.last.isoformat(),
        team=asked.team or "",
        resource_id=str(shown.resource_id or ""),
    )
