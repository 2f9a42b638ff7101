"""Interpreters: the languages that they speak, as ISO 639 codes, and who suits a client."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

_BETWEEN = ","


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
