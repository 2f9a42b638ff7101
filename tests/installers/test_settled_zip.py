"""A zip file that is the same whoever packed it."""

import zipfile
from pathlib import Path

from installers.settled_zip import settle


def packed(file: Path, names: str, when: int) -> bytes:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(f"{name}.pyc", (when, 1, 1, 0, 0, 0)), name * 1000)
    settle(file)
    return file.read_bytes()


def test_neither_order_nor_moment_of_the_packing_is_left(tmp_path: Path) -> None:
    one = packed(tmp_path / "one.zip", "abc", 1999)
    assert one == packed(tmp_path / "other.zip", "cab", 2026)
    with zipfile.ZipFile(tmp_path / "one.zip") as read:
        assert read.namelist() == ["a.pyc", "b.pyc", "c.pyc"]
        assert read.read("b.pyc") == b"b" * 1000
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["one.zip", "other.zip"]
