"""A backup in the office's place: looked at first, confirmed, and the office before it stays."""

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.models.audit import AuditEvent
from db.models.client import Client
from db.office import Office, open_office
from db.office.keeping import back_up, check
from db.office.replacing import look_at, put_in_place
from db.office.rotating import rotate_data_key
from db.queries.history_mark import history_mark
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.crash_points import ON_DISK, Strike, crash_points, needs_fork
from tests.db.office.desk import CHEAP, PASSWORD, Desk, new_desk
from tests.db.office.presences import somebody_in
from tests.db.office.secrets_in import enter
from tests.db.office.test_keeping import tampered

pytestmark = pytest.mark.only_in_folder("a backup takes a folder's place")

NAME = "Harbor House"
NEW_MARKER = "UPDATE fact SET value = 'another' WHERE key = 'backup_marker'"


def opened(folder: Path) -> Office:
    return open_office(folder, "ana", PASSWORD, device="desk-1", cost=CHEAP)


def clients(reading: Reading) -> int:
    return reading.session.scalar(select(func.count()).select_from(Client)) or 0


def acts(reading: Reading) -> set[str]:
    return set(reading.session.scalars(select(AuditEvent.action)))


def refusal(call: object, *args: object) -> set[str]:
    with pytest.raises(Refused) as caught:
        call(*args)  # type: ignore[operator]
    return {finding.code for finding in caught.value.findings}


def beside(folder: Path) -> set[str]:
    return {path.name for path in folder.parent.iterdir()}


@pytest.fixture
def backup(desk: Desk) -> Path:
    """Made before the one client was entered."""
    file = back_up(desk.ana)
    desk.pass_time(minutes=5)
    enter(desk.ana)
    return file


def test_it_says_what_it_holds_and_what_would_be_lost_before_anything_happens(
    desk: Desk, backup: Path
) -> None:
    desk.hire("ben")
    before = desk.ana.read(acts)
    held = look_at(desk.ana, backup)
    assert held.contents.office_name == NAME
    assert (held.contents.counts["client"], held.today["client"]) == (0, 1)
    assert held.users == ("ana",)
    assert held.since is not None
    assert held.since >= 6
    assert (held.warnings, held.people) == ((), ())
    assert desk.ana.read(acts) == before


def test_the_backup_takes_the_place_and_the_office_before_it_stays_whole(
    desk: Desk, backup: Path
) -> None:
    course = desk.ana.read(history_mark)
    done = put_in_place(desk.ana, backup, NAME)
    assert beside(desk.folder) == {NAME, done.aside.name}
    assert done.aside.name == "Harbor House until 2026-03-02 100500"
    assert done.recorded
    for folder, expected, act in (
        (desk.folder, 0, "office.restored"),
        (done.aside, 1, "office.set_aside"),
    ):
        office = opened(folder)
        assert office.read(clients) == expected
        assert act in office.read(acts)
        assert office.read(history_mark) != course
        assert check(office) == []
        office.close()
    assert (done.aside / "backups" / backup.name).is_file()


def test_the_office_before_can_be_put_back_by_its_folders_name(desk: Desk, backup: Path) -> None:
    done = put_in_place(desk.ana, backup, NAME)
    desk.folder.rename(desk.folder.with_name("wrong"))
    done.aside.rename(desk.folder)
    office = opened(desk.folder)
    assert office.read(clients) == 1
    office.close()


def test_a_backup_from_before_the_key_was_changed_takes_the_place_too(
    desk: Desk, backup: Path
) -> None:
    kept = backup.rename(desk.folder.with_name("kept.caseroom-backup"))
    rotate_data_key(desk.ana)
    assert put_in_place(desk.ana, kept, NAME).recorded
    office = opened(desk.folder)
    assert office.read(clients) == 0
    office.close()


def test_nothing_is_replaced_without_the_offices_name_or_by_another_ones_backup(
    desk: Desk, backup: Path, tmp_path: Path
) -> None:
    assert refusal(put_in_place, desk.ana, backup, "harbor") == {"replace.not_confirmed"}
    other = new_desk(tmp_path / "other")
    assert refusal(put_in_place, other.ana, backup, NAME) == {"replace.another_office"}
    other.close()
    tampered(desk.ana, NEW_MARKER)  # under one key, and of one name and id
    assert refusal(put_in_place, desk.ana, backup, NAME) == {"replace.another_office"}
    assert beside(desk.folder) == {NAME, "other"}
    assert desk.ana.read(clients) == 1


def test_only_an_administrator_may(desk: Desk, backup: Path) -> None:
    sam = desk.hire_and_settle("sam", Role.SUPERVISOR)
    assert refusal(put_in_place, sam, backup, NAME) == {"permission.denied"}


