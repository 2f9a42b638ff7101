"""Public holidays of a country, as suggestions for the days on which an office is closed."""

from collections.abc import Iterable
from datetime import date


def public_holidays(
    country: str, years: Iterable[int], subdivision: str = "", language: str = ""
) -> tuple[tuple[date, str], ...]:
    """Days with their names, in order; nothing for a country that is not known.

    `country` is an ISO 3166 code of two letters, `subdivision` one of `subdivisions`: without it
    the days of the whole country are meant. Names are in the language where the source has it.
    Source: the package `holidays`.
    """
    import holidays  # costs a tenth of a second, and few ask for it

    try:
        found = holidays.country_holidays(
            country.upper(), subdiv=subdivision or None, years=sorted(set(years)),
            language=_spoken(country, language),
        )  # fmt: skip
    except (NotImplementedError, ValueError):
        return ()
    return tuple(sorted(found.items()))


def subdivisions(country: str) -> tuple[tuple[str, str], ...]:
    """The codes and names of a country's states, provinces or the like, by name; often there are
    none."""
    import holidays

    codes = holidays.list_supported_countries(include_aliases=False).get(country.upper(), ())
    if not codes:
        return ()
    aliases = holidays.country_holidays(country.upper()).subdivisions_aliases
    names = {code: name for name, code in aliases.items()}
    return tuple(sorted(((one, names.get(one, one)) for one in codes), key=lambda one: one[1]))


def _spoken(country: str, language: str) -> str | None:
    """The source's name for a language, if it has the names of this country's days in it."""
    import holidays

    offered = holidays.list_localized_countries().get(country.upper(), [])
    exact = [one for one in offered if one == f"{language}_{country.upper()}"]
    near = [one for one in offered if language and one.split("_")[0] == language]
    return next(iter((*exact, *near)), None)
