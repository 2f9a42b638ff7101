"""Worksheets of .xlsx files: bounded before they are unpacked, merged cells and formulas told."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.rules.findings import Finding, Refused, hard, information
from db.sheets.table import MOST_COLUMNS, MOST_ROWS, Cell, SheetRow, Table, table_of

_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_PARTS = 5_000
_MOST_RATIO = 200
_RATIO_MATTERS_ABOVE = 20 * 1024 * 1024


def read_workbook(path: Path, sheet: str | None = None) -> Table:
    """The table in one worksheet. Raises `Refused`."""
    _refuse_bombs(path)
    import openpyxl  # heavy, and only wanted here

    try:
        values = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            name = _sheet_name(values, sheet)
            lines = list(_lines(values[name]))
        finally:
            values.close()
        remarks = _remarks(path, name)
    except Refused:
        raise
    except Exception as error:  # other programs' files break openpyxl in many ways
        raise Refused(hard("import.broken_workbook", "file")) from error
    return table_of(lines, sheet=name, remarks=remarks)


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refused(hard("import.broken_workbook", "file")) from error
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    suspicious = unpacked > _RATIO_MATTERS_ABOVE and unpacked / packed > _MOST_RATIO
    if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS or suspicious:
        raise Refused(hard("import.bomb", "file", megabytes=unpacked // 2**20))
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(hard("import.workbook_password", "file"))


def _sheet_name(book: Any, wanted: str | None) -> str:
    names: list[str] = [sheet.title for sheet in book.worksheets]
    if wanted is not None:
        if wanted not in names:
            raise Refused(hard("import.no_such_sheet", "file", sheet=wanted))
        return wanted
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and any(
            value is not None for row in sheet.iter_rows(values_only=True) for value in row
        ):
            return str(sheet.title)
    raise Refused(hard("import.empty", "file"))


def _lines(sheet: Any) -> Iterator[SheetRow]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS:
            raise Refused(hard("import.too_many_rows", "file", most=MOST_ROWS))
        yield SheetRow(number, tuple(_cell(value) for value in row[:MOST_COLUMNS]))


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if value is None or isinstance(value, bool | date | time):
        return value
    if isinstance(value, int | float):
        # A float shows as people see it in the sheet: 0.1, not 0.1000000000000000055.
        return Decimal(repr(value))
    if isinstance(value, timedelta):
        return Decimal(int(value.total_seconds())) / 60
    return str(value).strip()


def _remarks(path: Path, name: str) -> tuple[Finding, ...]:
    """Merged cells give their value to the first cell only; formulas may lack a saved value."""
    import openpyxl

    if path.stat().st_size > _RATIO_MATTERS_ABOVE:
        return ()  # a second full read of a very large file would cost more than the remark
    book = openpyxl.load_workbook(path)
    sheet = book[name]
    found: list[Finding] = []
    if sheet.merged_cells.ranges:
        areas = sheet.merged_cells.ranges
        first = min(areas, key=lambda area: (area.min_row, area.min_col)).coord
        found.append(information("import.merged_cells", "file", count=len(areas), cell=first))
    formulas = sum(1 for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    if formulas:
        found.append(information("import.formulas", "file", count=formulas))
    return tuple(found)
