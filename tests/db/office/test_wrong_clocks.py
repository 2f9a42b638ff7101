"""Clocks that are wrong, for an hour or a year, cost no backup and keep none from being made."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from db.office.keeping import back_up, last_backup
from db.office.regular_backups import back_up_in_turn, backup_is_due, keep_in_second_place
from db.rules.backup_rotation import SPANS, Kept
from db.storage.backup_contents import read_contents
from desktop.daily_backup import backup_due
from tests.db.office.desk import Desk
from tests.db.office.secrets_in import enter

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")

LATEST = dict(SPANS)[Kept.LATEST]
A_YEAR = 365 * 24 * 3600


def dated(file: Path, seconds: float) -> Path:
    """The backup, with the file's date so far from now."""
    os.utime(file, (time.time() + seconds, time.time() + seconds))
    return file


def test_a_backup_by_a_clock_that_lags_behind_stays_here_and_in_the_second_place(
    desk: Desk, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    desk.pass_time(minutes=40)
    for _ in range(LATEST):
        desk.pass_time(minutes=1)
        dated(back_up(desk.ana), -60)
        keep_in_second_place(desk.ana, second)
    enter(desk.ana)
    desk.pass_time(minutes=-30)  # within the same hour
    made = back_up(desk.ana)
    assert made.exists()
    keep_in_second_place(desk.ana, second)
    assert (second / made.name).exists()
    assert read_contents(made).counts["client"] == 1


def test_a_clock_that_was_a_year_ahead_stops_no_later_backup(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    desk.pass_time(seconds=A_YEAR)
    wrong = dated(back_up(desk.ana), A_YEAR)
    desk.pass_time(seconds=-A_YEAR)
    assert backup_is_due(desk.ana)
    made = back_up_in_turn(desk.ana)
    assert made is not None
    assert last_backup(desk.ana.folder) == made
    assert not backup_is_due(desk.ana)
    keep_in_second_place(desk.ana, second)
    assert [path.name for path in second.iterdir()] == [made.name]
    desk.pass_time(hours=5)
    desk.sit()
    assert backup_is_due(desk.ana)
    assert wrong.exists()


def test_the_drives_clock_may_be_right_where_the_computers_was_ahead(desk: Desk) -> None:
    desk.pass_time(seconds=A_YEAR)
    back_up(desk.ana)  # its file's date is of now
    desk.pass_time(seconds=-A_YEAR)
    assert backup_is_due(desk.ana)
    assert back_up_in_turn(desk.ana) is not None
    assert not backup_is_due(desk.ana)


def test_who_leaves_makes_one_though_the_only_one_is_of_next_year(desk: Desk) -> None:
    made = dated(back_up(desk.ana), 0)
    desk.clock[0] += timedelta(seconds=time.time() - desk.clock[0].timestamp())
    assert not backup_due(desk.ana)
    dated(made, A_YEAR)
    assert backup_due(desk.ana)


def test_one_that_lacks_an_attached_file_makes_none_that_has_it_superfluous(
    desk: Desk, tmp_path: Path
) -> None:
    enter(desk.ana)
    whole = back_up(desk.ana)
    path = next((desk.folder / "documents").glob("??/*"))
    path.unlink()
    lacking = []
    for _ in range(LATEST + 1):
        desk.pass_time(minutes=1)
        lacking.append(back_up(desk.ana))
    assert whole.exists()
    assert [file.exists() for file in lacking] == [False] + [True] * LATEST
