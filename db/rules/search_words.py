"""The words under which records are found: made here both when they are filed and looked for.

Next to the folded words of a name there are words in one piece: a birth date as 19800314, a
phone number by its digits, a number such as C-00042 as c42. Sounds are marked with a private
character that nobody can type, so that they never meet typed text.
"""

import re

from db.rules.names import fold, tokens
from db.rules.partial_date import PartialDate
from db.rules.phones import phone_key
from db.rules.sounds import sound_key

SOUND_MARK = "\ue000"
_NUMBER = re.compile(r"([^\W\d_]*)[\s-]*(\d+(?:-\d+)*)")


def name_words(*names: str) -> tuple[str, ...]:
    """The folded words, and where a name has several also the name in one piece."""
    words: dict[str, None] = {}
    for name in names:
        parts = tokens(name)
        words.update(dict.fromkeys(parts))
        if len(parts) > 1:
            words["".join(parts)] = None
    return tuple(words)


def sound_words(*names: str) -> tuple[str, ...]:
    """How each word of the names sounds."""
    return tuple(dict.fromkeys(sound_word(word) for name in names for word in tokens(name)))


def sound_word(word: str) -> str:
    """How one folded word sounds, marked as a sound."""
    return SOUND_MARK + sound_key(word).lower()


def birth_words(birth: PartialDate | None) -> tuple[str, ...]:
    """A birth date in one piece, as far as it is known: 19800314, 198003 or 1980."""
    return () if birth is None else (birth.stored().rstrip("~").replace("-", ""),)


def phone_words(*phones: str) -> tuple[str, ...]:
    """All digits of each number, the seven of the local number, and the last four."""
    words: dict[str, None] = {}
    for phone in phones:
        if digits := phone_key(phone):
            words.update(dict.fromkeys((digits, digits[-7:], digits[-4:])))
    return tuple(words)


def email_words(*emails: str) -> tuple[str, ...]:
    """Each address in one piece."""
    return tuple(dict.fromkeys(word for email in emails if (word := email_word(email))))


def email_word(email: str) -> str:
    """An address, or its beginning, in one piece: adaexampleorg."""
    return fold(email).replace(" ", "")


def number_words(number: str) -> tuple[str, ...]:
    """The spellings of a client or case number: C-00042 as c00042, c42, 00042 and 42."""
    found = _NUMBER.fullmatch(number.strip())
    if found is None:
        return tokens(number)
    letters, rest = fold(found.group(1)), found.group(2).split("-")
    whole, short = "".join(rest), "".join(part.lstrip("0") or "0" for part in rest)
    words = (letters + whole, letters + short, whole, short, *rest)
    return tuple(dict.fromkeys(word for word in words if word))
