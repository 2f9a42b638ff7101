"""One computer for the office makes the backup that is due, and a second place gets it too."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.office.keeping import back_up
from db.office.regular_backups import (
    back_up_in_turn,
    back_up_now,
    backup_is_due,
    in_turn,
    keep_in_second_place,
)
from db.operations.office_settings.backups import (
    TURN_LASTS,
    give_backup_turn_back,
    set_backup_hours,
    take_backup_turn,
)
from db.queries.backup_plan import backup_hours
from db.rules.codes import Role
from db.rules.findings import Refused
from db.storage.atomic import temporary_beside
from db.storage.backup_unpacking import verify_backup
from db.storage.problems import StorageProblem
from db.storage.second_place import same_drive
from tests.db.office.desk import Desk, new_desk

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")


def test_one_is_made_when_it_is_due_and_not_before(desk: Desk) -> None:
    made = back_up_in_turn(desk.ana)
    assert made is not None
    verify_backup(made)
    assert back_up_in_turn(desk.ana) is None
    desk.pass_time(hours=3)
    assert back_up_in_turn(desk.ana) is None
    desk.pass_time(hours=1)
    desk.sit()
    assert back_up_in_turn(desk.ana) is not None


def test_while_nobody_works_none_is_made(desk: Desk) -> None:
    assert back_up_in_turn(desk.ana) is not None
    desk.pass_time(hours=60)
    assert not backup_is_due(desk.ana)
    desk.ana.write(set_backup_hours, 8)
    assert backup_is_due(desk.ana)


def test_who_leaves_while_another_computer_makes_one_does_not_make_a_second(desk: Desk) -> None:
    other = desk.sit()
    made = in_turn(desk.ana, lambda: in_turn(other, lambda: "second") or "first")
    assert made == "first"
    assert in_turn(other, lambda: "next") == "next"


def test_the_turn_is_given_back_also_by_who_is_stopped(desk: Desk) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        in_turn(desk.ana, stop)
    assert in_turn(desk.sit(), lambda: "next") == "next"


def test_the_office_says_how_often(desk: Desk) -> None:
    assert desk.ana.read(backup_hours) == 4
    desk.ana.write(set_backup_hours, 0)
    assert not backup_is_due(desk.ana)
    desk.ana.write(set_backup_hours, 1)
    assert backup_is_due(desk.ana)
    with pytest.raises(Refused, match=r"office\.backup_hours"):
        desk.ana.write(set_backup_hours, 3)
    sam = desk.hire_and_settle("sam", Role.SUPERVISOR)
    with pytest.raises(Refused, match=r"permission\.denied"):
        sam.write(set_backup_hours, 8)


def test_while_one_computer_is_at_it_no_other_one_is(desk: Desk) -> None:
    other = desk.sit()
    assert desk.ana.write(take_backup_turn).result
    assert not other.write(take_backup_turn).result
    assert back_up_in_turn(other) is None
    desk.ana.write(give_backup_turn_back)
    assert back_up_in_turn(other) is not None


def test_a_computer_that_stopped_in_the_middle_loses_its_turn(desk: Desk) -> None:
    other = desk.sit()
    desk.ana.write(take_backup_turn)
    desk.pass_time(seconds=TURN_LASTS.total_seconds() + 1)
    assert back_up_in_turn(other) is not None


def test_a_clock_that_is_far_ahead_keeps_nobody_out(desk: Desk) -> None:
    other = desk.sit()
    desk.clock[0] += timedelta(days=30)
    desk.ana.write(take_backup_turn)
    desk.clock[0] -= timedelta(days=30)
    assert other.write(take_backup_turn).result


def test_who_gives_back_takes_nobody_elses_turn_away(desk: Desk) -> None:
    other = desk.sit()
    desk.ana.write(take_backup_turn)
    other.write(give_backup_turn_back)
    assert not other.write(take_backup_turn).result


def test_a_backup_that_fails_gives_the_turn_back(desk: Desk) -> None:
    (desk.folder / "backups").rmdir()
    (desk.folder / "backups").write_text("in the way")
    with pytest.raises(Refused):
        back_up_in_turn(desk.ana)
    assert desk.sit().write(take_backup_turn).result


def test_while_somebody_makes_one_by_hand_no_computer_begins_the_one_that_is_due(
    desk: Desk, tmp_path: Path
) -> None:
    other, made = desk.sit(), []
    for target in (None, tmp_path / "kept.caseroom-backup"):
        back_up_now(desk.ana, target, lambda *_: made.append(back_up_in_turn(other)))
    assert set(made) == {None}
    assert other.write(take_backup_turn).result


def test_whoever_wants_one_by_hand_gets_it_though_another_computer_is_at_it_or_never_gave_back(
    desk: Desk,
) -> None:
    other = desk.sit()
    other.write(take_backup_turn)
    verify_backup(back_up_now(desk.ana))
    assert not desk.ana.write(take_backup_turn).result  # the turn is still the other one's


def test_two_that_are_made_at_once_in_one_second_are_both_whole(desk: Desk) -> None:
    other, made = desk.sit(), []

    def meanwhile(done: int, _: int) -> None:
        if done == 1:
            made.append(back_up_now(other))

    made.append(back_up_now(desk.ana, progress=meanwhile))
    assert len(set(made)) == 2
    for file in made:
        verify_backup(file)
    assert set(made[0].parent.iterdir()) == set(made)
    assert other.write(take_backup_turn).result


def test_an_office_on_a_full_disk_is_backed_up_elsewhere(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though nobody can take a turn there."""
    real, tried = desk.ana.write, []

    def write(operation: Callable[..., Any], *args: Any, **named: Any) -> Any:
        tried.append(operation)
        if operation is take_backup_turn:
            raise StorageProblem("full")
        return real(operation, *args, **named)

    monkeypatch.setattr(desk.ana, "write", write)
    verify_backup(back_up_now(desk.ana, tmp_path / "kept.caseroom-backup"))
    assert tried[0] is take_backup_turn


