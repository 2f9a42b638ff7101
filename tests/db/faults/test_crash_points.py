"""The harness that plays crashes: what is put in place whole survives it, the rest does not."""

import select
import time
from pathlib import Path

import pytest

from db.storage.atomic import write_whole
from db.storage.engine import open_engines
from db.storage.place import classify
from tests.crash_points import ON_DISK, Strike, crash_points, needs_fork

pytestmark = [
    pytest.mark.only_in_folder("a crash while files are written"),
    needs_fork,
]
OLD, NEW = b"old " * 1000, b"new " * 1000
STOOD = 0.8  # seconds


@pytest.fixture
def template(tmp_path: Path) -> Path:
    folder = tmp_path / "template"
    folder.mkdir()
    (folder / "file").write_bytes(OLD)
    return folder


def _carelessly(folder: Path) -> None:
    (folder / "file").write_bytes(NEW)


def _carefully(folder: Path) -> None:
    write_whole(folder / "file", NEW)


@pytest.mark.parametrize("strike", ON_DISK)
def test_a_file_that_is_written_over_is_found_torn(
    template: Path, tmp_path: Path, strike: Strike
) -> None:
    found = {
        (folder / "file").read_bytes()
        for _, folder in crash_points(_carelessly, template, tmp_path, strike)
    }
    assert {OLD, NEW, b"", NEW[: len(NEW) // 2]} == found


@pytest.mark.parametrize("strike", ON_DISK)
def test_a_file_that_is_replaced_is_the_old_one_or_the_new_one(
    template: Path, tmp_path: Path, strike: Strike
) -> None:
    points = []
    for point, folder in crash_points(_carefully, template, tmp_path, strike, alike=True):
        assert (folder / "file").read_bytes() in {OLD, NEW}, point
        points.append(point)
        if strike is Strike.FULL and point.outcome != "done":
            assert (point.outcome, point.words) == ("refused", "storage.full")
            assert [path.name for path in folder.iterdir()] == ["file"], point
    steps = [point.step.split()[0] for point in points[:-1]]
    assert steps == ["open", "write", "half", "fsync", "replace", "fsync"]
    assert points[-1].outcome == "done"


def test_a_transaction_is_struck_before_each_statement_and_its_commit(
    template: Path, tmp_path: Path
) -> None:
    def add(folder: Path) -> None:
        engines = open_engines(folder / "office.db", bytes(32), classify(folder))
        with engines.write() as session, session.begin():
            connection = session.connection()
            connection.exec_driver_sql("CREATE TABLE kept (n INTEGER)")
            connection.exec_driver_sql("INSERT INTO kept VALUES (1)")

    def rows(folder: Path) -> int | None:
        engines = open_engines(folder / "office.db", bytes(32), classify(folder))
        with engines.read() as session:
            connection = session.connection()
            made = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            return (
                connection.exec_driver_sql("SELECT count(*) FROM kept").scalar_one()
                if made
                else None
            )

    found = [
        (point.step.split(" ")[:2], rows(folder))
        for point, folder in crash_points(add, template, tmp_path, alike=True)
    ]
    assert found == [
        (["SQL", "BEGIN"], None),
        (["SQL", "CREATE"], None),
        (["SQL", "INSERT"], None),
        (["SQL", "COMMIT"], None),
        ([""], 1),
    ]


def test_what_a_kill_leaves_as_it_was_before_is_passed_and_named_at_the_next_point(
    template: Path, tmp_path: Path
) -> None:
    points = [point for point, _ in crash_points(_carefully, template, tmp_path)]
    steps = [[step.split()[0] for step in (*point.before, point.step or "-")] for point in points]
    assert steps == [["open"], ["write"], ["half"], ["fsync"], ["replace", "fsync"], ["-"]]
    assert [point.number for point in points] == [0, 1, 2, 3, 5, 6]


def test_whoever_looks_takes_their_time_and_the_act_that_is_struck_knows_of_none(
    template: Path, tmp_path: Path
) -> None:
    """Neither what is done to the copy, nor the time, nor a lock of its own."""
    import fcntl

    def act(folder: Path) -> None:
        with (folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            began = time.monotonic()
            (folder / "file").write_bytes(NEW)
            (folder / "slow").write_bytes(b"x" if time.monotonic() - began > STOOD else b"")

    for _, folder in crash_points(act, template, tmp_path):
        (folder / "file").unlink()
        if (folder / "lock").exists():
            with (folder / "lock").open("w") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        select.select([], [], [], STOOD / 2)
    assert (folder / "slow").read_bytes() == b""
