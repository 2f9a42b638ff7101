"""How long somebody waits, and when they would like to come, in words."""

from datetime import date

from db.texts.catalog import t, tn
from db.texts.dates import date_short


def waiting_since(day: date, days: int) -> str:
    """Like "waiting since 3/3/26 (5 days)"."""
    if days <= 0:
        return t("waiting since today")
    return tn(
        "waiting since {day} ({n} day)", "waiting since {day} ({n} days)", days, day=date_short(day)
    )


def wished_days(earliest: date | None, latest: date | None) -> str:
    """Like "from 3/9/26 to 3/13/26"; empty where any day is welcome."""
    if earliest is not None and latest is not None:
        return t("from {first} to {last}", first=date_short(earliest), last=date_short(latest))
    if earliest is not None:
        return t("from {day} on", day=date_short(earliest))
    return t("until {day}", day=date_short(latest)) if latest is not None else ""
