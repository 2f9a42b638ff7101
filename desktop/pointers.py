r"""Office pointers: small files that say where an office is, to be double-clicked.

    {"caseroom": 1, "office": "\\\\server\\share\\Harbor House"}

A pointer is not secret and opens nothing by itself. One called `office.caseroom` beside the program
is the office that a computer offers on which none has been opened yet. See docs/formats.md.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import json
import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any

from db.rules.findings import Refused, hard
from db.storage.plain_file import read_plain
from db.storage.server_address import server_address

ENDING = ".caseroom"
_BESIDE = f"office{ENDING}"
_VERSION = 1
_LARGEST = 65_536  # bytes
_LONGEST = 4096  # characters of a place
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_FOR_EVERYBODY = Path("/etc/caseroom")


def is_pointer(place: str) -> bool:
    """Whether this means a pointer, and not an office's folder or a server."""
    return "://" not in place and place.lower().endswith(ENDING) and not Path(place).is_dir()


def read_pointer(file: Path) -> str:
    """Where the office is that a pointer names: an absolute folder, or a server's address.

    What is relative in it begins at the file. Raises `Refused` for a file that is none.
    """
    file = Path(os.path.abspath(file))
    called = file.name
    try:
        content = read_plain(file, _LARGEST + 1)
    except OSError:
        raise Refused(hard("pointer.unreadable", file=called)) from None
    office = _office_in(content, called)
    if "://" in office:
        return _server(office, file.parent)
    if os.name != "nt" and (PureWindowsPath(office).drive or "\\" in office):
        raise Refused(hard("pointer.of_windows", file=called, folder=office))
    return os.path.abspath(file.parent / office)


def write_pointer(file: Path, place: str) -> Path:
    """Write a pointer to an absolute folder, or to a server's address; returns its file, which
    has the ending of one. Raises `Refused`.
    """
    if file.suffix.lower() != ENDING:
        file = file.with_name(file.name + ENDING)
    office = str(server_address(place)) if "://" in place else _known_to_all(place)
    content = json.dumps({"caseroom": _VERSION, "office": office}, ensure_ascii=False) + "\n"
    part = file.with_name(f"{file.name}.new")
    try:
        part.unlink(missing_ok=True)  # and made anew: a link would lead to another file
        with part.open("x", encoding="utf-8") as written:
            written.write(content)
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        reason = error.strerror or "?"
        raise Refused(hard("pointer.not_written", file=file.name, reason=reason)) from None
    return file


def name_in(place: str) -> str:
    """What an office is called of which only the place is known."""
    if "://" in place:
        return server_address(place).database
    return PurePath(place).name or place


def beside_the_program() -> Path | None:
    """The pointer that whoever installed the program put there, if any."""
    if not getattr(sys, "frozen", False):
        return None
    folders = [Path(sys.executable).parent]
    if sys.platform not in ("win32", "darwin"):
        folders.insert(0, _FOR_EVERYBODY)
    return next((folder / _BESIDE for folder in folders if (folder / _BESIDE).is_file()), None)


# ---- inside ----


def _office_in(content: bytes, called: str) -> str:
    not_one = Refused(hard("pointer.not_one", file=called))
    if len(content) > _LARGEST:
        raise not_one
    try:
        said = json.loads(_text(content), object_pairs_hook=_each_once)
    except (ValueError, RecursionError):
        raise not_one from None
    if not isinstance(said, dict):
        raise not_one
    version, office = said.get("caseroom"), said.get("office")
    if type(version) is not int or version < 1:
        raise not_one
    if version > _VERSION:
        raise Refused(hard("pointer.newer", file=called))
    if said.keys() != {"caseroom", "office"} or not isinstance(office, str):
        raise not_one
    office = office.strip()
    if not 0 < len(office) <= _LONGEST or not office.isprintable():
        raise not_one
    return office


def _text(content: bytes) -> str:
    """Editors of Windows put a mark before the text that says how it is written."""
    for mark, code in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(code)
    return content.decode("utf-8")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        raise ValueError
    return said


def _server(office: str, folder: Path) -> str:
    """The address, in which no password may stand; a certificate's file may be relative."""
    address = server_address(office)
    if address.root_certificate:
        file = os.path.abspath(folder / address.root_certificate)
        address = replace(address, root_certificate=file)
    return str(address)


def _known_to_all(place: str) -> str:
    """On Windows a share by its own name: other computers give it another letter, or none."""
    whole = os.path.abspath(place)
    if sys.platform == "win32":
        with suppress(OSError):
            named = os.path.realpath(whole)
            return named if named.startswith("\\\\") else whole
    return whole
