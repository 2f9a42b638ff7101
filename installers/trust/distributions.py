"""The Python packages of the environment that builds: whose file is this, under which licence."""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement

from installers.trust.licences import chosen_licence, declared_licence
from installers.trust.parts import LicenceText, Part
from installers.trust.words import standard_texts

_LEGAL = re.compile(r"licen[cs]e|copying|notice|authors", re.I)
_HOME = ("homepage", "home", "repository", "source", "source code", "code", "documentation")


def bare(name: str) -> str:
    """A package's name as lists write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Packages:
    """What is installed in some folders; by default, where this Python looks."""

    def __init__(self, folders: Sequence[str] | None = None) -> None:
        found = distributions(path=list(folders)) if folders else distributions()
        self._found: dict[str, Distribution] = {}
        for one in found:
            if one.metadata["Name"]:
                self._found.setdefault(bare(one.metadata["Name"]), one)

    def owner(self, file: Path) -> str | None:
        """The package that installed a file, by its normalised name."""
        return self._owners.get(_plain(file))

    def owner_of_record(self, path: str) -> str | None:
        """The same by the path at which a package lists it, with forward slashes."""
        return self._records.get(path)

    def named(self, name: str) -> Distribution:
        """Raises KeyError if it is not installed."""
        return self._found[bare(name)]

    def part(self, name: str, shipped: Iterable[str], files: tuple[str, ...] = ()) -> Part:
        """A package as a part of the program. `shipped` are the packages that it may need."""
        one, among = self.named(name), set(shipped)
        metadata = one.metadata
        declared = declared_licence(
            bare(name), _said(one, "License-Expression"), _said(one, "License")
        )
        licence = chosen_licence(bare(name), declared)
        return Part(
            key=bare(name),
            name=str(metadata["Name"]),
            version=one.version,
            licence=licence,
            declared=declared,
            purl=f"pkg:pypi/{bare(name)}@{one.version}",
            homepage=_homepage(_said(one, "Home-page"), metadata.get_all("Project-URL") or ()),
            needs=tuple(sorted(n for n in _needs(one) if n in among and n != bare(name))),
            texts=tuple(self.legal(name)) or standard_texts(name, licence),
            files=files,
        )

    def legal(self, name: str) -> list[LicenceText]:
        """The licence files, notices and lists of authors that a package brings along."""
        found = []
        for path, file in sorted(self._files(name)):
            inside = path.partition(".dist-info/")[2]
            if not inside:
                continue
            if inside.startswith(("licenses/", "license_files/")) or _LEGAL.search(file.name):
                words = _words(file)
                if words:
                    title = inside.removeprefix("licenses/")
                    found.append(
                        LicenceText(f"{self.named(name).metadata['Name']}: {title}", words)
                    )
        return found

    def bills(self, name: str) -> list[Mapping[str, Any]]:
        """The bills of materials that a package brings along (PEP 770)."""
        found = []
        for path, file in sorted(self._files(name)):
            if ".dist-info/sboms/" in path and file.suffix == ".json":
                found.append(json.loads(file.read_text(encoding="utf-8")))
        return found

    def _files(self, name: str) -> Sequence[tuple[str, Path]]:
        """What a package lists as its own, by the path that it says and where that is."""
        return _listed(self.named(name))

    @cached_property
    def _records(self) -> dict[str, str]:
        return {path: name for name, one in self._found.items() for path, _file in _listed(one)}

    @cached_property
    def _owners(self) -> dict[str, str]:
        return {
            _plain(file): name for name, one in self._found.items() for _path, file in _listed(one)
        }


@cache
def _listed(one: Distribution) -> Sequence[tuple[str, Path]]:
    """Its list is read as it is: Python's own reader asks the disk whether each file is there,
    which under Wine takes longer than all the rest."""
    record = one.read_text("RECORD")
    if record is None:
        return [(file.as_posix(), Path(str(file.locate()))) for file in one.files or ()]
    paths = [row[0] for row in csv.reader(record.splitlines()) if row]
    return [(path, Path(str(one.locate_file(path)))) for path in paths]


def _plain(file: Path) -> str:
    """One spelling a file, without asking the disk for each."""
    return f"{_real(file.parent)}/{file.name}".casefold()


@cache
def _real(folder: Path) -> str:
    return folder.resolve().as_posix()


def _said(one: Distribution, field: str) -> str:
    return str((one.metadata.get_all(field) or [""])[0])


def _words(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip("\n")
    except OSError:
        return ""


def _needs(one: Distribution) -> list[str]:
    """What it asks for on some system; extras are left to whoever asks for them."""
    found = []
    for line in one.requires or ():
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            continue
        asked = str(requirement.marker or "")
        if "extra" not in asked or 'extra == "binary"' in asked:  # psycopg's own C, which is here
            found.append(bare(requirement.name))
    return found


def _homepage(old: str, lines: Iterable[str]) -> str:
    urls = {}
    for line in lines:
        label, _, url = line.partition(",")
        urls[label.strip().lower()] = url.strip()
    return next((urls[label] for label in _HOME if label in urls), old)
