"""When an event takes place, by its rule, within a stretch of time (dateutil's rules).

Wall time is kept: ten o'clock stays ten o'clock where the clocks are changed in between. Whatever
repeats more often than daily is no appointment, and is refused: nobody counts seconds here.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice

from db.sheets.calendar_file.event import Event, Moment, Unreadable

MOST = 5_000  # occurrences of one event
_SLOW = {"SECONDLY", "MINUTELY", "HOURLY"}
_FILTERS = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY")


def starts_of(event: Event, first: datetime, last: datetime, zone: tzinfo) -> tuple[Moment, ...]:
    """The starts of an event from `first` on and before `last` (aware), in order.

    Naive times are read in `zone`. Raises `Unreadable` for a rule that cannot be followed.
    """
    own = event.starts.tzinfo if isinstance(event.starts, datetime) else None
    begin, end = _wall(first, own or zone), _wall(last, own or zone)
    found = {_wall(event.starts, own)}
    if event.rule:
        found |= set(islice(_by_rule(event, _wall(event.starts, own), end, own), MOST))
    found |= {_wall(moment, own) for moment in event.more}
    days = {_day(moment) for moment in event.without if not isinstance(moment, datetime)}
    found -= {_wall(moment, own) for moment in event.without if isinstance(moment, datetime)}
    kept = sorted(one for one in found if begin <= one < end and one.date() not in days)
    if not isinstance(event.starts, datetime):
        return tuple(one.date() for one in kept)
    return tuple(one.replace(tzinfo=own) for one in kept)


def _by_rule(
    event: Event, starts: datetime, end: datetime, own: tzinfo | None
) -> Iterator[datetime]:
    from dateutil import rrule

    said = _said(event.rule)
    if said.get("FREQ") in _SLOW or {"BYSECOND", "BYMINUTE", "BYHOUR"} & said.keys():
        raise Unreadable("ics.too_often")
    until = said.pop("UNTIL", "")
    last = min(end, _until(until, own)) if until else end
    count = int(said.pop("COUNT", "0")) if said.get("COUNT", "0").isdigit() else 0
    # dateutil looks for the next day that fits until the year 9999, so where a day may never come
    # the days are counted and those that do not fit are left out.
    apart = {}
    if said.get("FREQ") in ("DAILY", "WEEKLY") and "BYSETPOS" not in said:
        apart = {name: _numbers(said.pop(name)) for name in _FILTERS if name in said}
    try:
        rule = rrule.rrulestr(
            ";".join(f"{name}={value}" for name, value in {**said, "UNTIL": _text(last)}.items()),
            dtstart=starts,
        )
        fitting = (one for one in rule if one <= last and _fits(one.date(), apart))
        yield from islice(fitting, count) if count else fitting
    except (ValueError, TypeError, OverflowError, AttributeError, IndexError) as error:
        raise Unreadable("ics.rule") from error


def _said(rule: str) -> dict[str, str]:
    parts = [part.partition("=") for part in rule.upper().split(";") if part]
    return {name.strip(): value.strip() for name, _, value in parts if name.strip() != "X-"}


def _numbers(text: str) -> frozenset[int]:
    try:
        return frozenset(int(one) for one in text.split(","))
    except ValueError as error:
        raise Unreadable("ics.rule") from error


def _fits(day: date, apart: dict[str, frozenset[int]]) -> bool:
    if not apart:
        return True
    month = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    year = (date(day.year, 12, 31) - date(day.year, 1, 1)).days + 1
    of_year = day.timetuple().tm_yday
    asked = {
        "BYMONTH": {day.month},
        "BYMONTHDAY": {day.day, day.day - month.day - 1},
        "BYYEARDAY": {of_year, of_year - year - 1},
    }
    return all(asked[name] & wanted for name, wanted in apart.items())


def _until(text: str, own: tzinfo | None) -> datetime:
    """Where the rule ends, on the clock of the event; a day counts whole."""
    try:
        if len(text) == 8:
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59))
        moment = datetime.fromisoformat(text.rstrip("Z"))
    except ValueError as error:
        raise Unreadable("ics.rule") from error
    if text.endswith("Z") and own is not None:
        return moment.replace(tzinfo=UTC).astimezone(own).replace(tzinfo=None)
    return moment


def _wall(moment: Moment, zone: tzinfo | None) -> datetime:
    """What the clock of the event shows, naive."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if moment.tzinfo is None or zone is None:
        return moment.replace(tzinfo=None)
    return moment.astimezone(zone).replace(tzinfo=None)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _text(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"
