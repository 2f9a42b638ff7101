"""Words for days and months that people type, in English and Spanish, folded."""

from db.rules.names import fold

MONTHS = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre", "setiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)
WEEKDAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sabado"),
    ("sunday", "domingo"),
)
TODAY = frozenset({"t", "today", "h", "hoy"})
TOMORROW = frozenset({"tomorrow", "tom", "tmw", "manana"})
YESTERDAY = frozenset({"yesterday", "yes", "ayer"})
NEXT = frozenset({"next", "proximo", "siguiente", "viene"})
LAST = frozenset({"last", "past", "pasado", "ultimo"})
THIS = frozenset({"this", "este"})
_ORDINALS = frozenset({"st", "nd", "rd", "th", "o"})  # 1st, 2nd; 1o in Spanish
FILLERS = frozenset({"de", "del", "of", "the", "el", "on", "que"})
ABOUT = frozenset({"about", "abt", "approx", "approximately", "c", "ca", "circa", "around", "est"})
ABOUT_SPANISH = frozenset({"aprox", "aproximadamente", "cerca", "hacia", "unos"})

_SHORTEST = 3


def month_named(word: str) -> int | None:
    """The month (1 to 12) that a folded word or its beginning of three letters or more names."""
    place = _named(word, MONTHS)
    return None if place is None else place + 1


def weekday_named(word: str, language: str = "en") -> int | None:
    """The weekday (Monday is 0) that a folded word names.

    "mar" alone is Tuesday in Spanish and no weekday in English.
    """
    if word == "mar":
        return 1 if language == "es" else None
    return _named(word, WEEKDAYS)


def _named(word: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    if len(word) < _SHORTEST:
        return None
    for place, spellings in enumerate(names):
        if any(name.startswith(word) for name in spellings):
            return place
    return None


def words_of(text: str) -> list[str]:
    """The folded words and numbers of what was typed, fillers left out; "14mar" is two."""
    parted: list[str] = []
    for word in fold(text).split():
        start = 0
        for at in range(1, len(word)):
            if word[at].isdigit() != word[at - 1].isdigit():
                parted.append(word[start:at])
                start = at
        parted.append(word[start:])
    return [
        word
        for place, word in enumerate(parted)
        if word not in FILLERS and not (place and word in _ORDINALS and parted[place - 1].isdigit())
    ]
