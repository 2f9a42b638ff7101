"""The place where a notice and its installers lie, whichever kind it is."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from db.rules.findings import Refused, hard
from db.rules.update_place import is_address, place_findings
from db.storage.plain_file import NotPlain, open_plain
from desktop.updates.notice import NOTICE_FILE
from desktop.updates.strict_json import LARGEST

PART = 1024 * 1024  # bytes


class Place(Protocol):
    """Both may take long or never end: see `patience`. They raise `Refused`."""

    def notice(self) -> bytes:
        """The notice file as it lies there, and no more than a byte beyond what it may have."""
        ...

    def parts(self, name: str, begin: int) -> tuple[int, Iterator[bytes]]:
        """A file beside the notice in pieces, from `begin` on, or from where the place can: that
        is said before them.
        """
        ...


def place_of(words: str) -> Place:
    """A place as the office wrote it. Raises `Refused`: "update.nowhere", or what is wrong."""
    words = words.strip()
    if not words:
        raise Refused(hard("update.nowhere"))
    found = place_findings(words)
    if found:
        raise Refused(*found)
    if is_address(words):
        from desktop.updates.web import WebPlace

        return WebPlace(words)
    return FolderPlace(Path(words))


class FolderPlace:
    """A folder, or a notice file in one. Files are taken as they lie there: no link is followed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def notice(self) -> bytes:
        """See `Place.notice`."""
        try:
            return self._read(self._notice_file())
        except FileNotFoundError:
            if self._path.is_dir():
                raise Refused(hard("update.no_notice", place=str(self._path))) from None
            raise Refused(hard("update.place_gone", place=str(self._path))) from None
        except OSError as error:
            raise self._problem(error) from None

    def parts(self, name: str, begin: int) -> tuple[int, Iterator[bytes]]:
        """See `Place.parts`."""
        file = self._notice_file().parent / name
        try:
            descriptor = open_plain(file, os.O_RDONLY)
        except FileNotFoundError:
            raise Refused(hard("update.file_missing", name=name)) from None
        except OSError as error:
            raise self._problem(error) from None
        return begin, self._pieces(descriptor, begin)

    def _notice_file(self) -> Path:
        return self._path if self._path.suffix == ".json" else self._path / NOTICE_FILE

    def _read(self, file: Path) -> bytes:
        with open(open_plain(file, os.O_RDONLY), "rb") as opened:
            return opened.read(LARGEST + 1)

    def _pieces(self, descriptor: int, begin: int) -> Iterator[bytes]:
        try:
            with open(descriptor, "rb") as opened:
                opened.seek(begin)
                while part := opened.read(PART):
                    yield part
        except OSError as error:
            raise self._problem(error) from None

    def _problem(self, error: OSError) -> Refused:
        if isinstance(error, NotPlain):
            return Refused(hard("update.not_plain", name=error.name))
        return Refused(hard("update.place_gone", place=str(self._path)))
