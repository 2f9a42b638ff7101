"""Fixtures for the tests of whole offices: a real folder, real keys that cost little."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.office.desk import Desk, Ready


@pytest.fixture
def desk(ready: Ready, tmp_path: Path) -> Iterator[Desk]:
    """A new office with its administrator Ana in front of it."""
    made = ready.copied(tmp_path / "Harbor House")
    yield made
    made.close()
