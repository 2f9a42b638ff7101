"""The file of what a program keeps: when it is written, by whom, and when it is gone."""

import os
from pathlib import Path

import pytest

from db.storage import one_at_a_time as turns
from db.storage.local_store import Kept, LocalLog
from db.storage.old_logs import forget_old
from db.storage.one_at_a_time import one_at_a_time
from db.storage.problems import StorageProblem
from db.storage.timing import Timing
from tests.db.kept.test_local_store import OFFICE, SAM, log


def test_all_of_it_is_in_the_file_before_the_disk_is_asked_to_keep_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(tmp_path).add(b"one")
    kept: list[Kept] = []
    monkeypatch.setattr(os, "fsync", lambda _: kept.append(log(tmp_path).read()))
    log(tmp_path).add(b"two")
    assert kept[0] == Kept((b"one", b"two"))


def test_what_was_damaged_is_told_once_also_where_nothing_else_is_to_be_changed(
    tmp_path: Path,
) -> None:
    log(tmp_path).add(b"one", b"two")
    whole = log(tmp_path).file.read_bytes()
    log(tmp_path).file.write_bytes(b"x" + whole[1:])
    assert log(tmp_path).change(lambda contents: contents) == Kept((b"two",), 1)
    assert log(tmp_path).read() == Kept((b"two",))


def test_a_log_of_which_nothing_is_left_leaves_no_file(tmp_path: Path) -> None:
    log(tmp_path).add(b"one")
    assert log(tmp_path).change(lambda _: []) == Kept((b"one",))
    assert not log(tmp_path).file.exists()


def test_while_another_program_writes_nothing_is_written_and_then_it_is_ones_turn(
    tmp_path: Path,
) -> None:
    mine = log(tmp_path)
    mine.add(b"one")
    pauses: list[float] = []
    with one_at_a_time(mine.file.with_suffix(".lock")) as other:
        assert other
        waiting = LocalLog(
            tmp_path, SAM, OFFICE, "desk-2", "saves", timing=Timing(pause=pauses.append)
        )
        for act in (lambda: waiting.add(b"two"), lambda: waiting.change(lambda _: [])):
            with pytest.raises(StorageProblem, match="locked"):
                act()
    assert len(pauses) > 10
    waiting.add(b"two")
    assert mine.read() == Kept((b"one", b"two"))


def test_what_somebody_writes_at_the_moment_is_not_taken_away_however_old(tmp_path: Path) -> None:
    mine = log(tmp_path)
    mine.add(b"old")
    lock = mine.file.with_suffix(".lock")
    for file in (mine.file, lock):
        os.utime(file, (1000, 1000))
    with one_at_a_time(lock) as writing:
        assert writing
        forget_old(tmp_path, 2000.0)
        with one_at_a_time(lock) as second:
            assert not second
    assert mine.read().contents == (b"old",)
    forget_old(tmp_path, 2000.0)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_without_a_log_goes_as_well_and_a_young_one_stays(tmp_path: Path) -> None:
    for name, moment in (("old", 1000), ("young", 3000)):
        (tmp_path / f"{name}.lock").touch()
        os.utime(tmp_path / f"{name}.lock", (moment, moment))
    forget_old(tmp_path, 2000.0)
    assert [file.name for file in tmp_path.iterdir()] == ["young.lock"]


def test_who_took_a_lock_that_was_just_taken_away_has_no_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened before, locked after: another program has made a new file meanwhile."""
    locked = turns._locked

    def later(descriptor: int) -> bool:
        (tmp_path / "a.lock").unlink()
        (tmp_path / "a.lock").touch()
        return locked(descriptor)

    with monkeypatch.context() as slow:
        slow.setattr(turns, "_locked", later)
        with one_at_a_time(tmp_path / "a.lock") as ours:
            assert not ours
    with one_at_a_time(tmp_path / "a.lock") as ours:
        assert ours
