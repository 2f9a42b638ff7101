"""What a program keeps on its own computer: sealed, whole after a crash, honest about damage."""

import errno
import os
import time
from base64 import b64decode
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.rules.ids import new_id
from db.storage.keys.identity import Identity
from db.storage.local_store import MOST, Kept, LocalLog
from db.storage.old_logs import forget_old
from db.storage.problems import StorageProblem
from tests.crash_points import ON_DISK, Strike, crash_points, needs_fork

SAM, ANA = Identity.generate(), Identity.generate()
OFFICE = UUID(int=7)


def log(folder: Path, identity: Identity = SAM, kind: str = "saves", most: int = MOST) -> LocalLog:
    return LocalLog(folder, identity, OFFICE, "desk-2", kind, most=most)


def test_what_was_added_is_read_in_its_order(tmp_path: Path) -> None:
    log(tmp_path).add(b"first", b"second")
    log(tmp_path).add(b"third")
    assert log(tmp_path).read() == Kept((b"first", b"second", b"third"))


def test_nothing_of_it_stands_in_the_file_or_its_name(tmp_path: Path) -> None:
    log(tmp_path).add(b"Lovelace, Ada")
    (line,) = log(tmp_path).file.read_bytes().splitlines()
    assert len(b64decode(line)) > len(b"Lovelace, Ada")
    assert b"Lovelace" not in b64decode(line)
    for file in tmp_path.iterdir():
        assert b"Lovelace" not in file.read_bytes()
        assert OFFICE.hex not in file.name and "sam" not in file.name and "saves" not in file.name


def test_nobody_else_reads_it_and_no_other_office_kind_or_computer_does(tmp_path: Path) -> None:
    log(tmp_path).add(b"mine")
    content = log(tmp_path).file.read_bytes()
    others = [
        log(tmp_path, ANA),
        log(tmp_path, kind="drafts"),
        LocalLog(tmp_path, SAM, new_id(), "desk-2", "saves"),
        LocalLog(tmp_path, SAM, OFFICE, "desk-3", "saves"),
    ]
    for other in others:
        assert other.file != log(tmp_path).file
        other.file.write_bytes(content)
        assert other.read() == Kept((), 1)


def test_cut_off_anywhere_what_was_whole_before_is_read_and_more_can_be_added(
    tmp_path: Path,
) -> None:
    log(tmp_path).add(b"one", b"two", b"three")
    whole, file = log(tmp_path).file.read_bytes(), log(tmp_path).file
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        left = whole[:length].count(b"\n")
        assert log(tmp_path).read() == Kept((b"one", b"two", b"three")[:left]), length
        log(tmp_path).add(b"more")
        assert log(tmp_path).read() == Kept((*(b"one", b"two", b"three")[:left], b"more"))


def test_a_flipped_bit_anywhere_is_told_and_costs_no_more_than_its_neighbour(
    tmp_path: Path,
) -> None:
    contents = (b"one", b"two", b"three", b"four")
    log(tmp_path).add(*contents)
    whole, file = log(tmp_path).file.read_bytes(), log(tmp_path).file
    for place in range(len(whole)):
        for bit in (0, 6):
            edited = bytearray(whole)
            edited[place] ^= 1 << bit
            file.write_bytes(edited)
            kept = log(tmp_path).read()
            assert set(kept.contents) <= set(contents) and len(kept.contents) >= 2, place
            broken_off = place == len(whole) - 1  # without its end the last line seems so
            assert kept.damaged or broken_off or kept.contents == contents, place
            log(tmp_path).add(b"more")
            assert log(tmp_path).read().contents[-1] == b"more", place


def test_a_line_that_is_put_there_twice_counts_once(tmp_path: Path) -> None:
    log(tmp_path).add(b"one", b"two")
    lines, file = log(tmp_path).file.read_bytes().splitlines(True), log(tmp_path).file
    file.write_bytes(lines[0] + lines[1] + lines[0])
    assert log(tmp_path).read() == Kept((b"one", b"two"), 1)


