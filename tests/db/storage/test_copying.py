"""Copying a database that others write to: whole, of one moment, and nobody waits for long."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from db.storage import copying
from db.storage.copying import Stopped, TooBusy, copy_database
from db.storage.engine import connect, give_key, open_engines
from db.storage.place import Place
from db.storage.timing import Timing
from tests.db.storage.conftest import KEY

pytestmark = pytest.mark.only_in_folder("how a file's database is kept")

ROWS = 2000  # of 1000 bytes: some five hundred pages


@pytest.fixture
def source(share: Place) -> Iterator[Any]:
    file = share.folder / "office.db"
    engines = open_engines(file, KEY, share)
    with engines.write() as session, session.begin():
        connection = session.connection()
        connection.exec_driver_sql("CREATE TABLE thing (pair INTEGER, filling BLOB)")
        for _ in range(ROWS):
            connection.exec_driver_sql("INSERT INTO thing VALUES (0, randomblob(1000))")
    engines.dispose()
    made = connect(file, KEY, share, Timing())
    yield made
    made.close()


@pytest.fixture
def colleague(share: Place, source: Any) -> Iterator[Any]:
    made = connect(share.folder / "office.db", KEY, share, Timing())
    yield made
    made.close()


def rows(file: Path, of: str = "count(*)") -> Any:
    connection = driver.connect(str(file))
    give_key(connection, KEY)
    try:
        assert connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        return connection.execute(f"SELECT {of} FROM thing").fetchone()[0]
    finally:
        connection.close()


def at_each_pause(act: Callable[[int], object]) -> Timing:
    """Time in which a colleague acts between two steps."""
    number = [0]

    def pause(_: float) -> None:
        number[0] += 1
        act(number[0])

    return Timing(pause=pause)


def write_both(colleague: Any) -> None:
    """The first and the last page change together."""
    colleague.execute("BEGIN IMMEDIATE")
    colleague.execute("UPDATE thing SET pair = pair + 1 WHERE rowid IN (1, ?)", (ROWS,))
    colleague.execute("COMMIT")


def test_a_copy_has_every_row_and_lies_under_the_same_key(source: Any, tmp_path: Path) -> None:
    copied = copy_database(source, tmp_path / "copy", KEY, Timing())
    assert rows(tmp_path / "copy") == ROWS
    assert copied.pages == source.execute("PRAGMA page_count").fetchone()[0]


def test_between_two_steps_others_save(source: Any, colleague: Any, tmp_path: Path) -> None:
    def once(number: int) -> None:
        if number == 2:
            write_both(colleague)

    copy_database(source, tmp_path / "copy", KEY, at_each_pause(once))
    assert rows(tmp_path / "copy", "sum(pair)") == 2


def test_a_copy_is_of_one_moment_though_others_write_all_the_time(
    source: Any, colleague: Any, tmp_path: Path
) -> None:
    copied = copy_database(
        source, tmp_path / "copy", KEY, at_each_pause(lambda _: write_both(colleague))
    )
    first = rows(tmp_path / "copy", "max(pair)")
    assert rows(tmp_path / "copy", "sum(pair)") == 2 * first
    assert first > copying.PASSES - 1  # it started over, and was made in one go in the end
    assert copied.held > 0


def test_a_copy_in_one_go_that_would_hold_others_too_long_is_given_up(
    source: Any, colleague: Any, tmp_path: Path
) -> None:
    timing = at_each_pause(lambda _: write_both(colleague))
    with pytest.raises(TooBusy):
        copy_database(source, tmp_path / "copy", KEY, timing, longest_hold=1e-9)
    write_both(colleague)  # nothing is held any more


def test_who_asks_for_no_holding_gets_none(source: Any, colleague: Any, tmp_path: Path) -> None:
    timing = at_each_pause(lambda _: write_both(colleague))
    with pytest.raises(TooBusy):
        copy_database(source, tmp_path / "copy", KEY, timing, longest_hold=0)


def test_a_copy_that_was_half_made_in_steps_is_begun_anew(
    source: Any, colleague: Any, tmp_path: Path
) -> None:
    """Most of its pages are on the disk when it must start over: none of them may stay."""

    def late(number: int) -> None:
        if number % 4 == 0:
            write_both(colleague)

    copied = copy_database(source, tmp_path / "copy", KEY, at_each_pause(late))
    assert rows(tmp_path / "copy") == ROWS
    assert copied.held > 0


def test_a_drive_that_is_too_slow_is_not_copied_for_ever(source: Any, tmp_path: Path) -> None:
    now = [0.0]

    def pause(_: float) -> None:
        now[0] += 1000

    with pytest.raises(TooBusy):
        copy_database(
            source, tmp_path / "copy", KEY, Timing(lambda: now[0], pause), longest_hold=-1
        )


def test_a_copy_that_nobody_wants_any_more_is_given_up(source: Any, tmp_path: Path) -> None:
    steps = iter((True, False))
    with pytest.raises(Stopped):
        copy_database(source, tmp_path / "copy", KEY, Timing(), wanted=lambda: next(steps))


def test_who_saves_while_a_copy_is_made_waits_for_one_step_and_not_for_the_copy(
    source: Any, colleague: Any, tmp_path: Path
) -> None:
    """The copy stands still in its third rest until the colleague's save has gone through."""
    saved = threading.Event()

    def save() -> None:
        write_both(colleague)
        saved.set()

    def third(number: int) -> None:
        if number == 3:
            thread = threading.Thread(target=save)
            thread.start()
            assert saved.wait(10)
            thread.join()

    copy_database(source, tmp_path / "copy", KEY, at_each_pause(third))
    assert saved.is_set()
