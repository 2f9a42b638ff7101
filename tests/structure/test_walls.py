"""Walls whose SQL is another have a higher number: by it a program of before leaves them alone."""

from pathlib import Path

import pytest

from db.migrations import walls
from tests.structure import known_walls

_MORE = "COMMENT ON TABLE leave IS 'another wall'"


def test_walls_that_changed_have_another_number_and_are_on_file() -> None:
    assert walls.walls_version() == known_walls.known(), (
        "the walls changed: raise the number (_NUMBER in db/migrations/walls/__init__.py) and pin "
        "anew: python -m tests.structure.known_walls"
    )


def test_they_are_not_put_on_file_anew_under_the_same_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(known_walls, "KNOWN", tmp_path / "known_walls.json")
    assert known_walls.main() == 0
    before = known_walls.known()
    monkeypatch.setattr(walls, "INDEXES", (*walls.INDEXES, _MORE))
    assert known_walls.main() == 1
    assert known_walls.known() == before != walls.walls_version()
    monkeypatch.setattr(walls, "_NUMBER", walls._NUMBER + 1)
    assert known_walls.main() == 0
    assert known_walls.number(known_walls.known()) == known_walls.number(before) + 1
