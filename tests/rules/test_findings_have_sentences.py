"""Whatever a rule can find, a sentence says; and the rule gives what the sentence needs."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import db.rules
from db.texts.sentences import known_sentences

RULES = Path(next(iter(db.rules.__path__)))
MAKERS = {"hard", "soft", "information", "weighed"}


def _calls() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each finding that a rule makes with a literal code: where, the code, and its parameters
    (None where they are passed on as a whole)."""
    for path in sorted(RULES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in MAKERS or not node.args:
                continue
            code = node.args[0]
            if not isinstance(code, ast.Constant):
                continue
            names = {keyword.arg for keyword in node.keywords}
            params = None if None in names else {str(name) for name in names} - {"field"}
            yield f"{path.name}:{node.lineno}", str(code.value), params


def _needs(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


CALLS = list(_calls())


def test_rules_find_something() -> None:
    assert len(CALLS) > 40


@pytest.mark.parametrize(("place", "code", "params"), CALLS, ids=[call[1] for call in CALLS])
def test_every_finding_has_a_sentence_and_what_it_needs(
    place: str, code: str, params: set[str] | None
) -> None:
    assert code in known_sentences(), f"{code} ({place}) has no sentence"
    if params is not None:
        assert _needs(known_sentences()[code]) <= params, place


@pytest.mark.parametrize("prefix", ["appointment.", "match.", "contact."])
def test_codes_that_rules_keep_in_tables_have_sentences_too(prefix: str) -> None:
    written = {
        str(node.value)
        for path in RULES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and str(node.value).startswith(prefix)
    }
    codes = {code for code in written if code.replace(".", "").replace("_", "").isalpha()}
    assert codes and codes <= known_sentences().keys()
