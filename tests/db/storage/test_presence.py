"""Who has the office open, and whether the place grants a lock to one at a time."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.rules.ids import new_id
from db.storage import presence_file
from db.storage.presence import GONE_AFTER, TRUSTED_AFTER, Presence
from db.storage.presence_file import SIZE, Beat, Person, from_bytes, presence_key, to_bytes
from db.storage.problems import StorageProblem
from db.storage.timing import Timing

KEY, OFFICE = bytes(range(32)), UUID(int=7)
SINCE = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


class LyingLocker:
    """A place that grants every lock to everybody."""

    proves_own = False

    def take(self, descriptor: int) -> bool:
        return True

    def give_back(self, descriptor: int) -> None:
        return


@dataclass
class Clock:
    now: float = 1000.0
    timing: Timing = field(init=False)

    def __post_init__(self) -> None:
        self.timing = Timing(lambda: self.now, lambda seconds: None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def person(name: str = "Ana Ruiz") -> Person:
    return Person(new_id(), name, "DESK-1", SINCE)


def present(folder: Path, clock: Clock, name: str = "Ana Ruiz", **more: object) -> Presence:
    return Presence(folder, KEY, OFFICE, person(name), timing=clock.timing, **more)  # type: ignore[arg-type]


_OTHER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from db.storage.presence import Presence
from db.storage.presence_file import Person
from tests.db.storage.test_presence import KEY, OFFICE, SINCE, LyingLocker
locker = LyingLocker() if sys.argv[2] == "lying" else None
me = Person(UUID(int=9), "Maria Lopez", "RECEPTION-2", SINCE)
other = Presence(Path(sys.argv[1]), KEY, OFFICE, me, locker=locker)
for line in sys.stdin:
    answer = "done"
    if line.strip() == "beat":
        other.beat([("client", UUID(int=5))])
    elif line.strip() == "look":
        answer = str(other.look().locks_are_real)
    else:
        other.end()
    print(answer, flush=True)
"""


class OtherProgram:
    """Maria's program, in a process of its own."""

    def __init__(self, folder: Path, locks: str = "real") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _OTHER, str(folder), locks],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, word: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "presence"


@pytest.fixture
def maria(folder: Path) -> Iterator[OtherProgram]:
    other = OtherProgram(folder)
    yield other
    other.kill()


def names(own: Presence) -> list[str]:
    return [beat.person.name for beat in own.look().people]


def test_everybody_is_seen_with_what_they_edit(
    folder: Path, clock: Clock, maria: OtherProgram
) -> None:
    own = present(folder, clock)
    own.beat()
    maria.do("beat")
    seen = own.look()
    assert [beat.person.name for beat in seen.people] == ["Ana Ruiz", "Maria Lopez"]
    assert seen.people[1].person.computer == "RECEPTION-2"
    assert seen.people[1].editing == (("client", UUID(int=5)),)
    assert seen.locks_are_real
    own.end()


def test_who_says_goodbye_is_gone_at_once(folder: Path, clock: Clock, maria: OtherProgram) -> None:
    own = present(folder, clock)
    own.beat()
    maria.do("beat")
    own.look()
    maria.do("end")
    assert names(own) == ["Ana Ruiz"]
    own.end()
    assert list(folder.iterdir()) == []


def test_who_was_killed_is_gone_soon_and_their_file_later(
    folder: Path, clock: Clock, maria: OtherProgram
) -> None:
    own = present(folder, clock)
    own.beat()
    maria.do("beat")
    own.look()
    maria.do("beat")
    assert names(own) == ["Ana Ruiz", "Maria Lopez"]
    maria.kill()
    assert own.look().locks_are_real
    clock.now += 40
    assert names(own) == ["Ana Ruiz"]
    clock.now += GONE_AFTER
    own.look()
    assert len(list(folder.iterdir())) == 1
    assert own.look().locks_are_real
    own.end()


def test_real_locks_of_two_programs_are_believed_for_as_long_as_they_beat(
    folder: Path, clock: Clock, maria: OtherProgram
) -> None:
    own = present(folder, clock)
    for _ in range(8):
        own.beat()
        maria.do("beat")
        clock.now += 5
        assert own.look().locks_are_real
        assert maria.do("look") == "True", "to look lets go of one's own lock"
    own.end()


def test_a_heart_that_beats_without_its_lock_proves_that_locks_are_not_real(
    folder: Path, clock: Clock
) -> None:
    maria = OtherProgram(folder, "lying")
    own = present(folder, clock)
    try:
        maria.do("beat")
        assert own.look().locks_are_real, "one sight of a free lock is no proof"
        clock.now += 5
        maria.do("beat")
        assert not own.look().locks_are_real
        clock.now += TRUSTED_AFTER / 2
        assert not own.look().locks_are_real
        maria.do("beat")
        assert not own.look().locks_are_real
        maria.do("end")
        clock.now += TRUSTED_AFTER + 1
        assert own.look().locks_are_real, "nothing has spoken against them for a good while"
    finally:
        maria.kill()
        own.end()


