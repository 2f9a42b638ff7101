"""Rows that could not come in, saved with their reasons, to be mended and imported again."""

import csv
import io
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from db.rules.file_problems import not_written
from db.rules.formula_text import marked_as_text
from db.sheets.table import SheetRow, Table


def save_rejected(path: Path, table: Table, reasons: Mapping[int, str], heading: str) -> None:
    """Write these rows, by their numbers, with the table's headings and the reason at the end.

    Whole or not at all: an older file with this name stands until the new one is there. Raises
    `Refused` where it cannot be written.
    """
    content = _content(table, reasons, heading).encode("utf-8-sig")
    temporary = path.with_name(f".{secrets.token_hex(4)}.csv")
    try:
        try:
            with open(temporary, "xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(error) from error


def _content(table: Table, reasons: Mapping[int, str], heading: str) -> str:
    rejected = [row for row in table.rows if row.number in reasons]
    width = max([len(table.headers), *(_filled(row) for row in rejected)])
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    nameless = [""] * (width - len(table.headers))
    writer.writerow([*(marked_as_text(title) for title in table.headers), *nameless, heading])
    for row in rejected:
        cells = [marked_as_text(row.text(column)) for column in range(width)]
        writer.writerow([*cells, reasons[row.number]])
    return out.getvalue()


def _filled(row: SheetRow) -> int:
    return max((column + 1 for column in range(len(row.cells)) if row.text(column)), default=0)
