"""Public holidays of a country, as suggestions for the days on which an office is closed."""

from collections.abc import Iterable
from datetime import date


def public_holidays(country: str, years: Iterable[int]) -> tuple[tuple[date, str], ...]:
    """Days with their names, in order; nothing for a country that is not known.

    `country` is an ISO 3166 code of two letters. Source: the package `holidays`.
    """
    import holidays  # costs a tenth of a second, and few ask for it

    try:
        found = holidays.country_holidays(country.upper(), years=sorted(set(years)))
    except (NotImplementedError, ValueError):
        return ()
    return tuple(sorted(found.items()))
