"""What is known of a person whom the office may already have on file."""

import re
from dataclasses import dataclass
from functools import lru_cache

from db.rules.names import fold, tokens
from db.rules.partial_date import PartialDate
from db.rules.phones import email_key, phone_key

_SUFFIXES = {
    "jr": "jr", "junior": "jr", "jnr": "jr", "hijo": "jr",
    "sr": "sr", "senior": "sr", "snr": "sr",
    "ii": "2", "2nd": "2", "iii": "3", "3rd": "3", "iv": "4", "4th": "4",
}  # fmt: skip

# What is typed where a name is not known. Such words say nothing about who somebody is.
_PLACEHOLDERS = frozenset(
    {
        "unknown", "unk", "unknwn", "unnamed", "noname", "none", "na", "nn", "null", "test",
        "tester", "testing", "xx", "xxx", "xxxx", "tbd", "anonymous", "anon", "refused",
        "declined", "client", "patient", "baby", "babyboy", "babygirl", "infant", "newborn",
        "boy", "girl", "desconocido", "desconocida", "ninguno", "ninguna", "anonimo",
        "anonima",
    }
)  # fmt: skip
_JOHN_DOE = frozenset({"john", "jane", "baby", "jon", "juan", "juana", "unknown"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person as typed or as stored; everything but a name may be missing.

    `other_names` are whole names (aliases, former names). `ssn_last4` is four digits or empty.
    """

    first: str = ""
    last: str = ""
    middle: str = ""
    suffix: str = ""
    preferred: str = ""
    other_names: tuple[str, ...] = ()
    birth_date: PartialDate | None = None
    ssn_last4: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    street: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way in which a person's name is written: folded words of either part."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    alias: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A person in the forms that are compared."""

    forms: tuple[NameForm, ...]
    suffix: str
    middle: str
    birth_date: PartialDate | None
    ssn_last4: str
    phones: frozenset[str]
    emails: frozenset[str]
    street: str
    postal_code: str


@lru_cache(maxsize=20_000)
def prepared(person: Person) -> Prepared:
    """Fold everything once, so that a thousand comparisons do not fold it again."""
    first, first_suffix = _without_suffix(tokens(person.first))
    last, last_suffix = _without_suffix(tokens(person.last))
    middle, _ = _without_suffix(tokens(person.middle))
    suffix = "".join(_SUFFIXES.get(word, "") for word in tokens(person.suffix))
    ssn = re.sub(r"\D", "", person.ssn_last4)[-4:]
    return Prepared(
        forms=_forms(first, middle, last, person),
        suffix=suffix or last_suffix or first_suffix,
        middle="".join(middle),
        birth_date=_believable(person.birth_date),
        ssn_last4=ssn if len(ssn) == 4 and ssn != "0000" else "",
        phones=frozenset(key for phone in person.phones if (key := phone_key(phone))),
        emails=frozenset(key for email in person.emails if (key := email_key(email))),
        street=fold(person.street),
        postal_code="".join(tokens(person.postal_code)),
    )


def _forms(
    first: tuple[str, ...], middle: tuple[str, ...], last: tuple[str, ...], person: Person
) -> tuple[NameForm, ...]:
    if _is_placeholder(first, last):
        first, last = (), ()
    family = _meaningful(last)
    forms = [NameForm(_meaningful(first), family)]
    if middle and first:
        forms.append(NameForm(_meaningful(first + middle), family))
    preferred = _meaningful(tokens(person.preferred))
    if preferred:
        forms.append(NameForm(preferred, family, alias=True))
    for other in person.other_names:
        words, _ = _without_suffix(tokens(other))
        if len(words) > 1:
            forms.append(NameForm(_meaningful(words[:-1]), _meaningful(words[-1:]), alias=True))
        elif words:
            forms.append(NameForm(_meaningful(words), family, alias=True))
    return tuple(dict.fromkeys(forms))


def _without_suffix(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words of a name, and the suffix that stood at their end ("Williams Jr")."""
    if len(words) > 1 and words[-1] in _SUFFIXES:
        return words[:-1], _SUFFIXES[words[-1]]
    return words, ""


def _meaningful(words: tuple[str, ...]) -> tuple[str, ...]:
    return () if all(word in _PLACEHOLDERS for word in words) else words


def _is_placeholder(first: tuple[str, ...], last: tuple[str, ...]) -> bool:
    return last == ("doe",) and (not first or first[0] in _JOHN_DOE)


def _believable(birth: PartialDate | None) -> PartialDate | None:
    # 1 January 1900 and the like fill a field that had to be filled.
    if birth is not None and (birth.month or 1, birth.day or 1) == (1, 1) and birth.year <= 1900:
        return None
    return birth
