"""Writing a report or an export to a file, whole or not at all."""

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from db.rules.file_problems import not_written
from db.rules.findings import Refused, hard
from printing.builders import Made
from printing.catalog import Entry


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written. `count` is how many pages or sheets it has, `rows` those of a list.

    `sha256` is that of the file, for the record of what left the office.
    """

    file: Path
    sha256: str
    count: int
    sheets: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished report in memory, to be looked at, printed or saved."""

    content: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def build_pdf(entry: Entry, data: Any) -> Pdf:
    """A report in memory. Raises `Refused`."""
    out = BytesIO()
    made = entry.build(data, out, ".pdf")
    return Pdf(out.getvalue(), made.count)


def write_document(entry: Entry, data: Any, path: Path) -> Written:
    """Write a report or export; an older file with this name is replaced at the very end.

    Raises `Refused` for a wrong suffix, for a folder that is not there, for a full disk and for
    what must not print. Whatever is raised, no new file is left and an old one stands.
    """
    _refuse_path(path, entry.suffixes)
    return _whole(path, lambda out: entry.build(data, out, path.suffix))


def save_pdf(pdf: Pdf, path: Path) -> Written:
    """Save a report that was looked at: the very bytes that were shown.

    Raises as `write_document` does.
    """

    def copy(out: BinaryIO) -> Made:
        out.write(pdf.content)
        return Made(pdf.pages)

    _refuse_path(path, (".pdf",))
    return _whole(path, copy)


def _refuse_path(path: Path, suffixes: tuple[str, ...]) -> None:
    if path.suffix.lower() not in suffixes:
        raise Refused(hard("report.file_kind", "out", suffix=" / ".join(suffixes)))
    if not path.absolute().parent.is_dir():
        raise Refused(hard("report.folder_missing", "out"))


def _whole(path: Path, write: Callable[[BinaryIO], Made]) -> Written:
    temporary = path.with_name(f".{secrets.token_hex(4)}{path.suffix}")
    try:
        try:
            with open(temporary, "xb") as out:
                made = write(out)
                out.flush()
                os.fsync(out.fileno())
            with open(temporary, "rb") as written:
                digest = hashlib.file_digest(written, "sha256").hexdigest()
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(error) from error
    return Written(path, digest, made.count, made.sheets, made.rows)
