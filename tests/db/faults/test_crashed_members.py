"""A change of who belongs is struck before each thing it writes: it is done or it is not.

Whichever it is, everybody who belongs gets in with one of two passwords, and the check is clean.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.staff import Staff
from db.office import Office, members, open_office
from db.office.keeping import check
from db.office.recovery import try_recovery_code
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.keys.recovery_code import new_recovery_code
from db.storage.manifest import write_manifest
from db.storage.shelf import FolderShelf
from tests.crash_points import Strike, crash_points, needs_fork
from tests.db.office.desk import CHEAP, OWN, PASSWORD, new_desk

pytestmark = [
    pytest.mark.only_in_folder("a crash while files are written"),
    needs_fork,
]
FIRST, EVERY = 8, 2  # what comes before is the sign-in
IN_FULL = ("change_role", "deactivate")  # short ones: each point of theirs is played
GIVEN, NEW_CODE = "lantern orchard velvet 47", new_recovery_code()
MEI = members.NewMember(new_id(), "mei", "Mei", Role.RECEPTIONIST)


@dataclass(frozen=True)
class Template:
    """An office of Ana's and Ben's, closed."""

    folder: Path
    code: str


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    desk = new_desk(tmp_path_factory.mktemp("members") / "Harbor House")
    desk.hire_and_settle("ben")
    desk.close()
    return Template(desk.folder, desk.recovery_code)


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made at random in the process that is struck must be known here."""
    monkeypatch.setattr(members, "one_time_password", lambda _: GIVEN)
    monkeypatch.setattr(members, "new_recovery_code", lambda: NEW_CODE)


def staff(reading: Reading) -> dict[str, Staff]:
    return {each.user_name: each for each in reading.session.scalars(select(Staff))}


def gets_in(folder: Path, user: str, *passwords: str) -> str | None:
    """Which of the passwords lets them in."""
    good = None
    for password in passwords:
        try:
            open_office(folder, user, password, device="desk-9", cost=CHEAP).close()
        except Refused:
            continue
        assert good is None, "two passwords for one person"
        good = password
    return good


def code_of(office: Office, *codes: str) -> str | None:
    good = None
    for code in codes:
        try:
            try_recovery_code(office, code)
        except Refused:
            continue
        assert good is None, "two codes for one office"
        good = code
    return good


def ben(office: Office) -> object:
    return office.read(lambda reading: staff(reading)["ben"].id)


ACTS: dict[str, Callable[[Office], object]] = {
    "change_password": lambda o: members.change_password(o, PASSWORD, GIVEN, cost=CHEAP),
    "reset_password": lambda o: members.reset_password(o, ben(o), cost=CHEAP),  # type: ignore[arg-type]
    "add_member": lambda o: members.add_member(o, MEI, cost=CHEAP),
    "deactivate": lambda o: members.deactivate(o, ben(o)),  # type: ignore[arg-type]
    "change_role": lambda o: members.change_role(o, ben(o), Role.SUPERVISOR),  # type: ignore[arg-type]
    "renew_recovery_code": lambda o: members.renew_recovery_code(o, cost=CHEAP),
}


def changed(name: str, folder: Path, code: str) -> bool:
    """Whether the act is done. Whichever it is, all that belong get in, and nothing is amiss."""
    ana = gets_in(folder, "ana", PASSWORD, GIVEN)
    assert ana is not None
    office = open_office(folder, "ana", ana, device="desk-9", cost=CHEAP)
    try:
        known = office.read(staff)
        bens = gets_in(folder, "ben", OWN, GIVEN)
        code_now = code_of(office, code, NEW_CODE)
        assert code_now is not None
        mei = gets_in(folder, "mei", GIVEN)
        assert (mei is not None) == ("mei" in known)
        assert (bens is not None) == known["ben"].active
        found = {finding.code for finding in check(office)}
        assert found <= {"check.temporary"}
        return {
            "change_password": ana == GIVEN,
            "reset_password": bens == GIVEN,
            "add_member": mei is not None,
            "deactivate": bens is None,
            "change_role": known["ben"].role is Role.SUPERVISOR,
            "renew_recovery_code": code_now == NEW_CODE,
        }[name]
    finally:
        office.close()


def act(name: str) -> Callable[[Path], object]:
    def do(folder: Path) -> None:
        office = open_office(folder, "ana", PASSWORD, device="desk-1", cost=CHEAP)
        ACTS[name](office)

    return do


@pytest.mark.parametrize("name", ACTS)
def test_killed_anywhere_a_change_of_members_is_done_or_not(
    template: Template, tmp_path: Path, name: str
) -> None:
    every = 1 if name in IN_FULL else EVERY
    found = [
        (point, changed(name, folder, template.code))
        for point, folder in crash_points(act(name), template.folder, tmp_path, every=every)
        if point.number >= FIRST or not point.step
    ]
    states = [done for _, done in found]
    assert states == sorted(states) and states[-1] and not states[0]


