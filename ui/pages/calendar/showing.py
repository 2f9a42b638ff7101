"""From what the office answers to columns and entries with words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from db.queries.calendar.items import CalendarItem
from db.queries.calendar.range_view import CalendarColumn, CalendarDays, CalendarRange
from db.rules.appointment_steps import CANCELLED, EXPECTED
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.safe_contact import client_marks
from db.rules.scheduling import UNPROMISED
from db.texts import label, sentence, t
from db.texts.appointments import appointment_name, appointment_title
from db.texts.dates import date_long, date_short, date_span, time_short, weekday, weekday_date
from ui.item_models.appointments import DAY, AppointmentEntry, Band, GridColumn
from ui.theme.tokens import Tone

S = AppointmentStatus
_TONES = {
    S.REQUESTED: Tone.INFORMATION,
    S.TENTATIVE: Tone.INFORMATION,
    S.ARRIVED: Tone.OK,
    S.IN_PROGRESS: Tone.OK,
    S.NO_SHOW: Tone.WARNING,
}


class Span(StrEnum):
    """How many days are shown."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: a day with a column for each, or a week with a column for each day.

    `resource_id` is the worker or room whose days are shown; None means all of them.
    """

    span: Span
    kind: ResourceKind
    day: date
    resource_id: UUID | None = None
    cancelled: bool = False

    @property
    def first(self) -> date:
        """The first day shown."""
        if self.span is Span.DAY:
            return self.day
        return self.day - timedelta(days=self.day.weekday())

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.first if self.span is Span.DAY else self.first + timedelta(days=6)

    def asked(self) -> CalendarRange:
        """The question to the office."""
        ids = None if self.resource_id is None else (self.resource_id,)
        return CalendarRange(self.kind, self.first, self.last, ids, self.cancelled)

    def title(self) -> str:
        """The days in words."""
        if self.span is Span.DAY:
            return t("{weekday}, {date}", weekday=weekday(self.day), date=date_long(self.day))
        return date_span(self.first, self.last)


def grid_columns(shown: Shown, days: CalendarDays) -> tuple[GridColumn, ...]:
    """A day: a column for each worker or room. A week: a column for each day with anything."""
    if shown.span is Span.DAY:
        return tuple(_day_column(shown, days, column) for column in days.columns)
    return tuple(
        _week_column(days, day)
        for day in (shown.first + timedelta(n) for n in range(7))
        if day.weekday() < 5 or _anything_on(days, day)
    )


def entries(
    shown: Shown, days: CalendarDays, columns: tuple[GridColumn, ...]
) -> Iterator[AppointmentEntry]:
    """Every appointment in every column where it belongs."""
    for item in days.items:
        for number, column in enumerate(columns):
            if column.resource_id is not None and not item.takes(column.resource_id):
                continue
            starts, ends = minutes_on(column.day, item.starts_at, item.ends_at)
            if starts < DAY and ends > 0:
                apart = (shown.resource_id, column.resource_id)
                entry = _entry(item, apart, number, starts, ends)
                yield _with_clash(entry, item, column)


def minutes_on(day: date, starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
    """From and to in minutes after a day's midnight, by the clock on the wall."""
    return _minute(day, starts_at), _minute(day, ends_at)


def _minute(day: date, moment: datetime) -> int:
    return (moment.date() - day).days * DAY + moment.hour * 60 + moment.minute


def _entry(
    item: CalendarItem, apart: tuple[UUID | None, ...], column: int, starts: int, ends: int
) -> AppointmentEntry:
    """`apart` are those whom the column names already."""
    taken = (*item.workers, *item.rooms, *item.cars, *item.interpreters)
    others = [one.name for one in taken if one.id not in apart]
    place = [item.place] if item.place else []
    status = "" if item.status is S.CONFIRMED or item.hidden else label(item.status)
    return AppointmentEntry(
        id=item.id,
        column=column,
        starts=starts,
        ends=ends,
        name=appointment_name(item.starts_at, _words(item)),
        title=_words(item),
        who=_who(item),
        what="" if item.hidden or not _who(item) else label(item.kind),
        times=t(
            "{first} to {last}", first=time_short(item.starts_at), last=time_short(item.ends_at)
        ),
        where=" · ".join([*others, *place]),
        status=status,
        tone=Tone.NEUTRAL if item.hidden else _TONES.get(item.status, Tone.NEUTRAL),
        hidden=item.hidden,
        tentative=item.status in UNPROMISED,
        over=item.status is S.NO_SHOW or item.status in CANCELLED,
        done=item.status is S.COMPLETED,
        description=describe(item),
    )


