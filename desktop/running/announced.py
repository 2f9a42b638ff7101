"""Where programs that are open tell where they listen: a file each, in this person's folder."""

from __future__ import annotations

import json
import os
import secrets
import socket
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db.storage.plain_file import read_plain
from desktop.cache import cache_folder

_ENDING = ".running"
_LARGEST = 4096  # bytes
_LONGEST = 100  # bytes of a socket's path: systems take 104 to 108


@dataclass(frozen=True)
class Announced:
    """A program that said where it listens: it may have crashed since."""

    file: Path
    name: str

    def forget(self) -> None:
        """Nobody listens there any more: take away what is left."""
        for left in (self.file, Path(self.name)):
            with suppress(OSError, ValueError):
                if left is self.file or _is_door(left):
                    left.unlink()


def announce(name: str) -> Announced:
    """Tell where this program listens. Raises `OSError`."""
    folder = make_folder()
    file = folder / f"{os.getpid()}-{secrets.token_hex(4)}{_ENDING}"
    part = file.with_suffix(".part")
    part.write_text(json.dumps({"computer": socket.gethostname(), "name": name}), "utf-8")
    part.replace(file)  # whoever looks sees all of it
    return Announced(file, name)


def announced() -> Iterator[Announced]:
    """Those on this computer. A folder in a home of many computers may name others' as well."""
    with suppress(OSError):
        for file in sorted(_folder().glob(f"*{_ENDING}")):
            name = _name_in(file)
            if name:
                yield Announced(file, name)


def new_addresses() -> Iterator[str]:
    """Where a program may listen, the best first: under a name that nobody guesses."""
    called = f"caseroom-{secrets.token_hex(8)}"
    if sys.platform == "win32":
        yield called
        return
    # Not every file system has sockets, and no system has room for a long path to one.
    for folder in (str(_folder()), os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()):
        path = os.path.join(folder, called)
        if folder and len(os.fsencode(path)) <= _LONGEST:
            yield path
    yield f"/tmp/{called}"


def make_folder() -> Path:
    """The folder of these files, which is there then, for this person alone. Raises `OSError`."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _folder() -> Path:
    return cache_folder() / "running"


def _is_door(path: Path) -> bool:
    """Whether a socket's file lies there: the name is what somebody wrote, and may be of records.
    Raises `OSError`."""
    return path.is_absolute() and stat.S_ISSOCK(path.lstat().st_mode)


def _name_in(file: Path) -> str:
    try:
        found = json.loads(read_plain(file, _LARGEST))
        computer, name = found["computer"], found["name"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return ""
    here = computer == socket.gethostname()
    return name if here and isinstance(name, str) and "\0" not in name else ""
