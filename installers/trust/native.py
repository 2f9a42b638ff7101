"""What stands inside others: libraries compiled into wheels, Python or the program's own files.

`native.toml` beside this file lists them. Versions are read from the shipped bytes where these
say them; where they do not, the list says with which release of the package it was looked at,
and another release stops the build until somebody has looked again.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from installers.trust.distributions import Packages
from installers.trust.licences import chosen_licence
from installers.trust.parts import Distrust, LicenceText, Part
from installers.trust.words import own_words, standard_texts

_LIST = Path(__file__).with_name("native.toml")


@dataclass(frozen=True, slots=True)
class Native:
    """A line of the list. `of` are the owners it may be found in, "*" for any."""

    key: str
    name: str
    of: tuple[str, ...]
    licence: str
    texts: tuple[str, ...]
    files: tuple[str, ...] = ()
    version: str = ""
    pattern: str = ""
    within: tuple[str, ...] = ()
    seen: str = ""
    systems: tuple[str, ...] = ()
    purl: str = ""
    homepage: str = ""
    why: str = ""

    def takes(self, path: str, owner: str) -> bool:
        """Whether a file of an owner is this part's."""
        of_all = owner.startswith("system:") and self.files != ("*",)
        return (of_all or "*" in self.of or owner in self.of) and _fits(path, self.files)


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(_LIST.read_text(encoding="utf-8"))


def known_natives() -> list[Native]:
    """The whole list."""
    entries: list[dict[str, Any]] = _lists()["part"]
    return [Native(**_frozen(entry)) for entry in entries]


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()}


def native_part(
    native: Native, folder: Path, files: Sequence[str], near: Sequence[str], packages: Packages
) -> Part:
    """It as a part. `files` are its own, `near` those of its owners: they may say its version."""
    version = native.version or _version(native, folder, files or near)
    _must_have_been_looked_at(native, packages)
    return Part(
        key=native.key,
        name=native.name,
        version=version,
        licence=chosen_licence(native.name, native.licence),
        declared=native.licence,
        purl=native.purl.replace("VERSION", version) if version else "",
        homepage=native.homepage,
        why=native.why,
        texts=tuple(_text(native.name, where, packages) for where in native.texts),
        files=tuple(files),
    )


def _text(name: str, where: str, packages: Packages) -> LicenceText:
    """A licence's words: "own:FILE" of our folder, or "PACKAGE:FILE" as that package has it."""
    owner, _, file = where.partition(":")
    if owner == "own":
        return LicenceText(file.removesuffix(".txt"), own_words(file))
    for text in packages.legal(owner):
        if text.name.partition(": ")[2] == file:
            return LicenceText(f"{name}: {file.rpartition('/')[2]}", text.words)
    raise Distrust(f"The licence of {name} should lie in {owner} as {file}, and does not.")


def _version(native: Native, folder: Path, files: Sequence[str]) -> str:
    if not native.pattern:
        return ""
    for path in files:
        if native.within and not _fits(path, native.within):
            continue
        found = re.search(native.pattern.encode("ascii"), (folder / path).read_bytes())
        if found:
            return ".".join(str(int(part)) for part in _numbers(found))
    raise Distrust(f"No shipped file says the version of {native.name}: look at native.toml.")


def _fits(path: str, globs: Sequence[str]) -> bool:
    """Whether one of them fits: with a slash in it the whole path, without one the name."""
    plain, name = path.lower(), path.rpartition("/")[2].lower()
    return any(fnmatchcase(plain if "/" in glob else name, glob.lower()) for glob in globs)


def _numbers(found: re.Match[bytes]) -> list[str]:
    if len(found.groups()) > 1:
        return [part.decode("ascii") for part in found.groups() if part]
    return found.group(1).decode("ascii").split(".")


def _must_have_been_looked_at(native: Native, packages: Packages) -> None:
    if not native.seen:
        return
    package, _, release = native.seen.partition(" ")
    try:
        here = packages.named(package).version
    except KeyError:
        return
    if here != release:
        raise Distrust(
            f"{native.name} was looked at in {package} {release}; this is {here}. See what it "
            "holds now, and bring installers/trust/native.toml up to date."
        )


def inner_parts(owner: str, packages: Packages) -> list[Part]:
    """What a package says of itself that it holds, but for what only serves its making."""
    lists = _lists()
    skipped, bills = lists["not_shipped"], packages.bills(owner)
    together = tuple(packages.legal(owner)) if owner in lists["words_of_all"] else ()
    found: dict[str, Part] = {}
    for bill in bills:
        itself = str(bill.get("metadata", {}).get("component", {}).get("name", ""))
        for entry in bill.get("components", ()):
            name, version = str(entry["name"]), str(entry.get("version", ""))
            plain = name.lower().replace("_", "-")
            if entry.get("scope") == "excluded" or plain in skipped or plain in (owner, itself):
                continue
            if plain.startswith(f"{owner}-") or name.startswith("PIL."):
                continue  # a piece of the package itself
            declared = _licence_in(entry)
            if not declared:
                continue  # native.toml knows it, with its licence
            key = f"{owner}/{plain.replace(' ', '-')}@{version}"
            found[key] = Part(
                key=key,
                name=name,
                version=version,
                licence=chosen_licence(name, declared),
                declared=declared,
                purl=str(entry.get("purl", "")),
                homepage=next((str(r["url"]) for r in entry.get("externalReferences", ())), ""),
                why=f"compiled into {owner}",
                texts=together or standard_texts(name, chosen_licence(name, declared)),
            )
    return list(found.values())


def _licence_in(entry: Mapping[str, Any]) -> str:
    found = []
    for licence in entry.get("licenses", ()):
        inner = licence.get("license", {})
        found.append(licence.get("expression") or inner.get("id") or inner.get("name") or "")
    return " AND ".join(words.replace("/", " OR ") for words in found if words)
