"""A zip file that is the same whoever packed it."""

import marshal
import zipfile
from pathlib import Path

from installers.settled_zip import settle

_HEAD = b"0123456789abcdef"


def _module(name: str) -> bytes:
    return _HEAD + marshal.dumps(compile(f'"""Of {name}."""\nname = "{name}"', name, "exec"))


def packed(file: Path, names: str, when: int) -> bytes:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(f"{name}.pyc", (when, 1, 1, 0, 0, 0)), _module(name))
        made.writestr("words.txt", "as they were")
    settle(file)
    return file.read_bytes()


def test_neither_order_nor_moment_of_the_packing_is_left(tmp_path: Path) -> None:
    one = packed(tmp_path / "one.zip", "abc", 1999)
    assert one == packed(tmp_path / "other.zip", "cab", 2026)
    with zipfile.ZipFile(tmp_path / "one.zip") as read:
        assert read.namelist() == ["a.pyc", "b.pyc", "c.pyc", "words.txt"]
        assert read.read("words.txt") == b"as they were"
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["one.zip", "other.zip"]


def test_its_modules_do_the_same_and_have_lost_their_docstrings(tmp_path: Path) -> None:
    packed(tmp_path / "one.zip", "a", 2026)
    with zipfile.ZipFile(tmp_path / "one.zip") as read:
        content = read.read("a.pyc")
    assert content.startswith(_HEAD)
    known: dict[str, str] = {}
    exec(marshal.loads(content[len(_HEAD) :]), known)
    assert known["name"] == "a"
    assert "Of a." not in known["__doc__"]
