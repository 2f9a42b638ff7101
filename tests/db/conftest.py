"""Fixtures for the tests of the office's records."""

from collections.abc import Iterator

import pytest

from tests.db.bench import Bench, make_bench


@pytest.fixture
def bench() -> Iterator[Bench]:
    """An empty office on the bench, with its administrator Ana in front of it."""
    made = make_bench()
    yield made
    made.session.close()
