"""A database to look at, and somebody who may only sign in there."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from desktop.sample.make import make_sample
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.on_server.desk import ServerDesk
from tests.db.on_server.looking import PASSWORD
from tests.db.server import Server


@pytest.fixture(scope="session")
def admin(server: Server) -> Iterator[Connection]:
    """Whoever looks after the server."""
    engine = create_engine(server.make("looked"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def login(admin: Connection) -> Iterator[str]:
    """Somebody who may only sign in."""
    admin.execute(text(f"CREATE ROLE looker LOGIN PASSWORD '{PASSWORD}'"))
    yield "looker"
    admin.execute(text("DROP OWNED BY looker"))
    admin.execute(text("DROP ROLE looker"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office in a folder, as of Monday 2 March 2026; whoever moves it copies it."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    now = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    make_sample(folder, clients=12, seed=11, device="test", now=now)
    return folder


@pytest.fixture(scope="module")
def cabinet(desk: ServerDesk) -> Iterator[Cabinet]:
    """At the desk of the file of tests: Ana administers, Sue supervises, Maria and Omar do
    casework."""
    made = Cabinet(desk)
    yield made
    made.close()
