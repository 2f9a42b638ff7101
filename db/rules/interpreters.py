"""Interpreters: the languages that they speak, as ISO 639 codes, and who suits a client."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from db.rules.findings import Finding, hard
from db.rules.text_fields import missing, too_long

_BETWEEN = ","
_LONGEST = {"name": 120, "phone": 40}
_LONGEST_STORED = 200


@dataclass(frozen=True, slots=True)
class InterpreterForm:
    """Somebody who interprets; one that is no longer `active` is not offered."""

    id: UUID
    name: str
    languages: tuple[str, ...] = ()
    phone: str = ""
    active: bool = True


def check_interpreter(form: InterpreterForm) -> tuple[Finding, ...]:
    """Everything that stands against saving an interpreter, but for a name that is taken."""
    found = [*missing(form, "name"), *too_long(form, _LONGEST)]
    if not form.languages:
        found.append(hard("interpreter.no_language", "languages"))
    elif len(stored_codes(form.languages)) > _LONGEST_STORED:
        found.append(hard("interpreter.too_many_languages", "languages"))
    return tuple(found)


class Speaks(Protocol):
    """Somebody with languages."""

    @property
    def languages(self) -> tuple[str, ...]: ...


Somebody = TypeVar("Somebody", bound=Speaks)


def codes_of(stored: str) -> tuple[str, ...]:
    """The codes of a stored text, in their order."""
    return tuple(code for part in stored.split(_BETWEEN) if (code := part.strip()))


def stored_codes(codes: Sequence[str]) -> str:
    """The text in which codes are stored; each stands there once."""
    return _BETWEEN.join(dict.fromkeys(codes))


def suiting_first(people: Sequence[Somebody], language: str) -> list[Somebody]:
    """Those who speak a language before those who do not; otherwise as they stand.

    Without a language nobody is put before another.
    """
    return sorted(people, key=lambda one: bool(language) and language not in one.languages)
