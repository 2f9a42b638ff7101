"""Fixtures for sealed files: an office with people, one of whom keeps a sealed file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.office.sealed import SealedOffice
from tests.db.office.desk import Ready
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_signed
from tests.db.office.secrets_in import Entered

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What must hold on a server as well is named there."""
    chosen = pytest.mark.only_in_folder("sealed files; a choice in on_server/test_sealed_alike.py")
    for item in items:
        if item.path.parent == _HERE:
            item.add_marker(chosen)


@pytest.fixture
def cabinet(staffed: Ready, tmp_path: Path) -> Iterator[Cabinet]:
    """Ana administers, Sue supervises, Maria and Omar do casework; nothing is sealed yet."""
    made = Cabinet(staffed.copied(tmp_path / "Harbor House"), hired=True)
    yield made
    made.close()


@pytest.fixture
def entered(cabinet: Cabinet) -> Entered:
    """Sue's matter in the office, with everything that a matter can have, one note signed."""
    return enter_signed(cabinet.sue)


@pytest.fixture
def inside(cabinet: Cabinet) -> SealedOffice:
    """An empty sealed file that Sue, Maria and Omar can open."""
    return cabinet.open(cabinet.seal(cabinet.sue, cabinet.omar), cabinet.sue)