@pytest.mark.parametrize("name", IN_FULL)
def test_each_thing_that_a_change_of_role_or_a_leaving_writes_is_struck(
    template: Template, tmp_path: Path, name: str
) -> None:
    """In the order in which they are written: the list, its anchor, the row, the log, the key."""
    points = [point for point, _ in crash_points(act(name), template.folder, tmp_path, alike=True)]
    assert {point.outcome for point in points[:-1]} == {"killed"}
    left = iter([point.step for point in points][FIRST:])
    column = "role" if name == "change_role" else "active"
    for wanted in (
        "SQL BEGIN IMMEDIATE", "open", "write", "half a write", "fsync", "/manifest.json", "fsync",
        "SQL UPDATE fact", f"SQL UPDATE staff SET {column}", "SQL INSERT INTO audit_event",
        "SQL UPDATE audit_head", "SQL COMMIT", *(["/ben.json"] if name == "deactivate" else []),
    ):  # fmt: skip
        found = (s for s in left if (s.endswith(wanted) if wanted[0] == "/" else wanted in s))
        assert next(found, None) is not None, wanted


@pytest.mark.parametrize("name", ["change_role", "add_member", "reset_password"])
def test_killed_anywhere_after_another_computer_was_killed_nobody_is_left_out(
    template: Template, tmp_path: Path, name: str
) -> None:
    """The other one left its list a step ahead of the records; two steps would let nobody in."""

    def do(folder: Path) -> None:
        office = open_office(folder, "ana", PASSWORD, device="desk-1", cost=CHEAP)
        before = office.manifest
        left = [
            replace(m, role=Role.RECEPTIONIST) if m.user_name == "ben" else m
            for m in before.members
        ]
        write_manifest(
            FolderShelf(folder / "keys"), before.next(left, office.user.id, office.identity)
        )
        ACTS[name](office)

    played = 0
    for point, folder in crash_points(do, template.folder, tmp_path, alike=True):
        if point.number < FIRST:
            continue
        played += 1
        office = open_office(folder, "ana", PASSWORD, device="desk-9", cost=CHEAP)
        bens = gets_in(folder, "ben", OWN, GIVEN)
        assert bens is not None, point
        listed = office.manifest.member("ben").role
        assert office.read(staff)["ben"].role is listed, point
        assert {finding.code for finding in check(office)} <= {"check.temporary"}, point
        office.close()
    assert played > 10


def test_killed_anywhere_a_new_password_is_once_in_force_and_then_the_old_file_opens_nothing(
    template: Template, tmp_path: Path
) -> None:
    before, after = (template.folder / "keys" / "ana.json").read_bytes(), 0
    struck = crash_points(act("change_password"), template.folder, tmp_path, alike=True)
    for point, folder in struck:
        if gets_in(folder, "ana", PASSWORD, GIVEN) == GIVEN:
            after += 1
            (folder / "keys" / "ana.json").write_bytes(before)
            with pytest.raises(Refused) as refused:
                open_office(folder, "ana", PASSWORD, device="desk-9", cost=CHEAP)
            assert refused.value.has("storage.key_file_old"), point
    assert after > 3


def test_killed_anywhere_whoever_was_to_be_added_can_be_added_again(
    template: Template, tmp_path: Path
) -> None:
    again, added = 0, 0
    struck = crash_points(act("add_member"), template.folder, tmp_path, every=EVERY, alike=True)
    for point, folder in struck:
        office = open_office(folder, "ana", PASSWORD, device="desk-9", cost=CHEAP)
        on_file = "mei" in office.read(staff)
        given = GIVEN
        try:
            given = members.add_member(office, replace(MEI, id=new_id()), cost=CHEAP)
            assert not on_file, point
            again += 1
        except Refused as refused:
            assert refused.has("staff.user_name_taken")
            assert on_file, point
            added += 1
        assert gets_in(folder, "mei", given), point
        assert {finding.code for finding in check(office)} <= {"check.temporary"}, point
        office.close()
    assert again > 3
    assert added


@pytest.mark.parametrize("name", ACTS)
def test_on_a_full_disk_a_change_of_members_is_refused_and_nobody_is_left_out(
    template: Template, tmp_path: Path, name: str
) -> None:
    """What had reached its place before the disk was full stays, a step ahead of the records."""
    for point, folder in crash_points(
        act(name), template.folder, tmp_path, Strike.FULL, every=2 * EVERY
    ):
        assert point.outcome == "refused" or name == "deactivate" or not point.step, point
        assert point.words in ("", "storage.full"), point
        if point.number >= FIRST or not point.step:
            done = changed(name, folder, template.code)
            assert done or point.outcome == "refused", point
