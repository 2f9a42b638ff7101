"""A database to look at, and somebody who may only sign in there."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, text

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