@pytest.mark.parametrize("where", [0.2, 0.5, 0.8])
def test_a_damaged_backup_takes_nobodys_place(desk: Desk, backup: Path, where: float) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * where)] ^= 0x40
    backup.write_bytes(content)
    assert refusal(put_in_place, desk.ana, backup, NAME) <= {
        "backup.damaged",
        "backup.not_a_backup",
    }
    assert beside(desk.folder) == {NAME}
    assert desk.ana.read(clients) == 1


def test_nobody_else_may_be_in(desk: Desk, backup: Path) -> None:
    with somebody_in(desk.ana, "Maria Lopez", "RECEPTION-2"):
        assert [one.name for one in look_at(desk.ana, backup).people] == ["Maria Lopez"]
        assert refusal(put_in_place, desk.ana, backup, NAME) == {"replace.somebody_is_in"}
    assert beside(desk.folder) == {NAME}


# ---- where a rename fails ----


def renames_fail(monkeypatch: pytest.MonkeyPatch, *numbers: int) -> None:
    real, asked = os.rename, []

    def rename(source: Path, to: Path) -> None:
        asked.append(source)
        if len(asked) in numbers:
            raise PermissionError(13, "in use")
        real(source, to)

    monkeypatch.setattr(os, "rename", rename)


@pytest.mark.parametrize(
    ("failing", "code"), [((1,), "replace.in_use"), ((2,), "storage.readonly")]
)
def test_a_folder_that_cannot_be_renamed_stays_what_it_was(
    desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch, failing: tuple[int, ...], code: str
) -> None:
    course = desk.ana.read(history_mark)
    renames_fail(monkeypatch, *failing)
    assert refusal(put_in_place, desk.ana, backup, NAME) == {code}
    assert beside(desk.folder) == {NAME}
    office = opened(desk.folder)
    assert office.read(clients) == 1
    assert office.read(history_mark) == course  # or no lost save of before would be repeated
    office.close()


def test_where_nothing_can_be_put_back_it_is_said_where_the_office_is(
    desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renames_fail(monkeypatch, 2, 3)
    assert refusal(put_in_place, desk.ana, backup, NAME) == {"replace.broken_off"}
    monkeypatch.undo()
    with pytest.raises(Refused) as caught:
        opened(desk.folder)
    (finding,) = caught.value.findings
    assert (finding.code, finding.params["name"]) == ("replace.broken_off", NAME)
    desk.folder.with_name(str(finding.params["aside"])).rename(desk.folder)
    office = opened(desk.folder)
    assert office.read(clients) == 1
    file = next(office.folder.backups.iterdir())
    put_in_place(office, file, NAME)
    assert not any(name.startswith(".") for name in beside(desk.folder))


# ---- struck at each thing that it writes ----


@pytest.fixture
def template(tmp_path: Path) -> Path:
    desk = new_desk(tmp_path / NAME)
    back_up(desk.ana)
    enter(desk.ana)
    desk.close()
    return desk.folder


def restore(folder: Path) -> None:
    office = opened(folder)
    try:
        put_in_place(office, next(office.folder.backups.iterdir()), NAME)
    finally:
        office.close()


@needs_fork
@pytest.mark.parametrize("strike", ON_DISK)
def test_struck_at_any_point_the_old_or_the_new_office_is_there_or_it_is_said_where(
    template: Path, tmp_path: Path, strike: Strike
) -> None:
    seen = set()
    every = 1 if strike is Strike.KILL else 3
    for point, folder in crash_points(restore, template, tmp_path, strike, every=every):
        assert point.outcome != "raised", point.words
        seen.add(judged(folder, point.outcome))
        if strike is Strike.FULL and point.outcome == "refused":
            assert beside(folder) == {NAME}, point
    expected = {"old", "new"} if strike is Strike.FULL else {"old", "new", "said"}
    assert seen == expected


def judged(folder: Path, outcome: str) -> str:
    """Which office is there, whole; "said" where opening says how to get the old one back."""
    how = ""
    try:
        office = opened(folder)
    except Refused as refused:
        (finding,) = refused.findings
        assert finding.code == "replace.broken_off"
        folder.with_name(str(finding.params["aside"])).rename(folder)
        how, office = "said", opened(folder)
    found = {finding.code for finding in check(office)}
    assert found <= {"check.temporary"}
    held = office.read(clients)
    office.close()
    if not held:
        aside = next(path for path in folder.parent.iterdir() if " until " in path.name)
        old = opened(aside)
        assert old.read(clients) == 1
        old.close()
    assert held or outcome in ("done", "killed")
    return how or ("old" if held else "new")
