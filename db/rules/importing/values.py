"""What a cell means. Each reader returns a value, or raises `Unreadable` with a finding's code."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from db.rules.codes import Race, Sex
from db.rules.names import fold, tokens
from db.rules.partial_date import PartialDate

E = TypeVar("E", bound=StrEnum)

_YES = {"y", "yes", "true", "1", "x", "si", "verdadero", "t"}
_NO = {"n", "no", "false", "0", "", "falso", "f"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OLDEST = 1850


class Unreadable(Exception):
    """A cell that does not say what its column is for; `code` names the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_yes(text: str) -> bool:
    """Whether a cell says yes. Raises `Unreadable` for anything but a yes or a no."""
    word = fold(text).strip()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable("import.not_yes_no")


def read_day(value: object, *, day_first: bool = False) -> date:
    """A whole date: 2026-03-14, 20260314, 3/14/2026, 14 Mar 2026, or a spreadsheet's date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    exact = read_partial_date(str(value or "").strip(), day_first=day_first).exact
    if exact is None:
        raise Unreadable("import.date_incomplete")
    return exact


def read_partial_date(text: str, *, day_first: bool = False) -> PartialDate:
    """A date that may lack its day or month; "~1980" and "1980?" are approximate.

    Years of two digits are refused: nobody can say whether 03/04/26 is a grandmother or a child.
    """
    words = text.strip()
    approximate = bool(re.search(r"[~?≈]|\b(ca|circa|approx|about|abt)\b\.?", words, re.I))
    words = re.sub(r"[~?≈]|\b(ca|circa|approx|about|abt)\b\.?", " ", words, flags=re.I).strip()
    words = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?$", "", words, flags=re.I)
    parts = _parts(words, day_first)
    try:
        found = PartialDate(*parts, approximate=approximate)
    except ValueError as error:
        raise Unreadable("import.no_such_date") from error
    if found.year < _OLDEST or found.year > 2200:
        raise Unreadable("import.no_such_date")
    return found


def _parts(words: str, day_first: bool) -> tuple[int, int | None, int | None]:
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", words):
        return int(match[1]), int(match[2]), int(match[3])
    if match := re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", words):
        month, day_of_month = (int(part) if part else None for part in (match[2], match[3]))
        return int(match[1]), month, day_of_month
    if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", words):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        day, month = (first, second) if day_first or first > 12 else (second, first)
        return year, month, day
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", words):
        return int(match[2]), int(match[1]), None
    named = tokens(words)
    months = [i + 1 for i, m in enumerate(_MONTHS) for word in named if word.startswith(m)]
    numbers = [int(word) for word in named if word.isdigit()]
    if len(months) == 1 and numbers and max(numbers) > 31 and len(numbers) <= 2:
        year = max(numbers)
        rest = [number for number in numbers if number != year]
        return year, months[0], rest[0] if rest else None
    raise Unreadable("import.not_a_date")


def read_time(value: object) -> time:
    """A time of day: 14:05, 2:05 PM, 2 pm, or a spreadsheet's time."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    words = str(value or "").strip().lower().replace(".", "")
    match = re.fullmatch(r"(\d{1,2})(?::?(\d{2}))?(?::\d{2})? ?([ap]m?)?", words)
    if not match:
        raise Unreadable("import.not_a_time")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise Unreadable("import.not_a_time")
    return time(hour, minute)


def read_number(text: str) -> Decimal:
    """A number that is zero or more; "1,234.5" and "$12" are read."""
    try:
        number = Decimal(text.replace(",", "").replace("$", "").strip())
    except InvalidOperation as error:
        raise Unreadable("import.not_a_number") from error
    if not number.is_finite() or number < 0:
        raise Unreadable("import.not_a_number")
    return number


def read_minutes(text: str) -> int:
    """A length of time in minutes: 45, 1:30, 1.5 h, 1 h 30."""
    words = text.strip().lower()
    if match := re.fullmatch(r"(\d+) ?: ?(\d{2})", words):
        return int(match[1]) * 60 + int(match[2])
    if match := re.fullmatch(r"([\d.]+) ?h[a-z]*\.?(?: ?(\d+)(?: ?m[a-z]*)?)?", words):
        return int(read_number(match[1]) * 60) + int(match[2] or 0)
    return int(read_number(re.sub(r" ?(m|min|mins|minutes)\.?$", "", words)))


