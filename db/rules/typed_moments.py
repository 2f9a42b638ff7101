"""What a person types where day and time are asked in one: yesterday 2pm, t 930, 3/14 at noon."""

import re
from datetime import date, datetime, time

from db.rules.findings import Finding, hard
from db.rules.typed_dates import DateOrder, read_date
from db.rules.typed_times import read_time

_NOW = frozenset({"now", "ahora"})
_BETWEEN = re.compile(r"[\s,]+(?:(?:at|a las|a la|@)\s+)?|@")


def read_moment(
    text: str,
    now: datetime,
    order: DateOrder = DateOrder.MDY,
    language: str = "en",
    base: datetime | None = None,
) -> datetime | Finding:
    """The naive moment by the office's clock, or a hard finding ("moment.no_time", "date.…").

    `now` is the office's present moment. A time alone is of the day of `base`, the field's
    present value, or of today; a day alone is not enough, for a contact has a time.
    """
    typed = text.strip()
    today, wall = now.date(), now.replace(tzinfo=None, second=0, microsecond=0)
    if typed.casefold() in _NOW:
        return wall
    alone = read_time(typed)
    if isinstance(alone, time):
        return datetime.combine(base.date() if base else today, alone)
    words = [word for word in _BETWEEN.split(typed) if word]
    for at in range(1, len(words)):
        first, rest = " ".join(words[:at]), " ".join(words[at:])
        for day_words, time_words in ((first, rest), (rest, first)):
            day = read_date(day_words, today, order, language, base.date() if base else None)
            hour = read_time(time_words)
            if isinstance(day, date) and isinstance(hour, time):
                return datetime.combine(day, hour)
    day = read_date(typed, today, order, language)
    if isinstance(day, date):
        return hard("moment.no_time", text=typed)
    return hard("moment.unreadable", text=typed)