@settings(max_examples=150, deadline=None)
@given(rest=st.binary(max_size=300), lines=st.lists(st.binary(max_size=90), max_size=4))
def test_whatever_stands_in_the_file_is_never_believed_and_breaks_nothing(
    tmp_path_factory: pytest.TempPathFactory, rest: bytes, lines: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    log(folder).add(b"mine")
    mine = log(folder).file.read_bytes()
    log(folder).file.write_bytes(b"\n".join([rest, *lines]) + b"\n" + mine + rest)
    assert log(folder).read().contents == (b"mine",)
    log(folder).add(b"more")
    assert log(folder).read().contents == (b"mine", b"more")


@needs_fork
@pytest.mark.parametrize("strike", ON_DISK)
def test_killed_or_out_of_disk_anywhere_it_is_there_as_before_or_after(
    tmp_path: Path, strike: Strike
) -> None:
    template = tmp_path / "kept"
    log(template).add(b"one", b"two")

    def act(folder: Path) -> None:
        log(folder).add(b"three")
        log(folder).change(lambda contents: contents[1:])

    rounds = 0
    for point, folder in crash_points(act, template, tmp_path / "beside", strike):
        rounds += 1
        assert point.outcome != "raised", point
        before, between, after = (b"one", b"two"), (b"one", b"two", b"three"), (b"two", b"three")
        kept = log(folder).read()
        assert kept.damaged == 0 and kept.contents in (before, between, after), point
        log(folder).add(b"more")
        assert log(folder).read().contents[-1] == b"more", point
    assert rounds > 5


def test_a_log_does_not_grow_without_end(tmp_path: Path) -> None:
    small = log(tmp_path, most=400)
    with pytest.raises(StorageProblem, match="full"):
        for number in range(100):
            small.add(b"%03d" % number)
    assert small.file.stat().st_size <= 400
    whole = small.file.read_bytes()
    with pytest.raises(StorageProblem, match="full"):
        small.change(lambda contents: [*contents, b"x" * 400])
    assert small.file.read_bytes() == whole
    small.change(lambda contents: contents[-1:])
    small.add(b"there is room again")


def test_a_disk_that_refuses_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageProblem, match=r"storage\.input_output"):
        log(tmp_path).add(b"one")


def test_logs_that_nobody_writes_any_more_go(tmp_path: Path) -> None:
    log(tmp_path).add(b"old")
    log(tmp_path, ANA).add(b"new")
    for file in (log(tmp_path).file, log(tmp_path).file.with_suffix(".lock")):
        os.utime(file, (1000, 1000))
    forget_old(tmp_path, 2000.0)
    assert log(tmp_path).read() == Kept()
    assert log(tmp_path, ANA).read() == Kept((b"new",))


def test_a_log_that_a_wrong_clock_makes_old_is_kept_until_it_has_been_so_for_long(
    tmp_path: Path,
) -> None:
    """The battery was dead, and it was written on a day of 1970; or the clock was ahead once."""
    log(tmp_path).add(b"typed before the crash")
    log(tmp_path, ANA).add(b"new")
    os.utime(log(tmp_path).file, (1000, 1000))
    a_year = 365 * 86400.0
    year_ago, ahead = time.time() - a_year, time.time() + a_year
    for before in (year_ago, year_ago, ahead):
        forget_old(tmp_path, before, found=before)
        assert log(tmp_path).read() == Kept((b"typed before the crash",)) or before == ahead
        assert log(tmp_path, ANA).read() == Kept((b"new",))
    assert log(tmp_path).read() == Kept()
    forget_old(tmp_path, year_ago, found=year_ago)
    forget_old(tmp_path, year_ago, found=ahead)
    assert log(tmp_path, ANA).read() == Kept((b"new",))
    assert {file.suffix for file in tmp_path.iterdir()} == {".kept", ".lock"}
