"""Wrong passwords cost waiting, after a restart of the program too, and the office hears of it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.storage.timing import Timing
from desktop.attempts import counted
from tests.db.office.desk import Desk, new_desk


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0
        self.timing = Timing(lambda: self.now, lambda seconds: None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "attempts.json"


def try_wrongly(file: Path, clock: Clock, times: int = 1, user: str = "ana") -> None:
    for _ in range(times):
        with pytest.raises(Refused), counted(Path("/office"), user, clock.timing, file):
            raise Refused(hard("sign_in.wrong", "password"))


def must_wait(file: Path, clock: Clock, user: str = "ana") -> int:
    """Seconds that the next try has to wait; 0 if it may be made."""
    try:
        with counted(Path("/office"), user, clock.timing, file):
            raise InterruptedError
    except InterruptedError:
        return 0
    except Refused as refused:
        return int(str(refused.findings[0].params["seconds"]))


def test_the_fourth_try_waits_and_nobody_elses(file: Path, clock: Clock) -> None:
    try_wrongly(file, clock, 3)
    assert must_wait(file, clock) == 2
    assert must_wait(file, clock, "BEN") == 0
    assert must_wait(file, clock, " Ana ") == 2, "however the name is written"
    clock.now += 2
    assert must_wait(file, clock) == 0


def test_a_try_that_came_too_early_is_not_made_and_does_not_count(file: Path, clock: Clock) -> None:
    try_wrongly(file, clock, 3)
    before = file.read_bytes()
    for _ in range(5):
        assert must_wait(file, clock) == 2
    assert file.read_bytes() == before


def test_what_went_wrong_otherwise_does_not_count(file: Path, clock: Clock) -> None:
    for _ in range(9):
        with pytest.raises(Refused), counted(Path("/office"), "ana", clock.timing, file):
            raise Refused(hard("storage.gone"))
    assert must_wait(file, clock) == 0


def test_the_office_hears_of_it_and_then_it_is_forgotten(
    tmp_path: Path, file: Path, clock: Clock
) -> None:
    desk: Desk = new_desk(tmp_path / "office")
    try_wrongly(file, clock, 2)
    with counted(Path("/office"), "ana", clock.timing, file) as attempt:
        attempt.office = desk.ana
    (details,) = desk.ana.read(_failures)
    assert details["failed"] == 2
    assert must_wait(file, clock) == 0
    assert json.loads(file.read_text()) == {}
    desk.close()


def test_the_file_holds_no_name(file: Path, clock: Clock) -> None:
    try_wrongly(file, clock, 1, "maria")
    words = file.read_text()
    assert "maria" not in words
    assert "office" not in words


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.dictionaries(
                st.sampled_from(["failed", "first", "last", "elapsed", "x"]), inner, max_size=5
            )
            | st.lists(inner, max_size=3)
        ),
        max_leaves=12,
    ).map(lambda value: json.dumps({"key": value, "other": value}).encode())
)
def test_whatever_stands_in_the_file_locks_nobody_out(
    file: Path, clock: Clock, content: bytes
) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    assert must_wait(file, clock) == 0
    try_wrongly(file, clock, 3)
    assert must_wait(file, clock) == 2


def _failures(reading: Reading) -> list[dict[str, int]]:
    found = select(AuditEvent.details).where(AuditEvent.action == "sign_in.failed_before")
    return [json.loads(details) for details in reading.session.scalars(found)]


def test_a_clock_that_was_ahead_before_a_restart_locks_nobody_out(file: Path, clock: Clock) -> None:
    try_wrongly(file, clock, 3)
    kept = json.loads(file.read_bytes())
    for values in kept.values():
        values["last"] = "2199-01-01T00:00:00+00:00"
    file.write_text(json.dumps(kept), "utf-8")
    clock.now = 5  # the computer was started again, and its clock put right
    assert must_wait(file, clock) == 2
    clock.now += 1
    assert must_wait(file, clock) == 1
    clock.now += 1
    assert must_wait(file, clock) == 0
