"""A time away in words."""

from datetime import datetime, time, timedelta

from db.queries.staff import LeaveRow
from db.texts import label, t
from db.texts.dates import date_short, moment, time_short, weekday_date


def whole_days(row: LeaveRow) -> bool:
    """Whether it begins and ends at midnight."""
    return row.starts.time() == time() and row.ends.time() == time()


def last_day(ends: datetime) -> datetime:
    """A moment on the last day: the end itself is not included."""
    return ends - timedelta(minutes=1)


def leave_times(row: LeaveRow) -> str:
    """Like "3/2/2026 to 3/6/2026", or with times where it is a part of a day."""
    first, last = row.starts.date(), last_day(row.ends).date()
    if whole_days(row):
        if first == last:
            return t("{date}, all day", date=weekday_date(first))
        return t("{first} to {last}", first=date_short(first), last=date_short(last))
    if first == last:
        return t("{start} to {end}", start=moment(row.starts), end=time_short(row.ends))
    return t("{start} to {end}", start=moment(row.starts), end=moment(row.ends))


def leave_words(row: LeaveRow) -> str:
    """Its kind, and the remark for who may read it."""
    kind = label(row.kind)
    return t("{kind}: {remark}", kind=kind, remark=row.remark) if row.remark else kind
