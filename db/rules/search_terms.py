"""What somebody typed into a search, as terms: every term must be met, by any of its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.rules.names import fold, tokens
from db.rules.partial_date import PartialDate
from db.rules.search_words import birth_words, email_word, number_words
from db.rules.typed_birth import read_birth_date
from db.rules.typed_dates import DateOrder

_LONGEST_TYPED = 200
_MOST_TERMS = 12
_DATE = re.compile(
    r"""(?<![\w/.-])(?:
        \d{4}[-/.]\d{1,2}[-/.]\d{1,2}
      | \d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})
      | \d{1,2}/\d{4}
      | \d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,}\.?\s+(?:de\s+)?\d{4}
      | [^\W\d_]{3,}\.?\s+\d{1,2},?\s+\d{4}
    )(?![\w/-])""",
    re.VERBOSE,
)
_PHONE = re.compile(r"(?<!\w)\+?\(?\d[\d\s().+/-]{5,}\d(?!\w)")
_NUMBER = re.compile(r"[^\W\d_]{1,4}-?\d+(?:-\d+)*")
_EIGHT_DIGITS = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class Term:
    """Words, or phrases, any of which meets the term by its beginning. A `name` may be mistyped."""

    words: tuple[str, ...]
    name: bool = False


def search_terms(typed: str, today: date) -> tuple[Term, ...]:
    """The terms, in the order typed but for dates and phone numbers, which come last.

    Dates are read in either order of day and month, phone numbers by their digits; "C-42" is
    a number; everything else is words of a name.
    """
    rest = typed[:_LONGEST_TYPED]
    special: list[Term] = []
    for pattern, read in ((_DATE, _date_term), (_PHONE, _phone_term)):
        for found in list(pattern.finditer(rest)):
            term = read(found.group(), today)
            if term is not None:
                special.append(term)
                rest = rest.replace(found.group(), " ", 1)
    terms = [term for chunk in rest.split() for term in _chunk_terms(chunk, today)]
    return tuple(dict.fromkeys(terms + special))[:_MOST_TERMS]


def _date_term(text: str, today: date) -> Term | None:
    words: dict[str, None] = {}
    for order in (DateOrder.MDY, DateOrder.DMY):
        meant = read_birth_date(text, today, order)
        if isinstance(meant, PartialDate):
            words.update(dict.fromkeys(birth_words(meant)))
    return Term(tuple(words)) if words else None


def _phone_term(text: str, today: date) -> Term | None:
    digits = "".join(char for char in text if char.isdecimal())
    if len(digits) < 7:
        return None
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    words = [digits, *_as_written(text)]
    if _EIGHT_DIGITS.fullmatch(text):
        for month, day in ((digits[:2], digits[2:4]), (digits[2:4], digits[:2])):
            term = _date_term(f"{digits[4:]}-{month}-{day}", today)
            words += term.words if term else ()
    return Term(tuple(dict.fromkeys(words)))


def _as_written(text: str) -> tuple[str, ...]:
    """The parts of a number as a phrase ("2026 0042"), for records filed under its parts."""
    phrase = fold(text)
    return (phrase,) if " " in phrase else ()


def _chunk_terms(chunk: str, today: date) -> Iterator[Term]:
    if "@" in chunk:
        word = email_word(chunk)
        yield from (Term((word,)),) if word else ()
    elif _NUMBER.fullmatch(chunk):
        spellings = number_words(chunk)
        yield Term((*spellings[:2], *_as_written(chunk)))
    else:
        yield from (Term((word,), name=not word.isdecimal()) for word in tokens(chunk))
