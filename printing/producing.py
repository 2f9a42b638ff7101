"""Writing a report or an export to a file, whole or not at all."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from db.rules.findings import Refused, hard
from printing.catalog import Entry


@dataclass(frozen=True, slots=True)
class Produced:
    """What was written. `pages` for paper, `sheets` for a workbook, `rows` for a list."""

    file: Path
    sha256: str
    pages: int = 0
    sheets: tuple[str, ...] = ()
    rows: int = 0


def build_pdf(key: str, data: Any) -> tuple[bytes, int]:
    """A report as bytes, with the number of its pages. Raises `Refused`."""
    out = BytesIO()
    if key == "court":
        from printing.reports import court_report

        pages = court_report.build(data, out)
    elif key == "caseload":
        from printing.reports import caseload

        pages = caseload.build(data, out)
    elif key == "day-sheet":
        from printing.reports import day_sheet

        pages = day_sheet.build(data, out)
    else:
        raise Refused(hard("report.unknown", "name", name=key))
    return out.getvalue(), pages


def produce(entry: Entry, data: Any, path: Path) -> Produced:
    """Write the file; an older one with this name is replaced at the very end.

    Raises `Refused` for a wrong suffix or a folder that is not there, OSError for a full disk.
    """
    if path.suffix.lower() not in entry.suffixes:
        raise Refused(hard("report.file_kind", "out", suffix=" / ".join(entry.suffixes)))
    if not path.absolute().parent.is_dir():
        raise Refused(hard("report.folder_missing", "out"))
    temporary = path.with_name(f".{secrets.token_hex(4)}{path.suffix}")
    try:
        made = _write(entry, data, temporary)
        digest = hashlib.sha256(temporary.read_bytes()).hexdigest()
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return Produced(path, digest, made.pages, made.sheets, made.rows)


def _write(entry: Entry, data: Any, path: Path) -> Produced:
    if entry.suffixes == (".pdf",):
        content, pages = build_pdf(entry.key, data)
        path.write_bytes(content)
        return Produced(path, "", pages=pages)
    if entry.key == "funder":
        from printing.exports.funder import write_funder

        return Produced(path, "", sheets=tuple(write_funder(data, path)))
    from printing.exports.list_export import sheet_name, write_list

    rows = write_list(data, path)
    return Produced(path, "", sheets=(sheet_name(data.title),), rows=rows)