def test_a_second_place_gets_each_newest_backup_whoever_made_it(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    file = back_up(desk.ana)
    keep_in_second_place(desk.ana, second)
    assert [path.name for path in second.iterdir()] == [file.name]
    verify_backup(second / file.name)
    assert keep_in_second_place(desk.ana, second) == keep_in_second_place(desk.ana, second)
    assert len(list(second.iterdir())) == 1


def test_a_second_place_that_is_away_is_said_and_made_up_for(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    file = back_up(desk.ana)
    assert [finding.code for finding in keep_in_second_place(desk.ana, second)] == [
        "storage.second_gone"
    ]
    second.mkdir()
    keep_in_second_place(desk.ana, second)
    assert (second / file.name).exists()


def test_a_copy_that_was_cut_short_later_is_made_again(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    copy = second / back_up(desk.ana).name
    keep_in_second_place(desk.ana, second)
    os.truncate(copy, 1000)
    keep_in_second_place(desk.ana, second)
    verify_backup(copy)


def test_what_rotted_in_the_first_place_is_told_and_not_copied(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    file = back_up(desk.ana)
    with open(file, "r+b") as content:
        content.seek(file.stat().st_size // 2)
        byte = content.read(1)
        content.seek(-1, os.SEEK_CUR)
        content.write(bytes([byte[0] ^ 1]))
    codes = [finding.code for finding in keep_in_second_place(desk.ana, second)]
    assert "backup.damaged" in codes
    assert list(second.iterdir()) == []


def test_what_a_killed_copy_left_in_the_second_place_is_taken_away_a_day_later(
    desk: Desk, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    file = back_up(desk.ana)
    old, young = (temporary_beside(second / file.name) for _ in range(2))
    for left in (old, young):
        left.write_bytes(b"half")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    keep_in_second_place(desk.ana, second)
    assert {path.name for path in second.iterdir()} == {file.name, young.name}


def test_a_copy_that_is_not_the_same_does_not_count(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(desk.ana)
    real = os.fsync

    def torn(descriptor: int) -> None:
        real(descriptor)
        os.pwrite(descriptor, b"x", 10)

    monkeypatch.setattr(os, "fsync", torn)
    codes = [finding.code for finding in keep_in_second_place(desk.ana, tmp_path)]
    assert "storage.second_differs" in codes
    assert not list(tmp_path.glob("*.caseroom-backup"))


def test_in_the_second_place_they_thin_out_and_what_is_anothers_stays(
    desk: Desk, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    other = new_desk(tmp_path / "other")
    back_up(other.ana, second / "other.caseroom-backup")
    other.close()
    for _ in range(10):
        back_up(desk.ana)
        keep_in_second_place(desk.ana, second)
        desk.pass_time(minutes=10)
    here = {path.name for path in desk.ana.folder.backups.iterdir()}
    assert len(here) == 8
    assert {path.name for path in second.iterdir()} == {"other.caseroom-backup", *here}


def test_two_places_on_one_drive_are_told(desk: Desk, tmp_path: Path) -> None:
    assert same_drive(desk.folder, tmp_path)
    assert not same_drive(desk.folder, tmp_path / "not there")
    assert same_drive(Path(r"\\NAS\office"), Path(r"\\nas\backups"))
    assert not same_drive(Path(r"\\nas\office"), Path(r"\\other\office"))
    assert not same_drive(Path(r"\\nas\office"), tmp_path)
    found = keep_in_second_place(desk.ana, tmp_path)
    assert [finding.code for finding in found] == ["backup.second_same_drive"]
