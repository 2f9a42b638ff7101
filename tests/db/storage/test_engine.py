"""The engine: how it waits, when it gives up, and what it says of a place that does not work."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.office.blaming import blaming
from db.rules.findings import Refused
from db.storage.engine import Engines, open_engines
from db.storage.place import Place
from db.storage.timing import Timing
from development.environment import ROOT
from tests.db.storage.conftest import KEY

pytestmark = pytest.mark.only_in_folder("how a file's database is kept")

WRONG = bytes(32)


@dataclass
class PlayedTime:
    """A clock that only pauses move; `at_pause` is called at each of them."""

    now: float = 0.0
    pauses: list[float] = field(default_factory=list)
    at_pause: Callable[[int], object] = lambda number: None

    def timing(self) -> Timing:
        return Timing(lambda: self.now, self._pause)

    def _pause(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(seconds)
        self.at_pause(len(self.pauses))


def office_db(place: Place) -> Path:
    return place.folder / "office.db"


def opened(place: Place, timing: Timing | None = None, key: bytes = KEY) -> Engines:
    return open_engines(office_db(place), key, place, timing=timing)


@pytest.fixture(params=["local", "share"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def engines(place: Place) -> Iterator[Engines]:
    made = opened(place)
    add_table(made)
    yield made
    made.dispose()


def add_table(engines: Engines) -> None:
    with engines.write() as session, session.begin():
        session.execute(text("CREATE TABLE thing (name TEXT UNIQUE)"))


def add(session: Session, name: str) -> None:
    session.execute(text("INSERT INTO thing VALUES (:name)"), {"name": name})


def write(engines: Engines, name: str) -> None:
    with blaming(), engines.write() as session, session.begin():
        add(session, name)


def names(engines: Engines) -> list[str]:
    with blaming(), engines.read() as session:
        return list(session.scalars(text("SELECT name FROM thing ORDER BY name")))


def code_of(call: object, *args: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args)  # type: ignore[operator]
    (finding,) = caught.value.findings
    return finding.code


@contextmanager
def somebody_writing(place: Place) -> Iterator[Callable[[], None]]:
    """Another connection in the middle of a write; the function ends it."""
    connection = driver.connect(str(office_db(place)), isolation_level=None, timeout=0)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO thing VALUES ('theirs')")

    def end() -> None:
        if connection.in_transaction:
            connection.execute("COMMIT")

    try:
        yield end
    finally:
        connection.close()


def test_a_place_keeps_the_database_its_own_way(place: Place, engines: Engines) -> None:
    with engines.engine.connect() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert str(pragma("journal_mode")).upper() == place.journal_mode
        assert pragma("synchronous") == 2  # FULL
        assert pragma("foreign_keys") == 1
        assert pragma("secure_delete") == 1
        assert pragma("temp_store") == 2  # memory
        assert pragma("mmap_size") == 0


def test_what_is_written_is_encrypted_and_there_again(place: Place, engines: Engines) -> None:
    write(engines, "a very secret name")
    assert names(engines) == ["a very secret name"]
    engines.dispose()
    for file in place.folder.iterdir():
        assert b"secret" not in file.read_bytes()
    again = opened(place)
    assert names(again) == ["a very secret name"]
    again.dispose()


def test_another_key_opens_nothing(place: Place, engines: Engines) -> None:
    engines.dispose()
    stranger = opened(place, key=WRONG)
    assert code_of(names, stranger) == "storage.wrong_key_or_damaged"
    stranger.dispose()


def test_a_damaged_file_is_reported_in_words_of_ours(place: Place, engines: Engines) -> None:
    for number in range(200):
        write(engines, f"{number:03} " + "x" * 500)
    engines.dispose()
    content = bytearray(office_db(place).read_bytes())
    for start in range(4096, len(content), 4096):
        content[start + 100 : start + 200] = bytes(100)
    office_db(place).write_bytes(content)
    broken = opened(place)
    assert code_of(names, broken) in {"storage.damaged", "storage.wrong_key_or_damaged"}
    broken.dispose()


def test_a_file_that_is_no_database_is_reported(place: Place) -> None:
    office_db(place).write_bytes(b"no database at all" * 1000)
    broken = opened(place)
    assert code_of(names, broken) == "storage.wrong_key_or_damaged"
    broken.dispose()


def test_a_folder_that_is_gone_is_reported(tmp_path: Path, local: Place) -> None:
    away = open_engines(tmp_path / "no such" / "office.db", KEY, local)
    assert code_of(names, away) == "storage.gone"
    away.dispose()


def test_a_write_waits_until_the_other_one_has_finished(place: Place, engines: Engines) -> None:
    engines.dispose()
    played = PlayedTime()
    mine = opened(place, played.timing())
    with somebody_writing(place) as finish:
        played.at_pause = lambda number: finish() if number == 3 else None
        write(mine, "mine")
    assert len(played.pauses) == 3
    assert names(mine) == ["mine", "theirs"]
    mine.dispose()


def test_pauses_are_short_random_and_grow(place: Place, engines: Engines) -> None:
    engines.dispose()
    played = PlayedTime()
    mine = opened(place, played.timing())
    with somebody_writing(place) as finish:
        played.at_pause = lambda number: finish() if number == 6 else None
        write(mine, "mine")
    assert max(played.pauses) <= 0.1
    assert played.pauses[0] <= 0.005
    assert len(set(played.pauses)) == 6
    mine.dispose()


def test_a_write_gives_up_after_the_time_of_the_place(place: Place, engines: Engines) -> None:
    engines.dispose()
    played = PlayedTime()
    mine = opened(place, played.timing())
    with somebody_writing(place):
        played.at_pause = lambda number: setattr(played, "now", played.now + 10)
        assert code_of(write, mine, "mine") == "storage.locked"
    assert place.retry_seconds < played.now < place.retry_seconds + 11
    assert names(mine) == []
    mine.dispose()


_HOLDER = """
import sys, sqlcipher3.dbapi2 as driver
connection = driver.connect(sys.argv[1], isolation_level=None)
connection.execute(f"PRAGMA key = \\"x'{sys.argv[2]}'\\"")
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO thing VALUES ('theirs')")
print("holding", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
print("done", flush=True)
"""


def test_a_write_waits_for_another_process(place: Place, engines: Engines) -> None:
    engines.dispose()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(office_db(place)), KEY.hex()],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "holding\n"
        played = PlayedTime()

        def let_go(number: int) -> None:
            if number == 2:
                holder.stdin.write("\n")  # type: ignore[union-attr]
                holder.stdin.flush()  # type: ignore[union-attr]
                assert holder.stdout.readline() == "done\n"  # type: ignore[union-attr]

        played.at_pause = let_go
        mine = opened(place, played.timing())
        write(mine, "mine")
        assert names(mine) == ["mine", "theirs"]
        mine.dispose()
    finally:
        holder.communicate(timeout=10)


def test_one_who_slept_inside_a_write_commits_nothing_on_a_shared_drive(share: Place) -> None:
    played = PlayedTime()
    engines = opened(share, played.timing())
    add_table(engines)

    def sleep_inside() -> None:
        with blaming(), engines.write() as session, session.begin():
            add(session, "mine")
            played.now += 2.5

    assert code_of(sleep_inside) == "storage.deadline"
    assert names(engines) == []
    write(engines, "again")
    assert names(engines) == ["again"]
    engines.dispose()


def test_one_who_slept_in_the_middle_commits_nothing_either(share: Place) -> None:
    played = PlayedTime()
    engines = opened(share, played.timing())
    add_table(engines)

    def sleep_in_the_middle() -> None:
        with blaming(), engines.write() as session, session.begin():
            add(session, "one")
            played.now += 2.5
            add(session, "two")

    assert code_of(sleep_in_the_middle) == "storage.deadline"
    assert names(engines) == []
    engines.dispose()


def test_a_long_write_that_never_stands_still_is_kept_on_a_shared_drive(share: Place) -> None:
    played = PlayedTime()
    engines = opened(share, played.timing())
    add_table(engines)
    with engines.write() as session, session.begin():
        for number in range(10):
            add(session, f"{number}")
            played.now += 1.5
    assert len(names(engines)) == 10
    engines.dispose()


def test_waiting_for_a_turn_is_no_part_of_the_deadline(share: Place) -> None:
    played = PlayedTime()
    engines = opened(share, played.timing())
    add_table(engines)
    with somebody_writing(share) as finish:

        def slow(number: int) -> None:
            played.now += 3
            if number == 3:
                finish()

        played.at_pause = slow
        write(engines, "mine")
    assert "mine" in names(engines)
    engines.dispose()


def test_a_reader_waits_for_a_commit_that_takes_long_on_a_shared_drive(share: Place) -> None:
    """Or whoever signs in at that moment is told that the office is locked."""
    writers, time = opened(share), PlayedTime()
    add_table(writers)
    readers = opened(share, time.timing())
    with readers.read() as session:
        assert session.scalar(text("SELECT count(*) FROM thing")) == 0
    writer = writers.engine.execution_options(immediate=True, exclusive=True).connect()
    writer.execute(text("INSERT INTO thing VALUES ('slow')"))
    time.at_pause = lambda number: writer.commit() if number == 3 else None
    with blaming(), readers.read() as session:
        assert session.scalar(text("SELECT name FROM thing")) == "slow"
    assert len(time.pauses) == 3
    writer.close()
    for engines in (writers, readers):
        engines.dispose()


def test_who_opens_it_waits_for_a_commit_that_takes_long_too(share: Place) -> None:
    writers, time = opened(share), PlayedTime()
    add_table(writers)
    writer = writers.engine.execution_options(immediate=True, exclusive=True).connect()
    writer.execute(text("INSERT INTO thing VALUES ('slow')"))
    time.at_pause = lambda number: writer.commit() if number == 3 else None
    newcomers = opened(share, time.timing())
    with blaming(), newcomers.read() as session:
        assert session.scalar(text("SELECT name FROM thing")) == "slow"
    assert len(time.pauses) == 3
    writer.close()
    for engines in (writers, newcomers):
        engines.dispose()


def test_a_local_write_may_take_its_time(local: Place) -> None:
    played = PlayedTime()
    engines = opened(local, played.timing())
    add_table(engines)
    with engines.write() as session, session.begin():
        add(session, "mine")
        played.now += 60
    assert names(engines) == ["mine"]
    engines.dispose()


def test_a_reader_sees_one_moment_and_never_half_a_write(local: Place) -> None:
    engines = opened(local)
    add_table(engines)
    with engines.read() as reading:
        assert list(reading.scalars(text("SELECT name FROM thing"))) == []
        write(engines, "meanwhile")
        assert list(reading.scalars(text("SELECT name FROM thing"))) == []
    assert names(engines) == ["meanwhile"]
    engines.dispose()


def test_a_full_disk_is_said_in_words_and_nothing_is_lost(place: Place, engines: Engines) -> None:
    write(engines, "before")
    with engines.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    assert code_of(write, engines, "x" * 100_000) == "storage.full"
    assert names(engines) == ["before"]
    write(engines, "after")
    assert names(engines) == ["after", "before"]


def test_an_error_never_quotes_what_was_being_written(engines: Engines) -> None:
    write(engines, "Ada Lovelace")
    with pytest.raises(Exception) as caught:
        write(engines, "Ada Lovelace")
    assert "Ada" not in str(caught.value)
    assert "Ada" not in repr(caught.value)
    assert caught.value.__cause__ is None or "Ada" not in str(caught.value.__cause__)


def test_a_commit_that_fails_is_a_refusal_and_not_a_crash(
    place: Place, engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.storage import engine

    patiently = engine._patiently

    def failing(step: Callable[[], object], seconds: float, timing: Timing) -> None:
        if "COMMIT" in str(step.__code__.co_consts):  # type: ignore[attr-defined]
            raise driver.OperationalError("disk I/O error")
        patiently(step, seconds, timing)

    monkeypatch.setattr(engine, "_patiently", failing)
    assert code_of(write, engines, "mine") == "storage.input_output"
    monkeypatch.undo()
    assert names(engines) == []
