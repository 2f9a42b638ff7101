"""Fixtures for the tests of the office's records."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine

from tests.db.acting import let_the_clock_be_set
from tests.db.bench import Bench, make_bench
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
