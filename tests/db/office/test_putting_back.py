"""An office that a backup took the place of can be put back; the other one is then set aside."""

import os
from pathlib import Path

import pytest

from db.office import Office
from db.office.keeping import back_up, check
from db.office.putting_back import earlier_offices, look_at_earlier, put_back
from db.office.replacing import put_in_place
from db.office.rotating import rotate_data_key
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.crash_points import Strike, crash_points, needs_fork
from tests.db.office.desk import OWN, Desk, new_desk
from tests.db.office.test_keeping import tampered
from tests.db.office.test_replacing import (
    NAME,
    NEW_MARKER,
    acts,
    backup,
    beside,
    clients,
    opened,
    refusal,
    renames_fail,
)

__all__ = ["backup"]  # a fixture

pytestmark = pytest.mark.only_in_folder("a backup takes a folder's place")


@pytest.fixture
def restored(desk: Desk, backup: Path) -> Office:
    """Without the one client, who is in the office that was set aside."""
    put_in_place(desk.ana, backup, NAME)
    return opened(desk.folder)


def the_earlier(office: Office) -> Path:
    (one,) = earlier_offices(office)
    return one.folder


def test_it_says_what_would_come_back_and_what_would_be_set_aside(restored: Office) -> None:
    held = look_at_earlier(restored, the_earlier(restored))
    assert held.earlier.until.isoformat() == "2026-03-02T10:05:00-05:00"
    assert (held.counts["client"], held.today["client"]) == (1, 0)
    assert held.since >= 1
    assert held.people == ()
    restored.close()


def test_the_earlier_office_takes_its_place_again_and_todays_is_set_aside(
    desk: Desk, restored: Office
) -> None:
    came = the_earlier(restored).name
    done = put_back(restored, the_earlier(restored), NAME)
    assert done.recorded
    assert beside(desk.folder) == {NAME, done.aside.name}
    assert done.aside.name != came
    for folder, expected, act in (
        (desk.folder, 1, "office.restored"),
        (done.aside, 0, "office.set_aside"),
    ):
        office = opened(folder)
        assert office.read(clients) == expected
        assert act in office.read(acts)
        assert check(office) == []
        office.close()


def test_there_and_back_as_often_as_one_likes(desk: Desk, restored: Office) -> None:
    put_back(restored, the_earlier(restored), NAME)
    again = opened(desk.folder)
    put_back(again, the_earlier(again), NAME)
    last = opened(desk.folder)
    assert last.read(clients) == 0
    assert len(earlier_offices(last)) == 1
    last.close()


def test_an_office_set_aside_before_the_key_was_changed_comes_back_too(
    desk: Desk, restored: Office
) -> None:
    rotate_data_key(restored)
    put_back(restored, the_earlier(restored), NAME)
    office = opened(desk.folder)
    assert office.read(clients) == 1
    office.close()


def test_nothing_is_put_back_without_the_name_or_from_elsewhere(
    desk: Desk, restored: Office, tmp_path: Path
) -> None:
    earlier = the_earlier(restored)
    assert refusal(put_back, restored, earlier, "harbor") == {"replace.not_confirmed"}
    assert refusal(put_back, restored, tmp_path, NAME) == {"replace.not_set_aside"}
    assert refusal(put_back, restored, desk.folder, NAME) == {"replace.not_set_aside"}
    other = new_desk(tmp_path / "elsewhere")
    other.close()
    other.folder.rename(desk.folder.with_name(f"{NAME} until 2026-01-01 090000"))
    (strange,) = [one.folder for one in earlier_offices(restored) if one.folder != earlier]
    assert refusal(look_at_earlier, restored, strange) == {"replace.does_not_open"}
    tampered(restored, NEW_MARKER)
    assert refusal(put_back, restored, earlier, NAME) == {"replace.another_office"}
    restored.close()


@pytest.mark.parametrize("left", [0, 1000, 4096, 40_960])
def test_an_earlier_office_that_is_damaged_is_not_put_back(restored: Office, left: int) -> None:
    file = the_earlier(restored) / "office.db"
    os.truncate(file, left)
    assert refusal(put_back, restored, file.parent, NAME) & {
        "replace.does_not_open",
        "storage.damaged",
    }
    restored.close()


def test_only_an_administrator_may(desk: Desk) -> None:
    desk.hire_and_settle("sam", Role.SUPERVISOR).close()
    put_in_place(desk.ana, back_up(desk.ana), NAME)
    sam = desk.sit("sam", OWN)
    assert refusal(put_back, sam, the_earlier(sam), NAME) == {"permission.denied"}


def test_who_may_make_no_backup_does_not_look_into_an_earlier_office(desk: Desk) -> None:
    desk.hire_and_settle("rita", Role.RECEPTIONIST).close()
    put_in_place(desk.ana, back_up(desk.ana), NAME)
    rita = desk.sit("rita", OWN)
    assert refusal(look_at_earlier, rita, the_earlier(rita)) == {"permission.denied"}


@pytest.mark.parametrize(
    ("failing", "code"), [((1,), "replace.in_use"), ((2,), "storage.readonly")]
)
def test_a_folder_that_cannot_be_renamed_stays_what_it_was(
    desk: Desk, restored: Office, monkeypatch: pytest.MonkeyPatch, failing: tuple[int], code: str
) -> None:
    earlier = the_earlier(restored)
    renames_fail(monkeypatch, *failing)
    assert refusal(put_back, restored, earlier, NAME) == {code}
    assert {NAME, earlier.name} <= beside(desk.folder)
    office = opened(desk.folder)
    assert office.read(clients) == 0
    office.close()


@pytest.fixture
def template(tmp_path: Path, desk: Desk, restored: Office) -> Path:
    """A folder in which the restored office and the earlier one stand side by side."""
    earlier = the_earlier(restored)
    restored.close()
    desk.close()
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    desk.folder.rename(shelf / NAME)
    earlier.rename(shelf / earlier.name)
    return shelf


def bring_back(shelf: Path) -> None:
    office = opened(shelf / NAME)
    try:
        put_back(office, the_earlier(office), NAME)
    finally:
        office.close()


@needs_fork
def test_killed_at_any_point_both_offices_are_there_and_whole_or_it_is_said_where(
    template: Path, tmp_path: Path
) -> None:
    seen = set()
    for point, shelf in crash_points(bring_back, template, tmp_path, Strike.KILL):
        assert point.outcome != "raised", point.words
        seen.add(judged(shelf))
    assert seen == {"before", "after", "said"}


def judged(shelf: Path) -> str:
    how = ""
    try:
        office = opened(shelf / NAME)
    except Refused as refused:
        (finding,) = refused.findings
        assert finding.code == "replace.broken_off"
        (shelf / str(finding.params["aside"])).rename(shelf / NAME)
        how, office = "said", opened(shelf / NAME)
    held = office.read(clients)
    assert {finding.code for finding in check(office)} <= {"check.temporary"}
    (earlier,) = earlier_offices(office)
    there = look_at_earlier(office, earlier.folder).counts["client"]
    office.close()
    assert {held, there} == {0, 1}
    assert not (how and held)  # what is named is the office as it was, not the one to come
    return how or ("after" if held else "before")
