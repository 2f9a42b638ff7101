"""Every field of every file in the keys folder, edited by hand: refused by name, nobody let in."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.office.keeping import check
from db.office.members import reset_password
from db.office.recovery import recover, try_recovery_code
from db.rules.codes import Role
from db.rules.findings import Refused
from db.texts import explain
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk

_OF_KEY_FILES = {"sign_in.wrong", "storage.key_file_changed", "storage.newer", "recovery.wrong"}
_OF_THE_LIST = {"storage.manifest_changed", "storage.manifest_old", "storage.newer"}
Step = str | int


def leaves(content: Any, way: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The way to each value that is no part with fields of its own."""
    if isinstance(content, dict | list) and content:
        pairs = content.items() if isinstance(content, dict) else enumerate(content)
        for step, part in pairs:
            yield from leaves(part, (*way, step))
    else:
        yield way


def changed(content: Any, way: tuple[Step, ...], how: Callable[[Any], Any]) -> Any:
    """The content with one value changed, or left out where `how` raises `KeyError`."""
    copy = json.loads(json.dumps(content))
    part = copy
    for step in way[:-1]:
        part = part[step]
    try:
        part[way[-1]] = how(part[way[-1]])
    except KeyError:
        del part[way[-1]]
    return copy


def another(value: Any) -> Any:
    """A value of the same kind that might pass."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str) and value:
        return ("b" if value[0] != "b" else "c") + value[1:]
    return "another"


def of_another_kind(value: Any) -> Any:
    return {"kind": 1} if not isinstance(value, dict) else 7


def left_out(value: Any) -> Any:
    raise KeyError


HOW = [another, of_another_kind, left_out]


def codes(call: Callable[[], object]) -> set[str]:
    """What it is refused with, each in a sentence. Fails where somebody is let in."""
    with pytest.raises(Refused) as caught:
        call()
    assert explain(caught.value)
    return {finding.code for finding in caught.value.findings}


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Ana, and Ben who made keys of his own; nobody is at a computer."""
    desk.hire_and_settle("ben").close()
    return desk


def by_code(desk: Desk) -> object:
    return recover(desk.folder, desk.recovery_code, "ana", OWN, device="d", cost=CHEAP)


def ways_in(desk: Desk) -> dict[str, Callable[[], object]]:
    return {
        "ana": lambda: desk.sit("ana", PASSWORD),
        "ben": lambda: desk.sit("ben", OWN),
        "recovery": lambda: by_code(desk),
    }


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("user", ["ana", "ben", "recovery"])
def test_each_field_of_a_key_file(two: Desk, user: str, how: Callable[[Any], Any]) -> None:
    file = two.keys / f"{user}.json"
    sound = file.read_bytes()
    content = json.loads(sound)
    played = 0
    for way in leaves(content):
        edited = json.dumps(changed(content, way, how)).encode()
        file.write_bytes(edited)
        assert codes(ways_in(two)[user]) <= _OF_KEY_FILES, way
        assert file.read_bytes() == edited, "a refusal leaves everything as it is"
        played += 1
    assert played >= 17
    file.write_bytes(sound)
    assert two.sit("ben", OWN)


@pytest.mark.parametrize("how", HOW)
def test_each_field_around_the_signed_list(two: Desk, how: Callable[[Any], Any]) -> None:
    file = two.keys / "manifest.json"
    sound = file.read_bytes()
    content = json.loads(sound)
    for way in leaves(content):
        file.write_text(json.dumps(changed(content, way, how)), "utf-8")
        for name, enter in ways_in(two).items():
            assert codes(enter) <= _OF_THE_LIST, (way, name)
        assert {finding.code for finding in check(two.ana)} & _OF_THE_LIST, way
    file.write_bytes(sound)
    assert two.sit("ben", OWN)


@pytest.mark.parametrize("how", HOW)
def test_each_field_inside_the_signed_list(two: Desk, how: Callable[[Any], Any]) -> None:
    file = two.keys / "manifest.json"
    content = json.loads(file.read_bytes())
    inner = json.loads(content["payload"])
    played = 0
    for way in leaves(inner):
        payload = json.dumps(
            changed(inner, way, how), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        file.write_text(json.dumps(content | {"payload": payload}), "utf-8")
        for name, enter in ways_in(two).items():
            assert codes(enter) <= _OF_THE_LIST, (way, name)
        played += 1
    assert played >= 20


def test_each_key_file_in_anothers_place(two: Desk) -> None:
    names = ("ana", "ben", "recovery")
    sound = {name: (two.keys / f"{name}.json").read_bytes() for name in names}
    for place in names:
        for other in names:
            if place != other:
                (two.keys / f"{place}.json").write_bytes(sound[other])
                found = codes(ways_in(two)[place])
                assert found == {"storage.key_file_changed"}, (place, other)
                assert "check.key_file" in {finding.code for finding in check(two.ana)}
        (two.keys / f"{place}.json").write_bytes(sound[place])
    assert check(two.ana) == []


def test_a_key_file_under_one_more_name_lets_nobody_in(two: Desk) -> None:
    for name in ("eva", "manifest", "ana.json"):
        if not (two.keys / f"{name}.json").exists():
            shutil.copy(two.keys / "ben.json", two.keys / f"{name}.json")
        found = codes(lambda name=name: two.sit(name, OWN))  # type: ignore[misc]
        assert found <= {"sign_in.wrong", "storage.key_file_changed"}, name
    content = json.loads((two.keys / "ben.json").read_bytes()) | {"user": "eva"}
    (two.keys / "eva.json").write_text(json.dumps(content), "utf-8")
    assert codes(lambda: two.sit("eva", OWN)) == {"sign_in.wrong"}


def test_each_file_deleted_and_each_emptied(two: Desk) -> None:
    gone = {"ana": "sign_in.wrong", "ben": "sign_in.wrong", "recovery": "recovery.missing"}
    for name, code in gone.items():
        file = two.keys / f"{name}.json"
        sound = file.read_bytes()
        file.unlink()
        assert codes(ways_in(two)[name]) == {code}
        for content in (b"", sound[: len(sound) // 2], b"\0" * len(sound)):
            file.write_bytes(content)
            assert codes(ways_in(two)[name]) == {"storage.key_file_changed"}
        file.write_bytes(sound)
    file = two.keys / "manifest.json"
    sound = file.read_bytes()
    file.unlink()
    for enter in ways_in(two).values():
        assert codes(enter) == {"storage.manifest_missing"}
    for content in (b"", sound[: len(sound) // 2], b"\0" * len(sound)):
        file.write_bytes(content)
        for enter in ways_in(two).values():
            assert codes(enter) == {"storage.manifest_changed"}


def test_the_whole_folder_put_back_from_last_month(two: Desk, tmp_path: Path) -> None:
    eva = two.hire_and_settle("eva", Role.ADMINISTRATOR)
    shutil.copytree(two.keys, tmp_path / "last month")
    reset_password(two.ana, eva.user.id, cost=CHEAP)
    eva.close()
    shutil.rmtree(two.keys)
    shutil.copytree(tmp_path / "last month", two.keys)
    for enter in (*ways_in(two).values(), lambda: two.sit("eva", OWN)):
        assert codes(enter) == {"storage.manifest_old"}
    assert codes(lambda: try_recovery_code(two.ana, two.recovery_code)) == {"storage.manifest_old"}
