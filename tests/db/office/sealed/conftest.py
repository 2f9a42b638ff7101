"""Fixtures for sealed files: an office with people, one of whom keeps a sealed file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.office.sealed import SealedOffice
from tests.db.office.desk import Ready
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_signed
from tests.db.office.secrets_in import Entered
from tests.db.on_server.ready import ReadyOnServer

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They cost too much to run twice each time."""
    asked = pytest.mark.only_in_folder(
        "run on a server with --sealed-on-server; a choice in on_server/test_sealed_alike.py"
    )
    for item in items:
        if item.path.parent == _HERE and not item.get_closest_marker("only_in_folder"):
            item.add_marker(asked)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On a server, too, where that is asked for."""
    if "cabinet_lives" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("only_in_folder")
        too = metafunc.config.getoption("--sealed-on-server") and not alone
        places = ["folder", "server"] if too else ["folder"]
        metafunc.parametrize("cabinet_lives", places, indirect=True)


@pytest.fixture
def cabinet_lives(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def cabinet(
    cabinet_lives: str,
    request: pytest.FixtureRequest,
    staffed: Ready,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Cabinet]:
    """Ana administers, Sue supervises, Maria and Omar do casework; nothing is sealed yet."""
    if cabinet_lives == "server":
        ready: ReadyOnServer = request.getfixturevalue("ready_on_server")
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where it is opened
        with ready.desk() as desk:
            made = Cabinet(desk)
            yield made
            made.close()
        return
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
