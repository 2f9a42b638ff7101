"""Fixtures for the tests of whole offices: a real folder, real keys that cost little."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.office.desk import Desk, Ready, new_desk


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """A new office, to be copied."""
    return Ready.of(new_desk(tmp_path_factory.mktemp("ready") / "Harbor House"))


@pytest.fixture
def desk(ready: Ready, tmp_path: Path) -> Iterator[Desk]:
    """A new office with its administrator Ana in front of it."""
    made = ready.copied(tmp_path / "Harbor House")
    yield made
    made.close()
