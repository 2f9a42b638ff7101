"""Key files and the signed list, edited by hand: a named refusal each, and nobody in who was not.

Each field of each file is taken away, made another type and given another value; files are
swapped, put back, doubled and deleted.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.office import members, open_office
from db.office.keeping import check
from db.office.layout import Folder
from db.office.opening import unlock
from db.office.recovery import recover
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, new_desk

pytestmark = pytest.mark.only_in_folder("files that are edited by hand")

KEY_FILE = {"storage.key_file_changed", "sign_in.wrong", "storage.newer"}
MANIFEST = {"storage.manifest_changed", "storage.newer"}
CHANGED = {"storage.key_file_changed"}


@dataclass(frozen=True)
class Drawn:
    """The files of an office, and who they belong to."""

    folder: Path
    files: dict[str, bytes]

    def put(self, name: str, content: bytes) -> None:
        (self.folder / "keys" / name).write_bytes(content)

    def restore(self) -> None:
        keys = self.folder / "keys"
        for path in keys.iterdir():
            if path.name not in self.files:
                path.unlink()
        for name, content in self.files.items():
            self.put(name, content)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    desk = new_desk(tmp_path_factory.mktemp("edited") / "Harbor House")
    desk.hire_and_settle("ben")
    desk.hire_and_settle("eva", Role.ADMINISTRATOR)
    desk.close()
    files = {path.name: path.read_bytes() for path in (desk.folder / "keys").iterdir()}
    yield Drawn(desk.folder, files)


@pytest.fixture(autouse=True)
def as_they_were(office: Drawn) -> Iterator[None]:
    yield
    office.restore()


def paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each field, those that hold others too."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*before, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*before, key))


def others(value: Any) -> list[Any]:
    """What might stand there instead: other types, and another value of its own."""
    found: list[Any] = [
        None,
        [],
        {},
        "",
        -1,
        2**63,
        1.5,
        True,
        "x" * 300,
        "../../etc/passwd",
        "\ud800",
    ]
    if isinstance(value, bool):
        found.append(not value)
    elif isinstance(value, int):
        found.append(value + 1)
    elif isinstance(value, str):
        found.append(value[:-5] + ("B" if value[-5:-4] != "B" else "C") + value[-4:])
    return [each for each in found if type(each) is not type(value) or each != value]


GONE = object()


def changed(content: Any, way: tuple[Any, ...], to: Any) -> Any:
    copy = json.loads(json.dumps(content))
    inner = copy
    for key in way[:-1]:
        inner = inner[key]
    if to is GONE:
        del inner[way[-1]]
    else:
        inner[way[-1]] = to
    return copy


def edits(content: Any) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    for way in paths(content):
        value = content
        for key in way:
            value = value[key]
        for to in (GONE, *others(value)):
            yield way, to, changed(content, way, to)


def refusal(folder: Path, user: str, password: str) -> set[str]:
    """How the way in ends; the records are asked only of those whom the files let in."""
    try:
        unlock(Folder(folder), user, password)
        open_office(folder, user, password, device="x", cost=CHEAP).close()
    except Refused as refused:
        return {finding.code for finding in refused.findings}
    return set()


@pytest.mark.parametrize(("user", "password"), [("ana", PASSWORD), ("ben", OWN), ("eva", OWN)])
def test_no_field_of_a_key_file_can_be_edited(office: Drawn, user: str, password: str) -> None:
    content = json.loads(office.files[f"{user}.json"])
    seen = 0
    for way, to, edited in edits(content):
        office.put(f"{user}.json", json.dumps(edited).encode())
        codes = refusal(office.folder, user, password)
        if way[0] == "succeeds" and user == "ben" and not codes:
            continue  # the list names his own keys by now
        assert codes and codes <= KEY_FILE, (way, to, codes)
        seen += 1
    assert seen > 200


def test_no_field_of_the_signed_list_can_be_edited(office: Drawn) -> None:
    content = json.loads(office.files["manifest.json"])
    for way, to, edited in edits(content):
        office.put("manifest.json", json.dumps(edited).encode())
        codes = refusal(office.folder, "ana", PASSWORD)
        assert codes and codes <= MANIFEST, (way, to, codes)


def test_no_field_of_what_was_signed_can_be_edited(office: Drawn) -> None:
    content = json.loads(office.files["manifest.json"])
    seen = 0
    for way, to, edited in edits(json.loads(content["payload"])):
        payload = json.dumps(edited, sort_keys=True, separators=(",", ":"))
        office.put("manifest.json", json.dumps({**content, "payload": payload}).encode())
        codes = refusal(office.folder, "ana", PASSWORD)
        assert codes == {"storage.manifest_changed"}, (way, to, codes)
        seen += 1
    assert seen > 300


def test_a_key_file_in_anothers_place_opens_nothing(office: Drawn) -> None:
    for mine in office.files:
        for other in office.files:
            if mine == other:
                continue
            office.put(mine, office.files[other])
            user = mine.removesuffix(".json")
            for name, password in {(user, PASSWORD), (user, OWN), ("ana", PASSWORD)}:
                codes = refusal(office.folder, name, password)
                if mine == "manifest.json":
                    assert codes == {"storage.manifest_changed"}, (mine, other)
                elif name == user:
                    assert codes and codes <= KEY_FILE, (mine, other, codes)
            office.restore()


def test_a_file_that_is_deleted_is_told_and_lets_nobody_in(office: Drawn) -> None:
    for name, user, password, code in (
        ("manifest.json", "ana", PASSWORD, "storage.manifest_missing"),
        ("ben.json", "ben", OWN, "sign_in.wrong"),
    ):
        (office.folder / "keys" / name).unlink()
        assert refusal(office.folder, user, password) == {code}
        office.restore()


def test_a_copy_under_another_name_is_nobodys(office: Drawn) -> None:
    for name in ("zoe.json", "ben2.json", "manifest2.json", ".ben.json.next"):
        for content in office.files.values():
            office.put(name, content)
            for password in (PASSWORD, OWN):
                user = name.removesuffix(".json")
                assert refusal(office.folder, user, password) in ({"sign_in.wrong"}, CHANGED)
            assert refusal(office.folder, "ben", OWN) == set()
            office.restore()


def test_a_file_that_waits_lets_in_nobody_whom_the_list_does_not_name(office: Drawn) -> None:
    for other in ("ana.json", "eva.json", "recovery.json", "manifest.json"):
        office.put(".ben.json.next", office.files[other])
        office.put("ben.json", b"{}")
        for password in (PASSWORD, OWN):
            assert refusal(office.folder, "ben", password) == CHANGED


def test_the_recovery_codes_file_is_held_to_the_same(desk: Desk) -> None:
    whole = json.loads((desk.keys / "recovery.json").read_bytes())
    for way, to, edited in edits(whole):
        (desk.keys / "recovery.json").write_bytes(json.dumps(edited).encode())
        with pytest.raises(Refused) as caught:
            recover(desk.folder, desk.recovery_code, "ana", OWN, device="x", cost=CHEAP)
        codes = {finding.code for finding in caught.value.findings}
        assert codes <= {"storage.key_file_changed", "storage.newer", "recovery.wrong"}, (way, to)
    (desk.keys / "recovery.json").write_bytes(b"{}")
    assert "check.key_file" in {finding.code for finding in check(desk.ana)}


def test_files_put_back_from_before_a_change_of_members_are_refused(desk: Desk) -> None:
    """Also all of them together: the records know which list counts."""
    ben = desk.hire_and_settle("ben")
    members.change_role(desk.ana, ben.user.id, Role.SUPERVISOR)
    kept = {path.name: path.read_bytes() for path in desk.keys.iterdir()}
    for change in (
        lambda: members.change_role(desk.ana, ben.user.id, Role.CASEWORKER),
        lambda: members.reset_password(desk.ana, ben.user.id, cost=CHEAP),
        lambda: members.deactivate(desk.ana, ben.user.id),
    ):
        change()
        now = {path.name: path.read_bytes() for path in desk.keys.iterdir()}
        for name, content in kept.items():
            (desk.keys / name).write_bytes(content)
        assert refusal(desk.folder, "ben", OWN) == {"storage.manifest_old"}
        assert refusal(desk.folder, "ana", PASSWORD) == {"storage.manifest_old"}
        for name in kept:
            (desk.keys / name).unlink()
        for name, content in now.items():
            (desk.keys / name).write_bytes(content)
