"""The data of a week, a month or an agenda on paper: what the calendar shows, for whoever asks."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from db.queries.calendar.day_sheet import sheet_line, whose_sheet
from db.queries.calendar.items import CalendarItem
from db.queries.calendar.range_view import (
    CalendarColumn,
    CalendarDays,
    CalendarRange,
    calendar_days,
)
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.calendar_sheet import CalendarSheetData, SheetPart
from db.queries.rule_choices import prints_reasons
from db.rules.codes import ResourceKind
from db.rules.findings import Refused, hard
from db.texts import label, t

_MOST_DAYS = 92
_MONDAY_TO_FRIDAY = frozenset(range(5))


def calendar_sheet_data(
    reading: Reading,
    kind: ResourceKind,
    days: tuple[date, date],
    resource_id: UUID | None = None,
    team: str | None = None,
) -> CalendarSheetData:
    """The days (first and last) of one worker, room, car or interpreter, of a team, or of a kind.

    Those that were cancelled are left out, as on the screen; what may not be known says that
    somebody is busy. Raises `Refused`: "appointment.unknown_worker", "report.period_reversed",
    "report.period_long".
    """
    first, last = days
    if last < first:
        raise Refused(hard("report.period_reversed", "last"))
    if (last - first).days >= _MOST_DAYS:
        raise Refused(hard("report.period_long", "last", days=_MOST_DAYS))
    name, ids = team or "", None
    if resource_id is not None:
        whose = whose_sheet(reading, resource_id)
        kind, name, ids, team = whose.kind, whose.name, (resource_id,), None
    found = calendar_days(reading, CalendarRange(kind, first, last, ids, team=team))
    reasons = prints_reasons(reading)
    return CalendarSheetData(
        letterhead=letterhead(reading),
        first=first,
        last=last,
        kind=kind,
        whose=name,
        lines=tuple(sheet_line(item, reasons=reasons) for item in found.items),
        parts=tuple(_part(column, found, reasons=reasons) for column in found.columns),
        open_days=tuple(_open_days(found)),
        closed=tuple((one.day, t("Closed: {name}", name=one.name)) for one in found.closed),
        cut=found.cut,
    )


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first, after - timedelta(days=1)


def _part(column: CalendarColumn, found: CalendarDays, *, reasons: bool) -> SheetPart:
    mine: list[CalendarItem] = [item for item in found.items if item.takes(column.id)]
    notices = [
        (day, t("Away: {kind}", kind=label(away.kind)))
        for away in column.away
        for day in _days(away.starts_at, away.ends_at)
    ]
    lines = tuple(sheet_line(item, reasons=reasons) for item in mine)
    return SheetPart(column.name, lines, tuple(notices))


def _open_days(found: CalendarDays) -> Iterable[date]:
    open_ = found.open_weekdays or _MONDAY_TO_FRIDAY
    booked = {day for item in found.items for day in _days(item.starts_at, item.ends_at)}
    day = found.asked.first
    while day <= found.asked.last:
        if day.weekday() in open_ or day in booked:
            yield day
        day += timedelta(days=1)


def _days(starts_at: datetime, ends_at: datetime) -> Iterable[date]:
    """The days that a time touches; its end is not included."""
    day, last = starts_at.date(), (ends_at - timedelta(seconds=1)).date()
    while day <= last:
        yield day
        day += timedelta(days=1)
