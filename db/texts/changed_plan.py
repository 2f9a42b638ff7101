"""What a plan changed of an appointment, in words: to be told, and so nothing of why they come."""

from collections.abc import Sequence
from datetime import datetime

from db.texts.catalog import t
from db.texts.dates import time_short, weekday_date


def change_words(
    was: datetime, now: datetime | None, *, gone: Sequence[str] = (), come: Sequence[str] = ()
) -> str:
    """Like "Tue, Mar 10, 9:00 AM, and not Tue, Mar 3, 9:00 AM". Moments carry the office's zone.

    Without `now` it is called off; `come` are with it in place of those who have `gone`. Nothing
    is said of what is as it was.
    """
    before = _moment(was)
    if now is None:
        return t("Called off: {moment}", moment=before)
    parts = []
    if now != was:
        parts.append(t("{moment}, and not {before}", moment=_moment(now), before=before))
    if come:
        names = {"now": ", ".join(come), "before": ", ".join(gone)}
        words = t("with {now}, and not {before}", **names) if gone else t("with {now}", **names)
        parts.append(words if parts else f"{before}: {words}")
    return "; ".join(parts)


def _moment(moment: datetime) -> str:
    day, time = weekday_date(moment.date()), time_short(moment)
    return t("{day}, {time}", day=day, time=time)
