"""From what the office answers to the columns of a grid, with hours, leave and closures. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from db.queries.calendar.range_view import CalendarColumn, CalendarDays
from db.texts import label, t
from db.texts.dates import time_short, weekday_date
from ui.item_models.appointments import DAY, Band, GridColumn
from ui.pages.calendar.showing import minutes_on
from ui.pages.calendar.shown import Shown, Span

_MONDAY_TO_FRIDAY = frozenset(range(5))


def grid_columns(shown: Shown, days: CalendarDays) -> tuple[GridColumn, ...]:
    """A day: a column for each worker, room …; otherwise one for each day.

    A work week leaves out the days on which the office is closed and nothing takes place.
    """
    if shown.span is Span.DAY:
        return tuple(_day_column(shown, days, column) for column in days.columns)
    all_days = [shown.first + timedelta(n) for n in range((shown.last - shown.first).days + 1)]
    if shown.span is Span.WORK_WEEK:
        open_ = days.open_weekdays or _MONDAY_TO_FRIDAY
        booked = _days_with_anything(days)
        all_days = [day for day in all_days if day.weekday() in open_ or day in booked]
    return _of_days(days, all_days)


def _day_column(shown: Shown, days: CalendarDays, column: CalendarColumn) -> GridColumn:
    bands = [*_closures(days, shown.day), *_leave(column, shown.day)]
    bands += _elsewhere(column, shown.day)
    return GridColumn(
        shown.day,
        column.id,
        column.name,
        " · ".join(part for part in (column.team, _said(bands)) if part),
        _open(column, shown.day),
        tuple(bands),
    )


def _of_days(days: CalendarDays, wanted: Sequence[date]) -> tuple[GridColumn, ...]:
    alone = days.columns[0] if len(days.columns) == 1 else None
    open_: dict[date, set[tuple[int, int]]] = {}
    for column in days.columns:
        for stretch in column.open:
            day = stretch.starts_at.date()
            while day <= stretch.ends_at.date():
                starts, ends = minutes_on(day, stretch.starts_at, stretch.ends_at)
                if ends > 0:
                    open_.setdefault(day, set()).add((max(0, starts), min(DAY, ends)))
                day += timedelta(days=1)
    made = []
    for day in wanted:
        bands = [*_closures(days, day)]
        if alone is not None:
            bands += [*_leave(alone, day), *_elsewhere(alone, day)]
        hours = tuple(sorted(open_.get(day, ())))
        whose = alone.id if alone is not None else None
        title = weekday_date(day)
        made.append(GridColumn(day, whose, title, _said(bands), hours, tuple(bands)))
    return tuple(made)


def _open(column: CalendarColumn, day: date) -> tuple[tuple[int, int], ...]:
    spans = (minutes_on(day, one.starts_at, one.ends_at) for one in column.open)
    return tuple((max(0, a), min(DAY, b)) for a, b in spans if a < DAY and b > 0)


def _leave(column: CalendarColumn, day: date) -> Iterator[Band]:
    for away in column.away:
        starts, ends = minutes_on(day, away.starts_at, away.ends_at)
        if starts < DAY and ends > 0:
            yield Band(max(0, starts), min(DAY, ends), t("Away: {kind}", kind=label(away.kind)))


def _elsewhere(column: CalendarColumn, day: date) -> Iterator[Band]:
    for busy in column.elsewhere:
        starts, ends = minutes_on(day, busy.starts_at, busy.ends_at)
        if starts < DAY and ends > 0:
            yield Band(max(0, starts), min(DAY, ends), t("Busy (other calendar)"), elsewhere=True)


def _closures(days: CalendarDays, day: date) -> Iterator[Band]:
    for closed in days.closed:
        if closed.day == day:
            yield Band(0, DAY, t("Closed: {name}", name=closed.name))


def _said(bands: list[Band]) -> str:
    return ", ".join(dict.fromkeys(band.words for band in bands if not band.elsewhere))


def _days_with_anything(days: CalendarDays) -> frozenset[date]:
    return frozenset(
        day for item in days.items for day in (item.starts_at.date(), item.ends_at.date())
    )


def slot_words(column: GridColumn, minute: int) -> str:
    """An empty slot in words."""
    at = datetime.combine(column.day, datetime.min.time()) + timedelta(minutes=minute)
    who = "" if column.title == weekday_date(column.day) else column.title
    said = [weekday_date(column.day), time_short(at), who]
    is_open = any(starts <= minute < ends for starts, ends in column.open)
    band = next((b.words for b in column.bands if b.starts <= minute < b.ends), "")
    said.append(band or (t("free") if is_open else t("free, outside working hours")))
    return " · ".join(part for part in said if part)