def _with_clash(
    entry: AppointmentEntry, item: CalendarItem, column: GridColumn
) -> AppointmentEntry:
    """Say that leave or a closure was entered after it was booked; who knew gave a reason."""
    if item.status not in EXPECTED or item.override_reason or item.hidden:
        return entry
    if item.kind is AppointmentKind.OUTSIDE:
        return entry
    met = [
        band.words for band in column.bands if band.starts < entry.ends and entry.starts < band.ends
    ]
    if not met:
        return entry
    clash = ", ".join(met)
    return replace(
        entry,
        clash=clash,
        tone=Tone.WARNING,
        status=" · ".join(part for part in (entry.status, clash) if part),
        description=f"{entry.description} · {clash}",
    )


def _words(item: CalendarItem) -> str:
    return appointment_title(item.kind, _who(item), hidden=item.hidden)


def _who(item: CalendarItem) -> str:
    return item.client_name or item.subject


def describe(item: CalendarItem) -> str:
    """Everything about an appointment in one breath, for screen readers and the line below."""
    known = [
        t(
            "{day}, {first} to {last}",
            day=weekday_date(item.starts_at.date()),
            first=time_short(item.starts_at),
            last=time_short(item.ends_at),
        ),
        _words(item),
        "" if item.hidden else label(item.status),
        ", ".join(one.name for one in item.workers),
        ", ".join(one.name for one in (*item.rooms, *item.cars, *item.interpreters)),
        item.place,
        t("by video") if item.joining_link else "",
        item.subject if item.client is not None else "",
        *(sentence(mark) for mark in client_marks(item.safety)),
        t("Booked all the same: {reason}", reason=item.override_reason)
        if item.override_reason
        else "",
    ]
    return " · ".join(part for part in known if part)


def _day_column(shown: Shown, days: CalendarDays, column: CalendarColumn) -> GridColumn:
    bands = [*_closures(days, shown.day), *_leave(column, shown.day)]
    return GridColumn(
        shown.day,
        column.id,
        column.name,
        _said(bands),
        _open(column, shown.day),
        tuple(bands),
    )


def _week_column(days: CalendarDays, day: date) -> GridColumn:
    alone = days.columns[0] if len(days.columns) == 1 else None
    bands = [*_closures(days, day), *(_leave(alone, day) if alone is not None else ())]
    open_ = (
        _open(alone, day)
        if alone is not None
        else tuple(sorted({span for column in days.columns for span in _open(column, day)}))
    )
    name = weekday_date(day)
    return GridColumn(day, alone.id if alone else None, name, _said(bands), open_, tuple(bands))


def _open(column: CalendarColumn, day: date) -> tuple[tuple[int, int], ...]:
    spans = (minutes_on(day, one.starts_at, one.ends_at) for one in column.open)
    return tuple((max(0, a), min(DAY, b)) for a, b in spans if a < DAY and b > 0)


def _leave(column: CalendarColumn, day: date) -> Iterator[Band]:
    for away in column.away:
        starts, ends = minutes_on(day, away.starts_at, away.ends_at)
        if starts < DAY and ends > 0:
            yield Band(max(0, starts), min(DAY, ends), t("Away: {kind}", kind=label(away.kind)))


def _closures(days: CalendarDays, day: date) -> Iterator[Band]:
    for closed in days.closed:
        if closed.day == day:
            yield Band(0, DAY, t("Closed: {name}", name=closed.name))


def _said(bands: list[Band]) -> str:
    return ", ".join(dict.fromkeys(band.words for band in bands))


def _anything_on(days: CalendarDays, day: date) -> bool:
    return any(item.starts_at.date() <= day <= item.ends_at.date() for item in days.items)


def slot_words(column: GridColumn, minute: int) -> str:
    """An empty slot in words."""
    at = datetime.combine(column.day, datetime.min.time()) + timedelta(minutes=minute)
    who = "" if column.title == weekday_date(column.day) else column.title
    said = [weekday_date(column.day), time_short(at), who]
    is_open = any(starts <= minute < ends for starts, ends in column.open)
    band = next((b.words for b in column.bands if b.starts <= minute < b.ends), "")
    said.append(band or (t("free") if is_open else t("free, outside working hours")))
    return " · ".join(part for part in said if part)


def day_words(day: date) -> str:
    """A day for a short list."""
    return t("{weekday}, {date}", weekday=weekday(day), date=date_short(day))
