"""Fixtures for the tests of whole offices, in a folder and on a server: real keys that cost little.

Whoever asks for a `desk` is run at both; `@pytest.mark.only_in_folder(why)` is for those that have
no subject on a server. `pytest tests/db --only-in-folder` lists them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.office.desk import People, Ready
from tests.db.on_server.ready import ReadyOnServer


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """An office at each kind of place."""
    if "place" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("only_in_folder")
        places = ["folder"] if alone else ["folder", "server"]
        metafunc.parametrize("place", places, indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest) -> str:
    """Where the office of this test lives."""
    return str(request.param)


@pytest.fixture
def desk(place: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[People]:
    """A new office with its administrator Ana in front of it."""
    if place == "server":
        there: ReadyOnServer = request.getfixturevalue("ready_on_server")
        with there.desk() as lent:
            yield lent
        return
    ready: Ready = request.getfixturevalue("ready")
    made = ready.copied(tmp_path / "Harbor House")
    yield made
    made.close()
