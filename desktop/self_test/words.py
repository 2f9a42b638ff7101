"""The languages, the time zones and the public holidays that are shipped."""

import zoneinfo
from datetime import UTC, date, datetime
from importlib import import_module

from db.rules.public_holidays import public_holidays
from db.texts import language, t, use
from desktop.self_test.bench import Bench
from desktop.self_test.running import Failed

_NEW_YEAR = date(2027, 1, 1)  # a Friday


def spanish(_: Bench) -> str:
    """Texts, dates, codes: from the catalogue and from Babel."""
    from db.rules.codes import Role
    from db.texts import label
    from db.texts.dates import date_long

    before = language()
    texts = []
    try:
        for code in ("en", "es"):
            use(code)
            texts.append((t("Sign in"), label(Role.RECEPTIONIST), date_long(_NEW_YEAR)))
    finally:
        use(before)
    if any(one == other for one, other in zip(*texts, strict=True)) or "enero" not in texts[1][2]:
        raise Failed(t("The Spanish texts are missing."))
    return t("English and Spanish are there.")


def zones(_: Bench) -> str:
    """Summer and winter of a zone, from the program's own list and not the system's."""
    for name in ("tzdata", "tzdata.zoneinfo"):
        import_module(name)
    paths = zoneinfo.TZPATH
    try:
        zoneinfo.reset_tzpath(to=())
        zone = zoneinfo.ZoneInfo.no_cache("America/New_York")
    except zoneinfo.ZoneInfoNotFoundError:
        raise Failed(t("The list of time zones is missing.")) from None
    finally:
        zoneinfo.reset_tzpath(to=paths)
    hours = [datetime(2027, month, 1, 12, tzinfo=UTC).astimezone(zone).hour for month in (1, 7)]
    if hours != [7, 8]:
        raise Failed(t("The list of time zones is wrong."))
    return t("The list of time zones is there.")


def holidays(_: Bench) -> str:
    """A day of a country whose days are named in both languages."""
    named = {
        code: dict(public_holidays("MX", [2027], language=code)).get(_NEW_YEAR, "")
        for code in ("en", "es")
    }
    if not all(named.values()) or named["en"] == named["es"]:
        raise Failed(t("The list of public holidays is missing."))
    return t("The list of public holidays is there.")
