"""The harness that plays crashes: what is put in place whole survives it, the rest does not."""

from pathlib import Path

import pytest

from db.storage.atomic import write_whole
from db.storage.engine import open_engines
from db.storage.place import classify
from tests.crash_points import Strike, crash_points, needs_fork

pytestmark = needs_fork
OLD, NEW = b"old " * 1000, b"new " * 1000


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


@pytest.mark.parametrize("strike", Strike)
def test_a_file_that_is_written_over_is_found_torn(
    template: Path, tmp_path: Path, strike: Strike
) -> None:
    found = {
        (folder / "file").read_bytes()
        for _, folder in crash_points(_carelessly, template, tmp_path, strike)
    }
    assert {OLD, NEW, b"", NEW[: len(NEW) // 2]} == found


@pytest.mark.parametrize("strike", Strike)
def test_a_file_that_is_replaced_is_the_old_one_or_the_new_one(
    template: Path, tmp_path: Path, strike: Strike
) -> None:
    points = []
    for point, folder in crash_points(_carefully, template, tmp_path, strike):
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
        for point, folder in crash_points(add, template, tmp_path)
    ]
    assert found == [
        (["SQL", "BEGIN"], None),
        (["SQL", "CREATE"], None),
        (["SQL", "INSERT"], None),
        (["SQL", "COMMIT"], None),
        ([""], 1),
    ]
