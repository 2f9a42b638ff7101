"""Small doses of what `python3 dev.py soak` does in full; nothing here fails on a time."""

import os
import shutil
from pathlib import Path

import pytest

from benchmarks.waited_for import sign_in
from tests.soak.doors import in_folder
from tests.soak.judge import faults
from tests.soak.kills import kill
from tests.soak.load import load
from tests.soak.person import Person
from tests.soak.races import race
from tests.soak.workers import START

forks = pytest.mark.skipif(START != "forkserver", reason="processes would take too long to start")


@pytest.fixture(params=[False, True], ids=["local", "share"])
def shared(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "office"))


@forks
def test_nothing_is_lost_where_four_work_at_once(folder: Path, shared: bool) -> None:
    found = load(in_folder(folder, shared=shared), processes=4, seconds=1.5, pause=0.0)
    assert found.faults == []
    assert min(found.writes) > 0


@forks
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_nothing_is_lost_or_doubled_where_twelve_are_killed(folder: Path, shared: bool) -> None:
    found = kill(in_folder(folder, shared=shared), kills=12)
    assert found.faults == []
    assert found.acknowledged >= 12


@forks
def test_of_four_who_want_the_same_hour_one_gets_it(folder: Path, shared: bool) -> None:
    found = race(in_folder(folder, shared=shared), rounds=3, runners=4)
    assert found.passes, found.words(4)
    assert sum(found.told.values()) == 3 * 3


def test_the_judge_sees_what_is_lost_torn_and_doubled(folder: Path) -> None:
    """Or the tests above would show nothing."""
    office = sign_in(folder, "pc")
    person = Person(office, 1, 0)
    kept, lost, torn, doubled = (person.deed("task") for _ in range(4))
    again = person.deed("task")
    for deed in (kept, torn, doubled, again):
        deed.do(office)
        assert office.write(len, operation_id=deed.operation_id).repeated
    with office.engines.write() as session, session.begin():
        session.connection().exec_driver_sql(
            "UPDATE task SET title = 'torn' WHERE title = ?", (torn.words,)
        )
        session.connection().exec_driver_sql(
            "UPDATE task SET title = ? WHERE title = ?", (doubled.words, again.words)
        )
    assert faults(office, [kept]) == []
    assert faults(office, [kept, lost, torn, doubled]) == [
        "lost: task", "torn: task", "doubled: task"
    ]  # fmt: skip
    office.close()
