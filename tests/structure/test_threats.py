"""The table of threats in docs/security.md names tests that exist."""

import ast
import re

import pytest

from development.environment import ROOT

_NAMED = re.compile(r"`(tests/[\w/.]+?)(?:::(\w+))?`")
NAMED = sorted(set(_NAMED.findall((ROOT / "docs" / "security.md").read_text("utf-8"))))


def test_every_threat_names_a_test() -> None:
    lines = (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and not line.startswith("| threat")]
    assert len(rows) > 20
    assert [row for row in rows if not _NAMED.search(row)] == []


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_threats_name_exists(file: str, name: str) -> None:
    path = ROOT / file
    if not name:
        assert path.exists()
        return
    tree = ast.parse(path.read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