def read_code(kind: type[E], text: str, words_for: Iterable[tuple[E, str]]) -> E:
    """A code by its value, its name, or the words that people read for it."""
    wanted = _plain(text)
    for code, words in words_for:
        if wanted in (_plain(code.value), _plain(words)):
            return code
    raise Unreadable("import.unknown_choice")


def read_sex(text: str) -> Sex:
    """Female, F, male, M, and the other answers."""
    word = fold(text).strip(" .")
    by_letter = {"f": Sex.FEMALE, "m": Sex.MALE, "x": Sex.ANOTHER, "u": Sex.UNKNOWN}
    words = {"woman": Sex.FEMALE, "girl": Sex.FEMALE, "mujer": Sex.FEMALE, "femenino": Sex.FEMALE}
    words |= {"man": Sex.MALE, "boy": Sex.MALE, "hombre": Sex.MALE, "masculino": Sex.MALE}
    found = by_letter.get(word) or words.get(word)
    if found:
        return found
    try:
        return Sex(word)
    except ValueError as error:
        raise Unreadable("import.unknown_choice") from error


_RACE_WORDS = {
    Race.AMERICAN_INDIAN: ("american indian", "alaska native", "native american", "indigenous"),
    Race.ASIAN: ("asian",),
    Race.BLACK: ("black", "african american"),
    Race.HISPANIC: ("hispanic", "latino", "latina", "latinx", "latine"),
    Race.MIDDLE_EASTERN: ("middle eastern", "north african", "mena"),
    Race.PACIFIC_ISLANDER: ("hawaiian", "pacific islander"),
    Race.WHITE: ("white", "caucasian"),
}


def read_races(text: str) -> frozenset[Race]:
    """Every race or ethnicity that a cell names; "not Hispanic" is not Hispanic."""
    words = fold(text)
    words = re.sub(r"\b(not|non)[ -]*(hispanic|latin[oax]e?)([ /]+(or )?latin[oax]e?)?", " ", words)
    found = frozenset(
        race
        for race, names in _RACE_WORDS.items()
        if any(re.search(rf"\b{name}\b", words) for name in names)
    )
    if not found and words.strip() not in ("", "unknown", "declined", "not reported"):
        raise Unreadable("import.unknown_choice")
    return found


def split_name(text: str) -> tuple[str, str, str]:
    """First, middle and last name of "Lovelace, Ada King" or "Ada King Lovelace"."""
    if "," in text:
        last, _, given = text.partition(",")
        first, _, middle = given.strip().partition(" ")
        return first, middle.strip(), last.strip()
    words = text.split()
    if len(words) < 2:
        return "", "", " ".join(words)
    return words[0], " ".join(words[1:-1]), words[-1]


def _plain(text: str) -> str:
    return " ".join(tokens(text.replace("_", " ")))


_LANGUAGES = {
    "en": "english ingles",
    "es": "spanish espanol castellano",
    "pt": "portuguese portugues",
    "fr": "french frances",
    "ht": "haitian creole haitian kreyol",
    "zh": "chinese mandarin cantonese",
    "vi": "vietnamese vietnamita",
    "ar": "arabic arabe",
    "ru": "russian ruso",
    "so": "somali",
    "km": "khmer cambodian",
    "ne": "nepali",
    "uk": "ukrainian",
    "pl": "polish",
    "ko": "korean",
    "tl": "tagalog filipino",
    "sw": "swahili",
    "am": "amharic",
    "ti": "tigrinya",
    "fa": "persian farsi dari",
    "ur": "urdu",
    "hi": "hindi",
    "de": "german",
    "it": "italian",
    "ase": "asl american sign language",
}


def read_language(text: str) -> str:
    """The ISO 639 code of a language, from the code or its usual English or Spanish name."""
    word = _plain(text)
    for code, names in _LANGUAGES.items():
        if word == code or f" {word} " in f" {names} ":
            return code
    if len(word) in (2, 3) and word.isalpha():
        return word
    raise Unreadable("import.unknown_choice")
