"""Fixtures for the tests of the office's records: on a bench, and in whole offices that people sign
in to, with real keys that cost little; either kind in files and on a server.

`@pytest.mark.only_in_folder(why)` is for tests of whole offices that have no subject on a server,
or another one there. `pytest tests/db --only-in-folder` lists them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine

from tests.db.acting import let_the_clock_be_set
from tests.db.bench import Bench, make_bench
from tests.db.office.desk import People, Ready
from tests.db.on_server.ready import ReadyOnServer
from tests.db.server import Server, make_tables


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL of the test run's own."""
    made = Server()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def server_engine(server: Server) -> Iterator[Engine]:
    """An office's tables on it, empty."""
    engine = create_engine(server.make("bench"), hide_parameters=True)
    make_tables(engine)
    let_the_clock_be_set(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def ready_on_server(server: Server) -> ReadyOnServer:
    """New offices on it, each in a moment."""
    return ReadyOnServer(server)


@pytest.fixture
def server_connection(server_engine: Engine) -> Iterator[Connection]:
    """A transaction on it that is undone after the test."""
    with server_engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture(params=["file", "server"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """An empty office on the bench, with its administrator Ana in front of it."""
    on_server = request.param == "server"
    made = make_bench(server=request.getfixturevalue("server_connection") if on_server else None)
    yield made
    made.session.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """An office at each kind of place."""
    if "lives" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("only_in_folder")
        places = ["folder"] if alone else ["folder", "server"]
        metafunc.parametrize("lives", places, indirect=True)


@pytest.fixture
def lives(request: pytest.FixtureRequest) -> str:
    """Where the office of this test lives."""
    return str(request.param)


@pytest.fixture
def desk(lives: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[People]:
    """A new office with its administrator Ana in front of it."""
    if lives == "server":
        there: ReadyOnServer = request.getfixturevalue("ready_on_server")
        with there.desk() as lent:
            yield lent
        return
    ready: Ready = request.getfixturevalue("ready")
    made = ready.copied(tmp_path / "Harbor House")
    yield made
    made.close()
