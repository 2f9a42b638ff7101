"""Fixtures for sealed files: an office with people, one of whom keeps a sealed file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.office.desk import new_desk
from tests.db.office.sealed.cabinet import Cabinet


@pytest.fixture
def cabinet(tmp_path: Path) -> Iterator[Cabinet]:
    """Ana administers, Sue supervises, Maria and Omar do casework; nothing is sealed yet."""
    made = Cabinet(new_desk(tmp_path / "Harbor House"))
    yield made
    made.close()
