"""The file of what a program keeps: when it is written, by whom, and when it is gone."""

import os
from pathlib import Path

import pytest

from db.storage.local_store import Kept, LocalLog
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
