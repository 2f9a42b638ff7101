"""A sample office for the small doses, and a server that keeps what it says it kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.waited_for import working_office
from tests.db.server import Server


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("soak") / "office"
    working_office(folder, 12)
    return folder


@pytest.fixture(scope="session")
def lasting_server() -> Iterator[Server]:
    server = Server(("max_connections=100",))
    yield server
    server.stop()
