"""What tests of an office on a server share: the server."""

from collections.abc import Iterator

import pytest

from tests.db.server import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL of these tests' own, which may be stopped under an open window."""
    made = Server()
    yield made
    made.stop()