def test_a_place_that_grants_every_lock_is_found_out(
    folder: Path, clock: Clock, maria: OtherProgram
) -> None:
    own = present(folder, clock, locker=LyingLocker())
    for _ in range(2):
        maria.do("beat")
        real = own.look().locks_are_real
        clock.now += 5
    assert not real
    own.end()


def test_one_who_slept_takes_the_lock_anew_before_the_first_beat(
    folder: Path, clock: Clock
) -> None:
    taken = []

    class Counting(LyingLocker):
        def take(self, descriptor: int) -> bool:
            taken.append(descriptor)
            return True

    own = present(folder, clock, locker=Counting())
    own.beat()
    own.beat()
    assert len(taken) == 1
    clock.now += 3600
    own.beat()
    assert len(taken) == 2
    own.end()


def test_without_its_lock_no_heart_beats(folder: Path, clock: Clock) -> None:
    class Refusing(LyingLocker):
        def take(self, descriptor: int) -> bool:
            return False

    own = present(folder, clock, locker=Refusing())
    own.beat()
    assert own.look().people == ()
    own.end()


def test_a_file_that_was_taken_away_is_made_again(folder: Path, clock: Clock) -> None:
    own = present(folder, clock)
    own.beat()
    for path in folder.iterdir():
        path.unlink()
    own.beat()
    assert names(own) == ["Ana Ruiz"]
    own.end()


def test_a_thief_reads_no_name(folder: Path, clock: Clock) -> None:
    own = present(folder, clock)
    own.beat()
    (path,) = folder.iterdir()
    content = path.read_bytes()
    assert len(content) == SIZE
    assert b"Ana" not in content
    assert b"DESK" not in content
    with pytest.raises(StorageProblem):
        from_bytes(content, path.stem, presence_key(bytes(32), OFFICE))
    own.end()


def test_a_file_under_another_name_is_nobody(folder: Path, clock: Clock) -> None:
    own = present(folder, clock)
    own.beat()
    (path,) = folder.iterdir()
    copy = folder / "0123456789abcdef.json"
    copy.write_bytes(path.read_bytes())
    assert names(own) == ["Ana Ruiz"]
    own.end()


BEAT = to_bytes(
    Beat(3, person(), (("client", UUID(int=5)),)), "instance", presence_key(KEY, OFFICE)
)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.integers(0, SIZE).map(lambda cut: BEAT[:cut]))
def test_whatever_stands_in_a_file_is_somebody_or_nobody(content: bytes) -> None:
    try:
        from_bytes(content, "instance", presence_key(KEY, OFFICE))
    except StorageProblem:
        return


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(BEAT.rstrip()) - 1), st.integers(1, 255))
def test_one_changed_byte_makes_nobody_else_of_it(place: int, by: int) -> None:
    changed = bytearray(BEAT)
    changed[place] = (changed[place] + by) % 256
    try:
        found = from_bytes(bytes(changed), "instance", presence_key(KEY, OFFICE))
    except StorageProblem:
        return
    assert found == from_bytes(BEAT, "instance", presence_key(KEY, OFFICE))


def test_a_file_without_end_is_read_no_further_than_its_size(tmp_path: Path) -> None:
    huge = tmp_path / "instance.json"
    with open(huge, "wb") as file:
        file.truncate(1 << 40)  # a hole
    assert presence_file.read(huge, presence_key(KEY, OFFICE)) is None


def test_a_file_of_another_size_is_nobody(tmp_path: Path) -> None:
    file, key = tmp_path / "instance.json", presence_key(KEY, OFFICE)
    file.write_bytes(BEAT)
    assert presence_file.read(file, key) is not None
    file.write_bytes(BEAT + b" ")
    assert presence_file.read(file, key) is None


def test_names_without_end_are_cut_by_who_writes_them_and_by_who_reads_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = presence_key(KEY, OFFICE)

    def read(long: str, edited: int) -> Beat:
        who = Person(OFFICE, long, long, SINCE)
        written = to_bytes(Beat(3, who, (("client", OFFICE),) * edited), "instance", key)
        monkeypatch.undo()
        return from_bytes(written, "instance", key)

    cut = Person(OFFICE, "ñ" * 120, "ñ" * 120, SINCE)
    found = Beat(3, cut, (("client", OFFICE),) * 20, "instance")
    assert read("ñ" * 5000, 500) == found
    monkeypatch.setattr(presence_file, "_LONGEST_NAME", 400)
    monkeypatch.setattr(presence_file, "MOST_EDITED", 25)
    assert read("ñ\x1b\u202e" * 60 + "ñ" * 100, 25) == found  # nor is there what cannot be shown
