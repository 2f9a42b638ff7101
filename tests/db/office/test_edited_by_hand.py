"""Key files and the signed list, edited by hand: a named refusal each, and nobody in who was not.

Each field of each file is taken away, made another type and given another value; files are
swapped, put back, doubled and deleted. On a server, where whoever runs it can do that, one edit in
seven is tried: what is read is judged by the same.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from db.office.opening import unlock
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.office.desk import OWN, PASSWORD, Desk, People, new_desk
from tests.db.on_server.ready import ReadyOnServer

KEY_FILE = {"storage.key_file_changed", "sign_in.wrong", "storage.newer"}
MANIFEST = {"storage.manifest_changed", "storage.newer"}
CHANGED = {"storage.key_file_changed"}


@dataclass(frozen=True)
class Drawn:
    """The files of an office, and the people who come in by them."""

    desk: People
    files: dict[str, bytes]

    @property
    def every(self) -> int:
        """How many edits there are for one that is tried."""
        return 1 if isinstance(self.desk, Desk) else 7

    def put(self, name: str, content: bytes) -> None:
        if isinstance(self.desk, Desk):  # a thousand times, and none must reach the disk
            (self.desk.keys / name).write_bytes(content)
        else:
            self.desk.shelf.write(name, content)

    def refusal(self, user: str, password: str) -> set[str]:
        return refusal(self.desk, user, password)

    def restore(self) -> None:
        for name in self.desk.shelf.names():
            if name not in self.files:
                self.desk.shelf.remove(name)
        for name, content in self.files.items():
            self.put(name, content)


@pytest.fixture(scope="module", params=["folder", "server"])
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Drawn]:
    with ExitStack() as at_the_end:
        desk: People
        if request.param == "server":
            ready: ReadyOnServer = request.getfixturevalue("ready_on_server")
            desk = at_the_end.enter_context(ready.desk())
        else:
            desk = new_desk(tmp_path_factory.mktemp("edited") / "Harbor House")
            at_the_end.callback(desk.close)
        desk.hire_and_settle("ben").close()
        desk.hire_and_settle("eva", Role.ADMINISTRATOR).close()
        yield Drawn(desk, desk.key_files())


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


def edits(content: Any, every: int = 1) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    number = count()
    for way in paths(content):
        value = content
        for key in way:
            value = value[key]
        for to in (GONE, *others(value)):
            if next(number) % every == 0:
                yield way, to, changed(content, way, to)


def refusal(desk: People, user: str, password: str) -> set[str]:
    """How the way in ends; the records are asked only of those whom the files let in."""
    try:
        unlock(desk.ana.home, user, password)
        desk.sit(user, password, device="x").close()
    except Refused as refused:
        return {finding.code for finding in refused.findings}
    return set()


@pytest.mark.parametrize(("user", "password"), [("ana", PASSWORD), ("ben", OWN), ("eva", OWN)])
def test_no_field_of_a_key_file_can_be_edited(office: Drawn, user: str, password: str) -> None:
    content = json.loads(office.files[f"{user}.json"])
    seen = 0
    for way, to, edited in edits(content, office.every):
        office.put(f"{user}.json", json.dumps(edited).encode())
        codes = office.refusal(user, password)
        if way[0] == "succeeds" and user == "ben" and not codes:
            continue  # the list names his own keys by now
        assert codes and codes <= KEY_FILE, (way, to, codes)
        seen += 1
    assert seen > 200 // office.every


def test_no_field_of_the_signed_list_can_be_edited(office: Drawn) -> None:
    content = json.loads(office.files["manifest.json"])
    for way, to, edited in edits(content, office.every):
        office.put("manifest.json", json.dumps(edited).encode())
        codes = office.refusal("ana", PASSWORD)
        assert codes and codes <= MANIFEST, (way, to, codes)


def test_no_field_of_what_was_signed_can_be_edited(office: Drawn) -> None:
    content = json.loads(office.files["manifest.json"])
    seen = 0
    for way, to, edited in edits(json.loads(content["payload"]), office.every):
        payload = json.dumps(edited, sort_keys=True, separators=(",", ":"))
        office.put("manifest.json", json.dumps({**content, "payload": payload}).encode())
        codes = office.refusal("ana", PASSWORD)
        assert codes == {"storage.manifest_changed"}, (way, to, codes)
        seen += 1
    assert seen > 300 // office.every


def test_a_key_file_in_anothers_place_opens_nothing(office: Drawn) -> None:
    for mine in office.files:
        for other in office.files:
            if mine == other:
                continue
            office.put(mine, office.files[other])
            user = mine.removesuffix(".json")
            for name, password in {(user, PASSWORD), (user, OWN), ("ana", PASSWORD)}:
                codes = office.refusal(name, password)
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
        office.desk.shelf.remove(name)
        assert office.refusal(user, password) == {code}
        office.restore()


def test_a_copy_under_another_name_is_nobodys(office: Drawn) -> None:
    for name in ("zoe.json", "ben2.json", "manifest2.json", ".ben.json.next"):
        for content in office.files.values():
            office.put(name, content)
            for password in (PASSWORD, OWN):
                user = name.removesuffix(".json")
                assert office.refusal(user, password) in (
                    {"sign_in.wrong"},
                    CHANGED,
                )
            assert office.refusal("ben", OWN) == set()
            office.restore()


def test_a_file_that_waits_lets_in_nobody_whom_the_list_does_not_name(office: Drawn) -> None:
    for other in ("ana.json", "eva.json", "recovery.json", "manifest.json"):
        office.put(".ben.json.next", office.files[other])
        office.put("ben.json", b"{}")
        for password in (PASSWORD, OWN):
            assert office.refusal("ben", password) == CHANGED
