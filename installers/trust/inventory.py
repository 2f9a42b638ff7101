"""From a built folder to its parts: every file belongs to one, or the build stops."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from installers.trust.distributions import Packages, bare
from installers.trust.licences import forbidden
from installers.trust.native import Native, inner_parts, known_natives, native_part
from installers.trust.parts import Distrust, Part, one_of_each

PROGRAM = "caseroom"
_ARCHIVE = "base_library.zip"  # it lies where all but the programs lie
# What the build itself puts into the folder, beside what PyInstaller collects.
_PROGRAMS = {"caseroom", "caseroom-cli", "caseroom.exe", "caseroom-cli.exe"}
_MADE = {
    "files.json",
    "installed-files.txt",
    "modules.pyz",
    "sha256sums",
    "bom.cdx.json",
    "third-party-notices.txt",
    "third-party.json.gz",
    "release-keys.json",
}


@dataclass(frozen=True, slots=True)
class Origins:
    """Whose each file (path in the inner folder) and each module is."""

    files: Mapping[str, str]
    modules: Mapping[str, str]

    @classmethod
    def read(cls, file: Path) -> "Origins":
        """What the spec noted during the build."""
        noted = json.loads(file.read_text(encoding="utf-8"))
        return cls(noted["files"], noted["modules"])


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the program is made of. `whose` says of each file the key of its part."""

    program: Part
    parts: Sequence[Part]
    whose: Mapping[str, str]


def inventory(
    folder: Path, origins: Origins, packages: Packages, *, system: str, version: str
) -> Inventory:
    """Everything shipped. Raises `Distrust` with all that belongs to nobody or may not be there."""
    files = shipped_files(folder)
    _refuse_forbidden(files)
    inner = inner_folder(files)
    owners = {path: _owner(path, inner, origins) for path in files}
    lost = sorted(path for path, owner in owners.items() if owner is None)
    if lost:
        raise Distrust(f"Nobody knows where these files are from: {', '.join(lost[:20])}")
    known = {path: owner for path, owner in owners.items() if owner is not None}
    natives = [n for n in known_natives() if not n.systems or system in n.systems]
    natives.sort(key=lambda native: native.files == ("*",))
    whose = {path: _whose(path, owner, natives) for path, owner in known.items()}
    owned_by = {*known.values(), *origins.modules.values()}
    _refuse_archived(origins, packages)
    shipped = sorted(o for o in owned_by if o not in {"python", PROGRAM} and ":" not in o)
    parts = [packages.part(name, shipped, _of(name, whose)) for name in shipped]
    needs: dict[str, set[str]] = {name: set() for name in (*shipped, "python", PROGRAM)}
    if system == "windows":
        owned_by.add("setup")
    for native in natives:
        own = _of(native.key, whose)
        bringers = {known[path] for path in own} or (set(native.of) & owned_by)
        if (native.files and not own) or not bringers:
            continue
        near = [path for path, owner in known.items() if owner in native.of]
        parts.append(native_part(native, folder, own, near, packages))
        for bringer in bringers - {native.key}:
            needs.setdefault(bringer, set()).add(native.key)
    for name in shipped:
        held = inner_parts(name, packages)
        parts += [part for part in held if bare(part.name) not in _named(parts)]
        needs[name] |= {part.key for part in held}
    keys = {part.key for part in parts}
    parts = [_with(part, needs.get(part.key, set()) & keys) for part in parts]
    asked = {need for part in parts for need in part.needs}
    program = Part(
        key=PROGRAM,
        name="Caseroom",
        version=version,
        licence="LicenseRef-Caseroom",
        purl=f"pkg:generic/caseroom@{version}",
        needs=tuple(sorted(keys - asked | (needs[PROGRAM] & keys))),
        files=_of(PROGRAM, whose),
    )
    return Inventory(program, one_of_each(parts), whose)


def shipped_files(folder: Path) -> list[str]:
    """Paths of all files, with forward slashes; a link counts where it leads to."""
    return sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink()
    )


def inner_folder(files: Iterable[str]) -> str:
    """The folder, in the program's, in which all but the programs lie; empty if it is the same."""
    found = [path for path in files if path.rpartition("/")[2] == _ARCHIVE]
    if len(found) != 1:
        raise Distrust(f"This is no built program: {_ARCHIVE} is not in it.")
    return found[0].rpartition("/")[0]


def _owner(path: str, inner: str, origins: Origins) -> str | None:
    place, _, name = path.rpartition("/")
    if place in ("", inner):
        if name.lower() in _PROGRAMS | _MADE:
            return PROGRAM
        if name == _ARCHIVE:
            return "python"
    return origins.files.get(path.removeprefix(f"{inner}/") if inner else path)


def _whose(path: str, owner: str, natives: Iterable[Native]) -> str:
    for native in natives:
        if native.files and native.takes(path, owner):
            return native.key
    if owner.startswith("system:"):
        raise Distrust(
            f"{path} is a library of the system that built the program: say in "
            "installers/trust/native.toml what it is, or leave it out."
        )
    return owner


def _of(key: str, whose: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(path for path, owner in whose.items() if owner == key))


def _named(parts: Iterable[Part]) -> set[str]:
    return {bare(part.name.partition(" ")[0]) for part in parts}


def _with(part: Part, needs: set[str]) -> Part:
    return replace(part, needs=tuple(sorted({*part.needs, *needs} - {part.key})))


def _refuse_forbidden(files: Iterable[str]) -> None:
    for path in files:
        for glob, reason in forbidden().items():
            if fnmatchcase(path.lower(), glob.lower()):
                raise Distrust(f"{path} must not be shipped: {reason}.")


def _refuse_archived(origins: Origins, packages: Packages) -> None:
    """Who gets the program may exchange what is under the LGPL: it must lie open, as files."""
    archived = {name for name in origins.modules.values() if name not in {"python", PROGRAM}}
    locked = sorted(
        name for name in archived if ":" not in name and "LGPL" in packages.part(name, ()).licence
    )
    if locked:
        raise Distrust(
            f"{', '.join(locked)} may be exchanged by whoever gets the program (LGPL), and lies in "
            "its archive: collect it as files (module_collection_mode in installers/caseroom.spec)."
        )
