"""A library does not look for others in folders of the computer that it was built on."""

import struct
from pathlib import Path

from installers.linux.runpath import forget_folders_of_the_builder

NULL, NEEDED, STRTAB, RUNPATH = 0, 1, 5, 29


def _library(file: Path, path: bytes) -> Path:
    """The smallest that has a dynamic section: it asks for libm.so, and looks in `path`."""
    names = b"\0libm.so\0" + path + b"\0"
    dynamic = [(NEEDED, 1), (RUNPATH, 9), (STRTAB, 0x1000 + 176 + 64), (NULL, 0)]
    table = b"".join(struct.pack("<QQ", *one) for one in dynamic)
    size = 176 + len(table) + len(names)
    head = b"\x7fELF\x02\x01" + bytes(26) + struct.pack("<Q", 64) + bytes(14)
    head += struct.pack("<HH", 56, 2) + bytes(6)
    load = struct.pack("<IIQQQQQQ", 1, 4, 0, 0x1000, 0, size, size, 1)
    where = struct.pack("<IIQQQQQQ", 2, 4, 176, 0x1000 + 176, 0, len(table), len(table), 1)
    file.write_bytes(head + load + where + table + names)
    return file


def _tags(file: Path) -> list[int]:
    return [tag for tag, _value in struct.iter_unpack("<QQ", file.read_bytes()[176:240])]


def test_a_folder_of_the_builder_is_forgotten_and_what_is_asked_for_is_not(tmp_path) -> None:
    file = _library(tmp_path / "one.so", b"/builder/lib")
    assert forget_folders_of_the_builder(file)
    assert _tags(file) == [NEEDED, STRTAB, NULL, NULL]
    assert b"builder" not in file.read_bytes()
    assert b"libm.so" in file.read_bytes()
    assert not forget_folders_of_the_builder(file)


def test_a_path_from_the_library_itself_stays(tmp_path) -> None:
    file = _library(tmp_path / "one.so", b"$ORIGIN/../lib")
    before = file.read_bytes()
    assert not forget_folders_of_the_builder(file)
    assert file.read_bytes() == before


def test_what_is_no_library_is_left_alone(tmp_path) -> None:
    file = tmp_path / "one.so"
    file.write_bytes(b"/builder/lib")
    assert not forget_folders_of_the_builder(file)
    assert file.read_bytes() == b"/builder/lib"
