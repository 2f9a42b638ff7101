"""A small encrypted database, and places that are kept in different ways."""

from pathlib import Path

import pytest

from db.storage.place import Place, PlaceKind

KEY = bytes(range(32))


@pytest.fixture
def local(tmp_path: Path) -> Place:
    return Place(tmp_path, PlaceKind.LOCAL)


@pytest.fixture
def share(tmp_path: Path) -> Place:
    return Place(tmp_path, PlaceKind.SHARE)
