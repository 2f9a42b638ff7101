"""Hebrew, Arabic and their like: joined letters, and the order in which the eye meets them.

A rule for names and paragraphs, not the whole Unicode bidirectional algorithm (UAX 9): runs
against the base direction are turned once, numbers inside them stay as they are, and brackets
are mirrored. Arabic letters are joined by their presentation forms, which the fonts have.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_RIGHT = frozenset({"R", "AL"})
_LEFT = frozenset({"L", "EN", "AN"})
RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
HAS_RIGHT = re.compile(f"[{RIGHT}]")

_LAM_ALEF = frozenset("\u0644" + alef for alef in "\u0622\u0623\u0625\u0627")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


class _Forms(NamedTuple):
    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


@cache
def _forms() -> dict[str, _Forms]:
    """Each letter, or lam with alef, with its shapes, read from Unicode's own decompositions."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        shape, *letters = unicodedata.decomposition(chr(code)).split()[:3] or ("",)
        name = shape.strip("<>")
        text = "".join(chr(int(letter, 16)) for letter in letters)
        if name in _Forms._fields and (len(text) == 1 or text in _LAM_ALEF):
            found.setdefault(text, {}).setdefault(name, chr(code))
    return {text: _Forms(**shapes) for text, shapes in found.items()}


def joined(text: str) -> str:
    """Arabic letters in the shapes that their neighbors ask for; other text as it stands."""
    forms = _forms()
    letters = list(_letters(text))
    shown: list[str] = []
    for place, (letter, marks) in enumerate(letters):
        shapes = forms.get(letter)
        if shapes is None:
            shown.append(letter + marks)
            continue
        before = forms.get(letters[place - 1][0]) if place else None
        after = forms.get(letters[place + 1][0]) if place + 1 < len(letters) else None
        from_before = bool(before and before.initial and shapes.final)
        to_after = bool(after and after.final and shapes.initial)
        if from_before and to_after:
            shape = shapes.medial
        elif from_before:
            shape = shapes.final
        elif to_after:
            shape = shapes.initial
        else:
            shape = shapes.isolated
        shown.append((shape or letter) + marks)
    return "".join(shown)


def _letters(text: str) -> Iterator[tuple[str, str]]:
    """Each letter with the marks on it; lam and a following alef are one."""
    forms = _forms()
    letter, marks = "", ""
    for char in text:
        if letter and unicodedata.combining(char):
            marks += char
        elif letter and letter + char in forms and not marks:
            letter += char
        else:
            if letter:
                yield letter, marks
            letter, marks = char, ""
    if letter:
        yield letter, marks


def reads_from_right(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in _RIGHT:
            return True
        if direction == "L":
            return False
    return False


def visual(line: str, *, from_right: bool) -> str:
    """One line in the order in which it is drawn from left to right, letters joined."""
    runs = _runs(line, from_right)
    if from_right:
        runs.reverse()
    return "".join(_turned(text) if right else text for text, right in runs)


def _runs(line: str, from_right: bool) -> list[tuple[str, bool]]:
    """Stretches of one direction. What has none takes its neighbors', or the line's own."""
    directions: list[bool | None] = []
    for char in line:
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT:
            directions.append(True)
        elif kind in _LEFT:
            directions.append(False)
        elif kind == "NSM" and directions:
            directions.append(directions[-1])
        else:
            directions.append(None)
    runs: list[tuple[str, bool]] = []
    place = 0
    while place < len(line):
        end = place
        while end < len(line) and directions[end] == directions[place]:
            end += 1
        own = directions[place]
        if own is None:
            before = directions[place - 1] if place else from_right
            after = directions[end] if end < len(line) else from_right
            own = before if before == after and before is not None else from_right
        text = line[place:end]
        if runs and runs[-1][1] == own:
            runs[-1] = (runs[-1][0] + text, own)
        else:
            runs.append((text, own))
        place = end
    return runs


def _turned(text: str) -> str:
    """A run from right to left as it is drawn: letters last to first, each before its marks."""
    letters = [letter + marks for letter, marks in _letters(joined(text))]
    return "".join(reversed(letters)).translate(_MIRRORED)
