"""Which given names may belong to one person: Bob and Robert, Lupe and Guadalupe."""

import csv
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

_FILES = ("nicknames.csv", "nicknames_more.csv")
_NOBODY: frozenset[str] = frozenset()


class _Known(NamedTuple):
    nicknames_of: MappingProxyType[str, frozenset[str]]
    full_names_of: MappingProxyType[str, frozenset[str]]


@lru_cache(maxsize=1)
def _known() -> _Known:
    """The lists, read once from the files beside this module."""
    nicknames: dict[str, set[str]] = {}
    full_names: dict[str, set[str]] = {}
    for name in _FILES:
        text = files("db.rules").joinpath("data", name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            nicknames.setdefault(row["name1"], set()).add(row["name2"])
            full_names.setdefault(row["name2"], set()).add(row["name1"])
    return _Known(_frozen(nicknames), _frozen(full_names))


def _frozen(sets: dict[str, set[str]]) -> MappingProxyType[str, frozenset[str]]:
    return MappingProxyType({name: frozenset(others) for name, others in sets.items()})


def full_names(name: str) -> frozenset[str]:
    """The names that a folded name is a nickname of; empty if it is none."""
    return _known().full_names_of.get(name, _NOBODY)


def nicknames(name: str) -> frozenset[str]:
    """The nicknames of a folded name; empty if none is known."""
    return _known().nicknames_of.get(name, _NOBODY)


def is_known(name: str) -> bool:
    """Whether a folded name stands in the lists at all."""
    return name in _known().nicknames_of or name in _known().full_names_of


@lru_cache(maxsize=50_000)
def may_be_nicknames(a: str, b: str) -> bool:
    """Whether one folded name is a nickname of the other, or both are of the same third."""
    of_a, of_b = full_names(a), full_names(b)
    return b in of_a or a in of_b or not of_a.isdisjoint(of_b)


@lru_cache(maxsize=50_000)
def share_a_nickname(a: str, b: str) -> bool:
    """Whether two folded names can be shortened alike: Stephen and Steven, to Steve.

    Alone this says little: Christopher and Christina share Chris.
    """
    nicknames = _known().nicknames_of
    return not nicknames.get(a, _NOBODY).isdisjoint(nicknames.get(b, _NOBODY))
