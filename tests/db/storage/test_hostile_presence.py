"""Whatever lies among the presence files: a look only looks, and leaves no trace of itself."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.storage import presence
from db.storage.byte_lock import OsLocker
from db.storage.presence import GONE_AFTER, TRUSTED_AFTER, Presence
from db.storage.presence_file import SIZE, Beat, presence_key, to_bytes
from db.storage.problems import StorageProblem
from tests.db.storage.test_presence import KEY, OFFICE, Clock, LyingLocker, person, present

SEAL = presence_key(KEY, OFFICE)
OTHER = "0123456789abcdef"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "presence"
    made.mkdir()
    return made


def beat(number: int, *, alarm: bool = False, instance: str = OTHER) -> bytes:
    return to_bytes(Beat(number, person("Maria Lopez"), (), instance, alarm), instance, SEAL)


def names(own: Presence) -> list[str]:
    return [beat.person.name for beat in own.look().people]


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / f"{OTHER}.json")
    assert present(folder, Clock()).look().people == ()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_not_followed_and_what_it_leads_to_stays(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(beat(1))
    (folder / f"{OTHER}.json").symlink_to(outside)
    clock = Clock()
    own = present(folder, clock)
    for number in (1, 2, 3):
        outside.write_bytes(beat(number))
        assert names(own) == []
        clock.now += GONE_AFTER
    assert outside.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_heart_beats_in_a_folder_that_is_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "linked").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(StorageProblem) as refused:
        present(tmp_path / "linked", Clock()).beat()
    assert refused.value.has("storage.presence_changed")
    assert list(elsewhere.iterdir()) == []


def test_an_old_content_that_is_put_back_is_no_beat(folder: Path) -> None:
    """Or whoever can write the folder, without any key, could close the office for writing."""
    clock, file = Clock(), folder / f"{OTHER}.json"
    own = present(folder, clock)
    for content in (beat(1), beat(2), beat(1), beat(2), beat(1), beat(2)):
        file.write_bytes(content)
        seen = own.look()
        clock.now += 40
    file.write_bytes(beat(1))
    seen = own.look()
    assert seen.locks_are_real
    assert seen.people == ()


def test_who_saw_it_warns_those_who_did_not(folder: Path) -> None:
    clock, file = Clock(), folder / f"{OTHER}.json"
    own = present(folder, clock, locker=_Held())
    file.write_bytes(beat(1))
    assert own.look().locks_are_real
    file.write_bytes(beat(2, alarm=True))
    assert not own.look().locks_are_real
    clock.now += 20
    file.write_bytes(beat(3))
    assert not own.look().locks_are_real
    clock.now += 20
    assert own.look().locks_are_real


def test_who_comes_while_another_warns_is_warned_at_once(folder: Path) -> None:
    (folder / f"{OTHER}.json").write_bytes(beat(7, alarm=True))
    assert not present(folder, Clock(), locker=_Held()).look().locks_are_real


def test_who_beats_once_more_while_leaving_proves_nothing_and_who_goes_on_does(
    folder: Path,
) -> None:
    clock, file = Clock(), folder / f"{OTHER}.json"
    locker = _Held()
    own = present(folder, clock, locker=locker)
    file.write_bytes(beat(1))
    assert own.look().locks_are_real
    own._locker = LyingLocker()  # from here on its lock can be taken
    file.write_bytes(beat(2))
    assert own.look().locks_are_real
    clock.now += 5
    file.write_bytes(beat(3))
    assert not own.look().locks_are_real


def test_the_warning_of_a_program_that_is_gone_warns_nobody(folder: Path) -> None:
    (folder / f"{OTHER}.json").write_bytes(beat(7, alarm=True))
    assert present(folder, Clock()).look().locks_are_real


def test_ones_own_lock_is_tried_as_a_stranger_would(folder: Path) -> None:
    clock = Clock()
    own = present(folder, clock, locker=_Granting())
    own.beat()
    assert not own.look().locks_are_real, "nobody else is needed to see that"
    clock.now += TRUSTED_AFTER + 1
    assert not own.look().locks_are_real
    own.end()


@pytest.mark.skipif(not OsLocker().proves_own, reason="locks belong to the process here")
def test_real_locks_refuse_a_second_descriptor_of_the_same_program(folder: Path) -> None:
    clock = Clock()
    own = present(folder, clock)
    for _ in range(5):
        own.beat()
        clock.now += 5
        assert own.look().locks_are_real
    own.end()


def test_who_may_only_read_sees_who_is_here_by_their_beats(folder: Path) -> None:
    clock, file = Clock(), folder / f"{OTHER}.json"
    own = present(folder, clock, locker=_Silent())
    file.write_bytes(beat(1))
    assert names(own) == []
    file.write_bytes(beat(2))
    assert names(own) == ["Maria Lopez"]
    clock.now += 40
    assert names(own) == []


def test_a_file_whose_lock_may_not_be_tried_is_nobody_until_it_beats(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, mode: int) -> int:
        raise PermissionError

    monkeypatch.setattr(presence, "open_plain", refused)
    own = present(folder, Clock())
    (folder / f"{OTHER}.json").write_bytes(beat(1))
    assert names(own) == []
    (folder / f"{OTHER}.json").write_bytes(beat(2))
    assert names(own) == ["Maria Lopez"]


class _Held(LyingLocker):
    """Every lock is held by somebody."""

    def take(self, descriptor: int) -> bool:
        return False


class _Granting(LyingLocker):
    """Says that it would refuse a second descriptor, and does not."""

    proves_own = True


class _Silent(LyingLocker):
    """A place that knows no locks."""

    def take(self, descriptor: int) -> bool:
        raise OSError


def _flip(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0x41]) + content[place + 1 :]


CONTENTS = st.one_of(
    st.binary(max_size=300),
    st.integers(0, SIZE).map(lambda cut: beat(1)[:cut]),
    st.integers(0, SIZE - 1).map(lambda place: _flip(beat(1), place)),
    st.integers(1, 2**62).map(beat),
    st.just(beat(1) + b" " * SIZE),
)
NAMES = st.sampled_from([f"{OTHER}.json", "x.json", ".json", "a b.json", "ñ.json", "x.txt"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, CONTENTS | st.none()), max_size=6))
def test_whatever_stands_there_a_look_only_looks(found: list[tuple[str, bytes | None]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, clock = Path(place) / "presence", Clock()
        folder.mkdir()
        (Path(place) / "beside").write_bytes(b"of somebody else")
        own = present(folder, clock)
        own.beat()
        for name, content in found:
            _put(folder / name, content)
            clock.now += 7
            assert "Ana Ruiz" in names(own)
        own.end()
        assert sorted(path.name for path in Path(place).iterdir()) == ["beside", "presence"]


def _put(path: Path, content: bytes | None) -> None:
    if content is None and not path.exists():
        path.mkdir()
    elif content is not None and not path.is_dir():
        path.write_bytes(content)
