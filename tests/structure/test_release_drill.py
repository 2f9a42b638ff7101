"""The drill for Windows names only what the program has: words, keys, commands and people."""

import re
from functools import cache

import pytest

from desktop.cli.arguments import VERBS
from desktop.sample.staff import COLLEAGUES
from development.environment import ROOT
from development.words import all_words

TEXT = (ROOT / "docs" / "release.md").read_text("utf-8")
DRILL = TEXT.partition("\n## The drill")[2]
BOXES = [line for line in DRILL.splitlines() if line.startswith("- [ ] ")]
BOLD = sorted(set(re.findall(r"\*\*(.+?)\*\*", DRILL)) - {"bold"})
CODE = sorted(set(re.findall(r"(?<!`)`([^`\n]+)`(?!`)", DRILL)) - {"code"})
KEYS = [code for code in CODE if re.fullmatch(r"(?:(?:Ctrl|Alt|Shift)\+)+\S+|F\d+", code)]
COMMANDS = re.findall(r"\bcaseroom(?:-cli)? ([a-z][a-z-]+)", TEXT)
# Keys that belong to Windows, or mean the same in every program.
_SYSTEMS = {"Alt+F4"}
_SECTIONS = re.compile(r"Ctrl\+[1-9]")


@cache
def _said() -> frozenset[str]:
    """Everything that the program says, before anything is filled in."""
    found: set[str] = set()
    for message in all_words().messages:
        found |= {message} if isinstance(message, str) else set(message)
    return frozenset(found)


@cache
def _patterns() -> list[re.Pattern[str]]:
    """Messages into which something is filled, if enough of their own words are left."""
    found = [message for message in _said() if "{" in message]
    kept = [message for message in found if len(re.sub(r"\{\w+\}|\W", "", message)) > 4]
    return [re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", one)))) for one in kept]


@cache
def _sources() -> str:
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "desktop").rglob("*.py")]
    return "\n".join(file.read_text("utf-8") for file in files)


def test_the_drill_has_boxes_that_say_what_must_be_seen_or_heard() -> None:
    assert len(BOXES) > 50
    whole = re.split(r"\n(?=- \[ \] |\n|#)", DRILL)
    boxes = [" ".join(box.split()) for box in whole if box.startswith("- [ ] ")]
    assert [box for box in boxes if not re.search(r"\*(?:[Ss]een|[Hh]eard)\*", box)] == []


@pytest.mark.parametrize("words", BOLD)
def test_the_program_says_these_words(words: str) -> None:
    for part in words.split(" › "):
        filled = any(pattern.fullmatch(part) for pattern in _patterns())
        assert part in _said() or filled, f"the program nowhere says “{part}”"


@pytest.mark.parametrize("keys", KEYS)
def test_the_program_knows_these_keys(keys: str) -> None:
    known = keys in _SYSTEMS or _SECTIONS.fullmatch(keys)
    assert known or f'"{keys}"' in _sources()


@pytest.mark.parametrize("verb", sorted(set(COMMANDS)))
def test_the_command_line_has_these_verbs(verb: str) -> None:
    assert verb in VERBS


def test_the_people_of_the_drill_are_those_of_the_sample_office() -> None:
    known = {person.user_name for person in COLLEAGUES}
    named = set(re.findall(r"\(`([a-z]+)`\)", DRILL))
    assert named
    assert named <= known
