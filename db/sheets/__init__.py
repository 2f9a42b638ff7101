"""Tables in other people's files: spreadsheets and delimited text, read with care.

Stands on `db.rules` alone. Nothing is executed, nothing is trusted: sizes are bounded before a
file is unpacked, formulas count by the value the sheet was saved with, and what cannot be read is
refused with a sentence.
"""

import stat
from pathlib import Path

from db.rules.findings import Refused, hard
from db.sheets.table import Cell, SheetRow, Table

__all__ = ["Cell", "SheetRow", "Table", "read_table"]


def read_table(path: Path, sheet: str | None = None) -> Table:
    """The table in a .csv, .tsv, .txt or .xlsx file.

    `sheet` names a worksheet; without it the first visible one with rows is taken. Raises
    `Refused` with an "import.…" code when the file cannot be read as a table.
    """
    suffix = path.suffix.lower()
    try:
        about = path.stat()
    except OSError as error:
        raise Refused(hard("import.file_unreadable", "file")) from error
    if not stat.S_ISREG(about.st_mode):  # a pipe would be waited for without end
        raise Refused(hard("import.file_unreadable", "file"))
    if suffix in (".csv", ".tsv", ".txt"):
        from db.sheets.delimited import read_delimited

        return read_delimited(path, about.st_size)
    if suffix in (".xlsx", ".xlsm"):
        from db.sheets.workbook import read_workbook

        return read_workbook(path, sheet)
    if suffix == ".xls":
        raise Refused(hard("import.old_excel", "file"))
    raise Refused(hard("import.file_kind", "file", suffix=suffix or "?"))
