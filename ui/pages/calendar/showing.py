"""From what the office answers to entries with words. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from db.queries.calendar.items import CalendarItem, Named
from db.queries.calendar.range_view import CalendarDays
from db.rules.appointment_steps import CANCELLED, EXPECTED
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.safe_contact import client_marks
from db.rules.scheduling import UNPROMISED
from db.texts import label, sentence, t
from db.texts.appointments import appointment_name, appointment_title, session_name
from db.texts.dates import time_short, weekday_date
from ui.item_models.appointments import DAY, AppointmentEntry, GridColumn
from ui.pages.calendar.shown import Shown
from ui.theme.tokens import Tone

S = AppointmentStatus
_TONES = {
    S.REQUESTED: Tone.INFORMATION,
    S.TENTATIVE: Tone.INFORMATION,
    S.ARRIVED: Tone.OK,
    S.IN_PROGRESS: Tone.OK,
    S.NO_SHOW: Tone.WARNING,
}


def entries(
    shown: Shown, days: CalendarDays, columns: tuple[GridColumn, ...]
) -> Iterator[AppointmentEntry]:
    """Every appointment in every column where it belongs."""
    of_day: dict[date, list[tuple[int, GridColumn]]] = {}
    for number, column in enumerate(columns):
        of_day.setdefault(column.day, []).append((number, column))
    for item in days.items:
        day, last = item.starts_at.date(), item.ends_at.date()
        while day <= last:
            starts, ends = minutes_on(day, item.starts_at, item.ends_at)
            for number, column in of_day.get(day, ()) if ends > 0 else ():
                if column.resource_id is None or item.takes(column.resource_id):
                    apart = (shown.resource_id, column.resource_id)
                    entry = _entry(item, apart, number, starts, ends)
                    yield _with_clash(entry, item, column)
            day += timedelta(days=1)


def minutes_on(day: date, starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
    """From and to in minutes after a day's midnight, by the clock on the wall."""
    return _minute(day, starts_at), _minute(day, ends_at)


def _minute(day: date, moment: datetime) -> int:
    return (moment.date() - day).days * DAY + moment.hour * 60 + moment.minute


def _entry(
    item: CalendarItem, apart: tuple[UUID | None, ...], column: int, starts: int, ends: int
) -> AppointmentEntry:
    """`apart` are those whom the column names already."""
    who = _who(item)
    title = appointment_title(item.kind, who, hidden=item.hidden)
    taken = (*item.workers, *_things(item))
    others = [one.name for one in taken if one.id not in apart]
    place = [item.place] if item.place else []
    status = "" if item.status is S.CONFIRMED or item.hidden else label(item.status)
    return AppointmentEntry(
        id=item.id,
        column=column,
        starts=starts,
        ends=ends,
        name=appointment_name(item.starts_at, title, repeats=item.repeats),
        title=title,
        who=_first_line(item),
        what=_what(item, who),
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
        repeats=item.repeats,
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


def _first_line(item: CalendarItem) -> str:
    """The card's; a group's name must not be cut for the number of its members."""
    return item.group.name if item.group is not None else _who(item)


def _what(item: CalendarItem, who: str) -> str:
    if item.hidden or not who:
        return ""
    group, kind = item.group, label(item.kind)
    if group is None:
        return kind
    return t("{kind}, {n} of {all}", kind=kind, n=group.members, all=group.capacity)


def _words(item: CalendarItem) -> str:
    return appointment_title(item.kind, _who(item), hidden=item.hidden)


def _adds_subject(item: CalendarItem) -> bool:
    """Whether the subject says something that the appointment's own words do not."""
    if item.group is not None:
        return item.subject != item.group.name
    return item.client is not None


def _who(item: CalendarItem) -> str:
    group = item.group
    if group is not None:
        return session_name(group.name, group.members, group.capacity)
    return item.client_name or item.subject


def _things(item: CalendarItem) -> tuple[Named, ...]:
    """Of one who may not be known an interpreter would tell the language."""
    return (*item.rooms, *item.cars, *(() if item.hidden else item.interpreters))


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
        t("one of a series") if item.repeats else "",
        ", ".join(one.name for one in item.workers),
        ", ".join(one.name for one in _things(item)),
        item.place,
        t("by video") if item.joining_link else "",
        item.subject if _adds_subject(item) else "",
        *(sentence(mark) for mark in client_marks(item.safety)),
        t("Booked all the same: {reason}", reason=item.override_reason)
        if item.override_reason
        else "",
    ]
    return " · ".join(part for part in known if part)
