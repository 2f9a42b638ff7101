"""What a person types in a date field: t, +, tomorrow, +2w, fri, 3/4, 14 mar 2026."""

import re
from datetime import date, timedelta
from enum import StrEnum

from db.rules import typed_words as words
from db.rules.deadlines import add_months
from db.rules.findings import Finding, hard


class DateOrder(StrEnum):
    """In which order a place writes day, month and year in figures."""

    MDY = "mdy"
    DMY = "dmy"
    YMD = "ymd"


_STEP = re.compile(r"([+-])\s*(\d{1,4})?\s*([a-zñ]*)")
_FIGURES = re.compile(r"(\d{1,4})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{1,4}))?[.]?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_RUN = re.compile(r"\d{6}|\d{8}")
_UNITS = {
    "": "d", "d": "d", "day": "d", "days": "d", "dia": "d", "dias": "d",
    "w": "w", "wk": "w", "week": "w", "weeks": "w", "s": "w", "sem": "w", "semana": "w",
    "semanas": "w",
    "m": "m", "mo": "m", "month": "m", "months": "m", "mes": "m", "meses": "m",
    "y": "y", "yr": "y", "year": "y", "years": "y", "a": "y", "año": "y", "años": "y", "ano": "y",
    "anos": "y",
}  # fmt: skip
_NEAR_YEARS = 50  # two figures mean the year within this many of today's


def read_date(
    text: str,
    today: date,
    order: DateOrder = DateOrder.MDY,
    language: str = "en",
    base: date | None = None,
) -> date | Finding:
    """The date that was meant, or a hard finding ("date.unreadable", "date.impossible").

    Steps ("+", "-3d", "+2w", "+1m") count from `base`, the field's present value, or from
    today. "fri" is the coming Friday, today included; "next fri" the Friday of next week;
    "last fri" the one before today. A date without a year is the one nearest to today; a year
    of two figures lies within fifty years. Figures that could be read either way follow
    `order`; those that allow only one reading are read so. `language` matters for "mar" only:
    the names of both languages are understood.
    """
    typed = text.strip().casefold()
    if not typed:
        return hard("date.unreadable", text="")
    meant = (
        _step(typed, base or today)
        or _figures(typed, today, order)
        or _word(typed, today, language)
        or _named_month(typed, today)
    )
    return meant or hard("date.unreadable", text=text.strip())


def _step(typed: str, base: date) -> date | Finding | None:
    if set(typed) in ({"+"}, {"-"}):
        return _moved(base, len(typed) if typed[0] == "+" else -len(typed), "d")
    found = _STEP.fullmatch(typed)
    unit = _UNITS.get(found.group(3)) if found else None
    if found is None or unit is None:
        return None
    count = int(found.group(2) or 1)
    return _moved(base, count if found.group(1) == "+" else -count, unit)


def _moved(base: date, count: int, unit: str) -> date | Finding:
    try:
        if unit in "dw":
            return base + timedelta(days=count * (7 if unit == "w" else 1))
        return add_months(base, count * (12 if unit == "y" else 1))
    except (ValueError, OverflowError):
        return hard("date.impossible", text=str(count))


def _word(typed: str, today: date, language: str) -> date | None:
    said = words.words_of(typed)
    if len(said) == 1:
        if said[0] in words.TODAY:
            return today
        if said[0] in words.TOMORROW:
            return today + timedelta(days=1)
        if said[0] in words.YESTERDAY:
            return today - timedelta(days=1)
    if not 1 <= len(said) <= 2:
        return None
    days = [day for word in said if (day := words.weekday_named(word, language)) is not None]
    if len(days) != 1:
        return None
    others = {word for word in said if words.weekday_named(word, language) is None}
    coming = today + timedelta(days=(days[0] - today.weekday()) % 7)
    if not others or others <= words.THIS:
        return coming
    if others <= words.NEXT:
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=days[0])
    if others <= words.LAST:
        return today - timedelta(days=(today.weekday() - days[0] - 1) % 7 + 1)
    return None


def _figures(typed: str, today: date, order: DateOrder) -> date | Finding | None:
    iso = _ISO.fullmatch(typed)
    if iso:
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]), typed)
    if _RUN.fullmatch(typed):
        return _run(typed, today, order)
    found = _FIGURES.fullmatch(typed)
    if found is None:
        return None
    one, two, three = found.group(1), found.group(2), found.group(3)
    if len(one) > 2:  # 2026/3/4
        return _checked(int(one), int(two), int(three), typed) if three and len(one) == 4 else None
    if three is None:
        month, day = _month_and_day(int(one), int(two), order)
        return _nearest(month, day, today, typed)
    if order is DateOrder.YMD and len(three) <= 2:
        return _checked(full_year(one, today), int(two), int(three), typed)
    if len(three) == 3:
        return hard("date.impossible", text=typed)
    month, day = _month_and_day(int(one), int(two), order)
    return _checked(full_year(three, today), month, day, typed)


def _run(typed: str, today: date, order: DateOrder) -> date | Finding:
    """Figures without anything between them: 03042026, 20260304, 030426."""
    if len(typed) == 8 and typed[:2] in ("19", "20") and 1 <= int(typed[4:6]) <= 12:
        return _checked(int(typed[:4]), int(typed[4:6]), int(typed[6:]), typed)
    if order is DateOrder.YMD and len(typed) == 6:
        return _checked(full_year(typed[:2], today), int(typed[2:4]), int(typed[4:]), typed)
    month, day = _month_and_day(int(typed[:2]), int(typed[2:4]), order)
    return _checked(full_year(typed[4:], today), month, day, typed)


def _named_month(typed: str, today: date) -> date | Finding | None:
    said = words.words_of(typed)
    months = [month for word in said if (month := words.month_named(word)) is not None]
    numbers = [word for word in said if word.isdecimal()]
    if len(months) != 1 or len(numbers) + 1 != len(said):
        return None
    if len(numbers) == 1 and len(numbers[0]) <= 2:
        return _nearest(months[0], int(numbers[0]), today, typed)
    if len(numbers) != 2:
        return None
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    return _checked(full_year(year, today), months[0], int(day), typed)


def _month_and_day(one: int, two: int, order: DateOrder) -> tuple[int, int]:
    month, day = (two, one) if order is DateOrder.DMY else (one, two)
    return (day, month) if month > 12 >= day else (month, day)


def _nearest(month: int, day: int, today: date, typed: str) -> date | Finding:
    possible = []
    for year in range(today.year - 4, today.year + 5):  # 29 February may be four years away
        try:
            possible.append(date(year, month, day))
        except ValueError:
            continue
    if not possible:
        return hard("date.impossible", text=typed)
    return min(possible, key=lambda day: abs((day - today).days))


def full_year(figures: str, today: date, latest: int | None = None) -> int:
    """The year that two figures mean: within fifty years of today, or not after `latest`."""
    year = int(figures)
    if len(figures) > 2:
        return year
    limit = today.year + _NEAR_YEARS - 1 if latest is None else latest
    return limit - (limit - year) % 100


def _checked(year: int, month: int, day: int, typed: str) -> date | Finding:
    try:
        return date(year, month, day)
    except ValueError:
        return hard("date.impossible", text=typed)
