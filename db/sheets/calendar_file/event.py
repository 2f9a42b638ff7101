"""One event of a calendar file, as plain values."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

_FREE = ("FREE", "WORKINGELSEWHERE")
Moment = date | datetime  # a date is a whole day; a naive datetime is the reader's own time


class Unreadable(Exception):
    """An event that cannot be taken; `code` names the finding that says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What an event says. `line` is where it begins in the file.

    `rule` is RRULE's value; `more` and `without` are RDATE and EXDATE; `replaces` is the start of
    the occurrence that this event stands for (RECURRENCE-ID), and `onwards` says that it stands
    for all that follow too. `busy` is False for what takes nobody's time (TRANSPARENT).
    """

    line: int
    uid: str
    starts: Moment
    length: timedelta
    summary: str = ""
    place: str = ""
    busy: bool = True
    cancelled: bool = False
    tentative: bool = False
    private: bool = False
    rule: str = ""
    more: tuple[Moment, ...] = ()
    without: tuple[Moment, ...] = ()
    replaces: Moment | None = None
    onwards: bool = False
    remarks: tuple[str, ...] = field(default=())  # names of properties that were not understood


def event_of(component: Any, line: int) -> Event:
    """The event of a component that `icalendar` has read. Raises `Unreadable`."""
    errors = tuple(sorted({str(name).upper() for name, _ in component.errors}))
    for name in ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"):
        if name in errors:
            raise Unreadable("ics.not_understood", property=name)
    starts = _moment(component, "DTSTART")
    if starts is None:
        raise Unreadable("ics.no_start")
    rules = component.get("RRULE")
    if isinstance(rules, list) or component.get("EXRULE") is not None:
        raise Unreadable("ics.more_rules")
    replaced = component.get("RECURRENCE-ID")
    status = str(component.get("STATUS", "")).upper()
    return Event(
        line=line,
        uid=str(component.get("UID", "")).strip()[:255],
        starts=starts,
        length=_length(component, starts),
        summary=_words(component, "SUMMARY"),
        place=_words(component, "LOCATION"),
        busy=_takes_time(component),
        cancelled=status == "CANCELLED",
        tentative=status == "TENTATIVE",
        private=str(component.get("CLASS", "PUBLIC")).upper() in ("PRIVATE", "CONFIDENTIAL"),
        rule="" if rules is None else rules.to_ical().decode(),
        more=_several(component, "RDATE"),
        without=_several(component, "EXDATE"),
        replaces=None if replaced is None else _date_of(replaced),
        onwards=replaced is not None and "RANGE" in replaced.params,
        remarks=errors,
    )


def _takes_time(component: Any) -> bool:
    """As RFC 5545 says it, and as Outlook does besides."""
    if str(component.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT":
        return False
    return str(component.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() not in _FREE


def _words(component: Any, name: str) -> str:
    value = component.get(name, "")
    if isinstance(value, list):
        value = value[0]
    return " ".join(str(value).split())[:200]


def _date_of(value: Any) -> Moment:
    found = getattr(value, "dt", None)
    if not isinstance(found, date):  # a time of day alone, or a period
        raise Unreadable("ics.not_understood", property="DATE")
    return found


def _moment(component: Any, name: str) -> Moment | None:
    value = component.get(name)
    if value is None:
        return None
    if isinstance(value, list):
        raise Unreadable("ics.twice", property=name)
    return _date_of(value)


def _length(component: Any, starts: Moment) -> timedelta:
    """Until DTEND, or DURATION; else a day if it is a whole day, and no time at all if not."""
    ends = _moment(component, "DTEND")
    duration = getattr(component.get("DURATION"), "dt", None)
    whole_day = not isinstance(starts, datetime)
    if ends is not None:
        if whole_day is isinstance(ends, datetime):
            raise Unreadable("ics.day_and_time")
        length = _between(starts, ends)
    elif isinstance(duration, timedelta):
        length = duration
    else:
        length = timedelta(days=1) if whole_day else timedelta()
    if length < timedelta():
        raise Unreadable("ics.ends_before_start")
    if whole_day and not length:  # some programs give the same day as the end
        return timedelta(days=1)
    return length


def _between(starts: Moment, ends: Moment) -> timedelta:
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        if (starts.tzinfo is None) is not (ends.tzinfo is None):
            raise Unreadable("ics.day_and_time")
        if starts.tzinfo is not None:
            return timedelta(seconds=ends.timestamp() - starts.timestamp())
        return ends - starts
    return timedelta(days=ends.toordinal() - starts.toordinal())


def _several(component: Any, name: str) -> tuple[Moment, ...]:
    value = component.get(name)
    if value is None:
        return ()
    found: list[Moment] = []
    for one in value if isinstance(value, list) else [value]:
        for entry in getattr(one, "dts", ()):
            moment = getattr(entry, "dt", None)
            if isinstance(moment, tuple):  # a period: its beginning
                moment = moment[0]
            if not isinstance(moment, date):
                raise Unreadable("ics.not_understood", property=name)
            found.append(moment)
    return tuple(found)
