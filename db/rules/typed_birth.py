"""What a person types in a birth date field, where little may be known: 1980, 3/1980, ~1975."""

import re
from datetime import date

from db.rules import typed_words as words
from db.rules.findings import Finding, hard
from db.rules.partial_date import PartialDate
from db.rules.typed_dates import DateOrder, full_year, read_date

OLDEST_YEARS = 130

_YEAR = re.compile(r"\d{4}")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-\s](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[/.\-\s](\d{1,2})")
_SHORT = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{2})")
_NO_YEAR = re.compile(r"\d{1,2}[/.\-\s]\d{1,2}")
_AGE = re.compile(
    r"(?:age|aged|edad)\s*(\d{1,3})|(\d{1,3})\s*(?:y|yo|y/o|yrs?|years?(?: old)?|a|años?|anos?)"
)


def read_birth_date(
    text: str, today: date, order: DateOrder = DateOrder.MDY, language: str = "en"
) -> PartialDate | Finding:
    """The birth date that was meant, whole or partial, or a hard finding.

    "~", "about", "c.", "aprox." before (or "~" after) mark it approximate; an age ("age 34",
    "34 yrs") gives an approximate year. A year of two figures is not in the future. Findings:
    "birth_date.unreadable", "birth_date.no_year", "birth_date.in_the_future",
    "birth_date.too_long_ago", "date.impossible".
    """
    typed, approximate = _estimate(text.strip().casefold())
    if not typed:
        return hard("birth_date.unreadable", text=text.strip())
    age = _AGE.fullmatch(typed)
    if age:
        years = int(age.group(1) or age.group(2))
        return _believable(PartialDate(max(today.year - years, 1), approximate=True), today)
    meant = _partial(typed, text) or _whole(typed, text, today, order, language)
    if isinstance(meant, Finding):
        return meant
    if approximate:
        meant = PartialDate(meant.year, meant.month, meant.day, approximate=True)
    return _believable(meant, today)


def _estimate(typed: str) -> tuple[str, bool]:
    bare = typed.strip("~ ")
    if bare != typed:
        return bare, True
    first, _, rest = typed.replace("c.", "c ").partition(" ")
    if first.rstrip(".") in words.ABOUT | words.ABOUT_SPANISH:
        return rest.strip(), True
    return typed, False


def _partial(typed: str, text: str) -> PartialDate | Finding | None:
    if _YEAR.fullmatch(typed):
        return _made(int(typed), None, text)
    if found := _MONTH_YEAR.fullmatch(typed):
        return _made(int(found[2]), int(found[1]), text)
    if found := _YEAR_MONTH.fullmatch(typed):
        return _made(int(found[1]), int(found[2]), text)
    said = words.words_of(typed)
    if len(said) == 2:
        years = [word for word in said if _YEAR.fullmatch(word)]
        months = [month for word in said if (month := words.month_named(word)) is not None]
        if len(years) == 1 and len(months) == 1:
            return _made(int(years[0]), months[0], text)
    return None


def _made(year: int, month: int | None, text: str) -> PartialDate | Finding:
    try:
        return PartialDate(year, month)
    except ValueError:
        return hard("date.impossible", text=text.strip())


def _whole(
    typed: str, text: str, today: date, order: DateOrder, language: str
) -> PartialDate | Finding:
    if _NO_YEAR.fullmatch(typed):
        return hard("birth_date.no_year", text=text.strip())
    if (short := _SHORT.fullmatch(typed)) and order is not DateOrder.YMD:
        typed = f"{short[1]}/{short[2]}/{full_year(short[3], today, latest=today.year):04d}"
    if not any(_YEAR.search(word) for word in words.words_of(typed)) and "/" not in typed:
        return hard("birth_date.unreadable", text=text.strip())
    meant = read_date(typed, today, order, language)
    if isinstance(meant, Finding):
        impossible = meant.code == "date.impossible"
        return hard("date.impossible" if impossible else "birth_date.unreadable", text=text.strip())
    return PartialDate.of(meant)


def _believable(birth: PartialDate, today: date) -> PartialDate | Finding:
    if birth.earliest > today:
        return hard("birth_date.in_the_future")
    if birth.year < today.year - OLDEST_YEARS:
        return hard("birth_date.too_long_ago", years=OLDEST_YEARS)
    return birth
