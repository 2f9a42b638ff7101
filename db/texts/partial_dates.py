"""Dates that are known only in part, in words."""

from datetime import date

from db.rules.partial_date import PartialDate
from db.texts.catalog import t
from db.texts.dates import date_short, locale_name


def partial_date_words(value: PartialDate) -> str:
    """Like 3/14/1980, March 1980, 1980, or "about 1980"."""
    if value.exact is not None:
        words = date_short(value.exact)
    elif value.month is not None:
        from babel.dates import format_skeleton

        words = format_skeleton("yMMMM", date(value.year, value.month, 1), locale=locale_name())
    else:
        words = str(value.year)
    return t("about {date}", date=words) if value.approximate else words
