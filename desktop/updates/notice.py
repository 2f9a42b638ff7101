"""What a notice says: which version, of which day, what is new in it, and its installers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.rules.findings import Refused, hard
from desktop.updates.envelope import signed_text
from desktop.updates.keys import Keys
from desktop.updates.strict_json import read_strictly
from desktop.updates.versions import Version, version_of

NOTICE_FILE = "caseroom-update.json"
FORMAT = 1
SYSTEMS = {"windows": ".exe", "linux": ".deb"}  # and how the name of an installer ends there
LARGEST_FILE = 1024**3  # bytes; an installer has some 45 million
_MOST_NEWS = 20_000  # characters
_KEYS = {"format", "version", "date", "schema", "files", "news"}
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_+~-]|\.(?!\.)){0,118}[A-Za-z0-9]")
_SCHEMA = re.compile(r"[A-Za-z0-9_]{1,32}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Installer:
    """The installer for one system: its file beside the notice, and what that file must be."""

    system: str
    name: str
    size: int  # bytes
    sha256: str  # 64 hexadecimal digits, in small letters


@dataclass(frozen=True, slots=True)
class Notice:
    """A version that there is. `schema` is the database's that it works with; `news` what is new
    in it, plain text by language ("en", "es").
    """

    version: str
    day: date
    schema: str
    installers: tuple[Installer, ...]
    news: Mapping[str, str]

    @property
    def numbers(self) -> Version:
        """The version, to be compared."""
        return version_of(self.version)

    def installer_for(self, system: str) -> Installer | None:
        """The installer for a system, if there is one."""
        return next((one for one in self.installers if one.system == system), None)


def genuine_notice(content: bytes, keys: Keys) -> Notice:
    """The notice in a file, whose signature is checked before anything in it is believed.

    Raises `Refused` as `signed_text` does, with "update.newer_format" for one that only a newer
    program can read.
    """
    return notice_in(signed_text(content, keys))


def notice_in(text: bytes) -> Notice:
    """What stands in the text that is signed. Raises `Refused`."""
    found = read_strictly(text)
    number = found.get("format")
    if type(number) is int and number > FORMAT:
        raise Refused(hard("update.newer_format"))
    try:
        return _notice(found)
    except (KeyError, TypeError, ValueError):
        raise Refused(hard("update.wrong_shape")) from None


def _notice(found: dict[str, Any]) -> Notice:
    _must(found.keys() == _KEYS and type(found["format"]) is int and found["format"] == FORMAT)
    version, listed, news = found["version"], found["files"], found["news"]
    version_of(version)
    _must(_SCHEMA.fullmatch(found["schema"]) is not None)
    _must(isinstance(listed, list) and 1 <= len(listed) <= len(SYSTEMS))
    installers = tuple(_installer(one) for one in listed)
    _must(len({one.system for one in installers}) == len(installers))
    _must(isinstance(news, dict) and news.keys() == {"en", "es"})
    _must(all(isinstance(words, str) and len(words) <= _MOST_NEWS for words in news.values()))
    _must(isinstance(found["date"], str) and len(found["date"]) == len("2026-01-01"))
    return Notice(version, date.fromisoformat(found["date"]), found["schema"], installers, news)


def _installer(found: Any) -> Installer:
    _must(isinstance(found, dict) and found.keys() == {"system", "name", "size", "sha256"})
    one = Installer(**found)
    _must(one.system in SYSTEMS)
    _must(_NAME.fullmatch(one.name) is not None and one.name.endswith(SYSTEMS[one.system]))
    _must(type(one.size) is int and 0 < one.size <= LARGEST_FILE)
    _must(_HASH.fullmatch(one.sha256) is not None)
    return one


def _must(so: bool) -> None:
    if not so:
        raise ValueError
