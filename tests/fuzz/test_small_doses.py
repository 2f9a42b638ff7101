"""A short, seeded run of `python3 dev.py fuzz`."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.feeding import Hangs, Target, feed
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS, ids=lambda one: one.name)
def test_a_hostile_file_is_refused_with_a_sentence(target: Target) -> None:
    @settings(
        max_examples=target.doses,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(target.content)
    def play(content: Any) -> None:
        feed(target, content)

    play()


@pytest.mark.parametrize(
    "target", [one for one in TARGETS if one.sound is not None], ids=lambda one: one.name
)
def test_a_sound_file_is_taken(target: Target) -> None:
    """Or nothing would be read, and everything refused."""
    assert target.sound is not None
    assert feed(target, target.sound, memory=True)


def test_what_writes_outside_is_found(tmp_path: Path) -> None:
    def careless(content: bytes, folder: Path) -> None:
        (folder / ".." / ".." / "outside").write_bytes(content)

    with pytest.raises(AssertionError):
        feed(Target("careless", st.binary(), careless), b"x")


def test_what_hangs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.feeding.SECONDS", 0.1)

    def endless(content: bytes, folder: Path) -> None:
        while True:
            pass

    with pytest.raises(Hangs):
        feed(Target("endless", st.binary(), endless), b"x")
