"""Names of people: how they are folded for finding, and how they are written.

Folding is done once, here, for every database and every search: what is stored folded and what
is looked for are made by the same function.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ƙ": "k",
        "ǝ": "e", "ə": "e", "ɛ": "e", "ɔ": "o", "ĳ": "ij", "ŉ": "n", "ǥ": "g",
    }
)  # fmt: skip

# Apostrophes and their likes are written inside a word without parting it: O'Brien, Ka'ahumanu.
_JOINING = frozenset("'`\u2018\u2019\u02bc\u02bb\u00b4\u2032\u02b9\u00b7")
_ASCII = {
    code: None if chr(code) in _JOINING else " " for code in range(128) if not chr(code).isalnum()
}


_AS_LONG_AS_NAMES = 100  # characters; a note is folded once, and stays in no memory


def fold(text: str) -> str:
    """Text as it is looked for: no case, accents or punctuation, single spaces.

    "Łukasz O'Brien-Müller" becomes "lukasz obrien muller". Marks that only accent a letter are
    dropped in every script (Latin, Greek, Cyrillic, Arabic, Hebrew); marks that make another
    letter or carry a vowel (Indic scripts, Thai, Japanese voicing) stay. Digits stay.
    """
    return _of_name(text) if len(text) <= _AS_LONG_AS_NAMES else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():  # a narrative has thousands of characters, and most have no other
        return " ".join(text.lower().translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    plain = "".join(char for char in decomposed if not _is_accent(char))
    plain = unicodedata.normalize("NFC", plain.translate(_LETTERS))
    words = "".join(
        char if char.isalnum() or unicodedata.category(char)[0] == "M" else " "
        for char in plain
        if char not in _JOINING and unicodedata.category(char) != "Cf"
    )
    return " ".join(words.split())


_of_name = lru_cache(maxsize=50_000)(_folded)


def _is_accent(char: str) -> bool:
    # Canonical combining classes: 200 and above are accents, 10 to 35 the vowel points of Hebrew
    # and Arabic. Nukta, voicing marks, viramas and vowel signs lie outside both.
    place = unicodedata.combining(char)
    return place >= 200 or 10 <= place <= 35


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name, in order."""
    return tuple(fold(text).split())


class NameOrder(StrEnum):
    """Which part of a name is written first."""

    GIVEN_FIRST = "given_first"  # Ada Lovelace
    FAMILY_FIRST = "family_first"  # Lovelace, Ada


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, as typed."""

    first: str = ""
    last: str = ""
    middle: str = ""
    suffix: str = ""
    preferred: str = ""

    def legal(self, order: NameOrder = NameOrder.GIVEN_FIRST) -> str:
        """The full legal name: "Ada King Lovelace Sr." or "Lovelace, Ada King, Sr."."""
        given = _joined(self.first, self.middle)
        if order is NameOrder.GIVEN_FIRST:
            return _joined(given, self.last, self.suffix)
        return ", ".join(part for part in (self.last.strip(), given, self.suffix.strip()) if part)

    def display(self, order: NameOrder = NameOrder.GIVEN_FIRST) -> str:
        """The name for lists and headings: the preferred name stands for the first one.

        "Bob Smith Jr." or "Smith, Bob, Jr.". Middle names are left out.
        """
        called = PersonName(self.preferred.strip() or self.first, self.last, "", self.suffix)
        return called.legal(order)

    def both(self) -> str:
        """The legal name with the preferred one in quotation marks where they differ.

        Robert "Bob" Smith.
        """
        preferred = self.preferred.strip()
        if not preferred or fold(preferred) == fold(self.first):
            return self.legal()
        return _joined(self.first, self.middle, f"“{preferred}”", self.last, self.suffix)

    def initials(self) -> str:
        """The initials that a court paper shows for a child: "A. L."."""
        return " ".join(
            f"{letter}." for part in (self.first, self.last) if (letter := _first_letter(part))
        )

    def sort_name(self) -> str:
        """The folded "last first middle" by which lists are ordered."""
        return fold(_joined(self.last, self.first, self.middle, self.suffix))


def _joined(*parts: str) -> str:
    return " ".join(" ".join(parts).split())


def _first_letter(part: str) -> str:
    """The first letter of a name with the marks that belong to it, in upper case."""
    composed = unicodedata.normalize("NFC", part)
    for place, char in enumerate(composed):
        if char.isalpha():
            end = place + 1
            while end < len(composed) and unicodedata.category(composed[end])[0] == "M":
                end += 1
            return composed[place:end].upper()
    return ""


def typed_name(typed: str) -> PersonName:
    """First and last name of somebody who was looked for as "Ada Lovelace" or "Lovelace, Ada".

    One word may be either: it is taken for the last name. What holds a digit is no name.
    """
    if any(char.isdigit() for char in typed):
        return PersonName()
    last, comma, first = (part.strip() for part in typed.partition(","))
    if not comma:
        first, _, last = " ".join(typed.split()).rpartition(" ")
    return PersonName(first=first, last=last)
