"""The days that a report is meant for: another page leaves them for the reports page."""

from datetime import date

from ui.context import PageContext

_LAYOUT = "days-of-report"


def ask_report(context: PageContext, key: str, first: date, last: date) -> None:
    """Go to a report that is told nothing but its days."""
    context.settings.remember(_LAYOUT, [first.isoformat(), last.isoformat()])
    context.navigate(f"report.{key}")


def days_of_report(context: PageContext) -> tuple[date, date] | None:
    """The days that were left, once."""
    kept = context.settings.layout(_LAYOUT)
    context.settings.remember(_LAYOUT, None)
    try:
        first, last = (date.fromisoformat(day) for day in kept)
    except (TypeError, ValueError):
        return None
    return first, last
