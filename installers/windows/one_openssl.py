"""One OpenSSL for Python and for PostgreSQL's driver: on Windows each brings one, of 6 MB.

The driver's is kept. Its wheel is made anew for each release, Python's OpenSSL changes with
Python's releases only, and OpenSSL promises that what was compiled against an earlier 3.x works
with a later one, not the other way. So the driver's two libraries take the names of Python's, which
leaves Python's own files as their makers signed them; in the driver's files the names that they
load are written over, in place: the new ones are shorter.

Before anything is built it is seen that each function asked for is there; a later release that
brings other files, or asks for others, stops the build with a sentence.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Entry = tuple[str, str, str]  # PyInstaller's: the place in the program, the source, the kind

_PYTHONS = re.compile(r"lib(crypto|ssl)-3(?:-x64)?\.dll")
_DRIVERS = re.compile(r"(?:psycopg_binary\.libs/)?lib(crypto|ssl)-3-x64-[0-9a-f]+\.dll")
_LIBPQ = re.compile(r"(?:psycopg_binary\.libs/)?libpq-[0-9a-f]+\.dll")
_WHO_ASKS = ("_ssl.pyd", "_hashlib.pyd")


class TwoOpenSSLs(Exception):
    """They could not be made one. Says why, for who builds."""


@dataclass(frozen=True)
class Shared:
    """The program's files afterwards, and the same ones with the sources that they came from."""

    files: list[Entry]
    brought: list[Entry]


def share_openssl(files: Iterable[Entry], work: Path) -> Shared:
    """Put the driver's OpenSSL into the place of Python's. What is altered is written to `work`.

    Raises `TwoOpenSSLs`.
    """
    known = {name.replace("\\", "/"): (name, source, kind) for name, source, kind in files}
    pythons = _by_part(_PYTHONS, known)
    drivers = _by_part(_DRIVERS, known)
    libpq = [path for path in known if _LIBPQ.fullmatch(path)]
    if sorted(pythons) != ["crypto", "ssl"] or sorted(drivers) != sorted(pythons) or not libpq:
        raise TwoOpenSSLs(
            "Python's OpenSSL and that of PostgreSQL's driver are not the files that they were "
            f"({', '.join([*pythons.values(), *drivers.values(), *libpq])}): see {__name__}."
        )
    renamed = {Path(drivers[part]).name: pythons[part] for part in pythons}
    require_functions(known, pythons, drivers, libpq)
    work.mkdir(parents=True, exist_ok=True)
    shared, brought = dict(known), dict(known)
    for path in [*drivers.values(), *libpq]:
        _name, source, kind = known[path]
        altered = work / renamed.get(Path(path).name, Path(path).name)
        altered.write_bytes(with_names(Path(source).read_bytes(), renamed))
        place = renamed.get(Path(path).name, path)
        for one in (shared, brought):
            del one[path]
        shared[place] = (place, str(altered), kind)
        brought[place] = (place, source, kind)
    return Shared(list(shared.values()), list(brought.values()))


def require_functions(
    known: dict[str, Entry], pythons: dict[str, str], drivers: dict[str, str], libpq: Sequence[str]
) -> None:
    """Raise `TwoOpenSSLs` unless the driver's OpenSSL has all that anybody asks of either."""
    has = {
        name: _exported(known[drivers[part]][1])
        for part in pythons
        for name in (pythons[part].lower(), Path(drivers[part]).name.lower())
    }
    for path in (*_WHO_ASKS, *libpq, drivers["ssl"]):
        if path not in known:
            raise TwoOpenSSLs(f"{path} is not among the program's files: see {__name__}.")
        for library, functions in _imported(known[path][1]).items():
            lacking = sorted(functions - has.get(library, functions))
            if lacking:
                raise TwoOpenSSLs(
                    f"{path} asks {library} for what the driver's OpenSSL has not: "
                    f"{', '.join(lacking[:5])}. Each needs its own: see {__name__}."
                )


def with_names(content: bytes, renamed: dict[str, str]) -> bytes:
    """A library that loads others: those, by their new names. Raises `TwoOpenSSLs`."""
    for old, new in renamed.items():
        if len(new) > len(old):
            raise TwoOpenSSLs(f"{new} is longer than {old}, so it cannot take its place.")
        before, after = old.encode("ascii"), new.encode("ascii")
        content = content.replace(before + b"\0", after.ljust(len(before) + 1, b"\0"))
    return content


def _by_part(pattern: re.Pattern[str], known: dict[str, Entry]) -> dict[str, str]:
    found = ((pattern.fullmatch(path), path) for path in known)
    return {match[1]: path for match, path in found if match}


def _exported(file: str) -> set[str]:
    table = getattr(_read(file, "EXPORT"), "DIRECTORY_ENTRY_EXPORT", None)
    return {one.name.decode("ascii") for one in getattr(table, "symbols", ()) if one.name}


def _imported(file: str) -> dict[str, set[str]]:
    """By the library's name in lower case; what is asked for by its number has that for a name."""
    found: dict[str, set[str]] = {}
    for library in getattr(_read(file, "IMPORT"), "DIRECTORY_ENTRY_IMPORT", ()):
        functions = {
            one.name.decode("ascii") if one.name else f"number {one.ordinal}"
            for one in library.imports
        }
        found.setdefault(library.dll.decode("ascii").lower(), set()).update(functions)
    return found


def _read(file: str, directory: str) -> Any:
    import pefile  # type: ignore[import-not-found]  # PyInstaller brings it along, on Windows

    read = pefile.PE(file, fast_load=True)
    read.parse_data_directories([pefile.DIRECTORY_ENTRY[f"IMAGE_DIRECTORY_ENTRY_{directory}"]])
    return read
