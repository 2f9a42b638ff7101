"""A folder for the attached files of an office on a server, which every computer reaches.

It is marked as the office's own. A computer where another drive has its path, or none, must not
take that for an empty folder: it would write files where nobody else finds them.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from db.storage.atomic import write_whole
from db.storage.documents import DocumentStore
from db.storage.place import PlaceKind, classify
from db.storage.plain_file import read_plain
from db.storage.problems import StorageProblem

MARK = "caseroom-files.json"
_FORMAT = "caseroom-files"
_MOST = 4096  # bytes of a mark
# What the place does, and not a file in it.
_OF_PLACE = ("gone", "input_output", "readonly")


class FilesFolder(DocumentStore):
    """`Documents` in a folder that has the office's mark. Without it: "files_unreachable"."""

    def __init__(self, folder: Path, mark: str) -> None:
        super().__init__(folder)
        self._path, self._mark = folder, mark

    def put_sealed(self, stored_as: UUID, parts: Iterator[bytes]) -> None:
        """Keep an encrypted file, whole or not at all. Raises `StorageProblem`."""
        self._see_that_it_is_there()
        with self._blaming():
            super().put_sealed(stored_as, parts)

    def remove(self, stored_as: UUID) -> None:
        """Let go of a file; one that is gone is no mistake."""
        self._see_that_it_is_there()
        try:
            super().remove(stored_as)
        except OSError:
            raise self._unreachable() from None

    def stored(self) -> Iterator[str]:
        """The name of every stored file, by path; what is still being written is none."""
        self._see_that_it_is_there()
        yield from super().stored()

    @contextmanager
    def _opened(self, stored_as: UUID) -> Iterator[BinaryIO]:
        try:
            with self._blaming(), super()._opened(stored_as) as file:
                yield file
        except StorageProblem as problem:
            if problem.has("storage.document_gone"):
                self._see_that_it_is_there()
            raise

    def _see_that_it_is_there(self) -> None:
        if mark_in(self._path) != self._mark:
            raise self._unreachable()

    @contextmanager
    def _blaming(self) -> Iterator[None]:
        try:
            yield
        except StorageProblem as problem:
            if any(problem.has(f"storage.{code}") for code in _OF_PLACE):
                raise self._unreachable() from None
            raise

    def _unreachable(self) -> StorageProblem:
        return StorageProblem("files_unreachable", folder=self._path)


def mark_in(folder: Path) -> str | None:
    """By which mark a folder is known; None where it has none or cannot be reached."""
    try:
        told = json.loads(read_plain(folder / MARK, _MOST))
        return str(told["office"]) if told["format"] == _FORMAT else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def take_folder(folder: Path, mark: str) -> PlaceKind:
    """See that a folder is fit for an office's files, and mark it; says what kind of place it is.

    Raises `StorageProblem`: "files_folder_relative", "files_folder_gone",
    "files_folder_of_another", "files_folder_not_empty", "files_folder_readonly", or what is wrong
    with such a place at all.
    """
    if not folder.is_absolute():
        raise StorageProblem("files_folder_relative", folder=folder)
    kind = classify(folder, reading=True).kind  # a network mount will do: nothing is locked here
    try:
        there = {path.name for path in folder.iterdir()}
    except OSError:
        raise StorageProblem("files_folder_gone", folder=folder) from None
    marked = mark_in(folder)
    if marked not in (None, mark):
        raise StorageProblem("files_folder_of_another", folder=folder)
    if marked is None and there:
        raise StorageProblem("files_folder_not_empty", folder=folder)
    try:
        if marked is None:
            written = json.dumps({"format": _FORMAT, "office": mark}, indent=1)
            write_whole(folder / MARK, written.encode())
        tried = folder / f".{secrets.token_hex(8)}"
        tried.touch(exist_ok=False)
        tried.unlink()
    except (OSError, StorageProblem):
        raise StorageProblem("files_folder_readonly", folder=folder) from None
    return kind


def let_go_of(folder: Path) -> bool:
    """Take the mark from a folder that holds nothing more, and say whether it is empty."""
    store = DocumentStore(folder)
    if any(store.stored()):
        return False
    try:
        for part in folder.glob("??"):
            if part.is_dir():
                part.rmdir()
        (folder / MARK).unlink(missing_ok=True)
    except OSError:
        return False
    return True
