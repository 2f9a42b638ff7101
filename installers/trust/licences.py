"""Which licences may be shipped, and which one each package is shipped under.

`licences.toml` beside this file holds both lists, every line with its reason: a package with a
new or a vague licence stops the build until somebody has read it.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from installers.trust.parts import Distrust

_FILE = Path(__file__).with_name("licences.toml")
_WORD = re.compile(r"\(|\)|[A-Za-z0-9.+:-]+")


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def fit() -> Mapping[str, str]:
    """Licences (SPDX ids, also "… WITH …"), why each may be shipped; the preferred ones first."""
    found: dict[str, str] = _lists()["fit"]
    return found


def settled() -> Mapping[str, Mapping[str, str]]:
    """Packages whose metadata are vague: {"licence", "reason"} by normalised name."""
    found: dict[str, dict[str, str]] = _lists()["package"]
    return found


def declared_licence(name: str, expression: str, licence: str) -> str:
    """The SPDX expression of a package, from its metadata or from our list.

    `expression` is its License-Expression, `licence` the older free text. Raises `Distrust`.
    """
    by_us = settled().get(name)
    if by_us is not None:
        return by_us["licence"]
    for words in (expression, licence):
        if words and _is_expression(words):
            return words
    raise Distrust(
        f"The licence of {name} is not known (it says “{licence.strip()[:60]}”). Read it, and put "
        "the package into installers/trust/licences.toml with a reason."
    )


def chosen_licence(name: str, expression: str) -> str:
    """What it is shipped under: of each OR the fit licence that stands first in our list.

    Raises `Distrust` where no choice is fit.
    """
    words = _WORD.findall(expression)
    chosen, rest = _alternatives(words, name)
    if rest:
        raise Distrust(f"The licence of {name} cannot be read: “{expression}”.")
    return chosen


def _alternatives(words: list[str], name: str) -> tuple[str, list[str]]:
    """`A OR B`: the best of those that are fit."""
    choices: list[str] = []
    refused: Distrust | None = None
    while True:
        try:
            chosen, words = _together(words, name)
            choices.append(chosen)
        except _Unfit as unfit:
            refused, words = unfit, unfit.rest
        if words[:1] != ["OR"]:
            break
        words = words[1:]
    if not choices:
        raise refused or Distrust(f"The licence of {name} cannot be read.")
    order = list(fit())
    worst = max(len(order), 1)
    ranked = sorted(choices, key=lambda c: order.index(c) if c in order else worst)
    return ranked[0], words


def _together(words: list[str], name: str) -> tuple[str, list[str]]:
    """`A AND B`: all of them."""
    found: list[str] = []
    unfit: _Unfit | None = None
    while True:
        try:
            one, words = _single(words, name)
            found += one.split(" AND ")
        except _Unfit as refused:
            unfit, words = refused, refused.rest
        if words[:1] != ["AND"]:
            break
        words = words[1:]
    if unfit is not None:
        raise _Unfit(str(unfit), words)
    return " AND ".join(dict.fromkeys(found)), words


def _single(words: list[str], name: str) -> tuple[str, list[str]]:
    if not words:
        raise Distrust(f"The licence of {name} ends in the middle.")
    if words[0] == "(":
        inner, rest = _alternatives(words[1:], name)
        if rest[:1] != [")"]:
            raise Distrust(f"The licence of {name} lacks a bracket.")
        return inner, rest[1:]
    licence, rest = words[0], words[1:]
    if rest[:1] == ["WITH"] and len(rest) > 1:
        licence, rest = f"{licence} WITH {rest[1]}", rest[2:]
    if licence not in fit():
        raise _Unfit(
            f"{name} is under {licence}, which is not in the list of licences that may be shipped "
            "(installers/trust/licences.toml).",
            rest,
        )
    return licence, rest


class _Unfit(Distrust):
    def __init__(self, words: str, rest: list[str]) -> None:
        super().__init__(words)
        self.rest = rest


def _is_expression(words: str) -> bool:
    """Whether all of it are licence ids that somebody may recognise, joined as SPDX joins them."""
    if _WORD.sub("", words).strip():
        return False
    ids = [word for word in _WORD.findall(words) if word not in {"AND", "OR", "WITH", "(", ")"}]
    known = {part for licence in fit() for part in licence.split(" WITH ")}
    joined = len(_WORD.findall(words)) == 1 or any(w in words for w in (" AND ", " OR ", " WITH "))
    return bool(ids) and joined and any(licence in known for licence in ids)


def forbidden() -> Mapping[str, str]:
    """Files (globs) that must not be shipped, whatever they belong to, and why."""
    found: dict[str, str] = _lists()["never"]
    return found
