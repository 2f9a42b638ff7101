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
_LAST_ROW = 1_048_576  # that a worksheet can have
_OLD_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and any workbook with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(path: Path, sheet: str | None = None) -> Table:
    """The table in one worksheet. Raises `Refused`."""
    _refuse_old_containers(path)
    _refuse_bombs(path)
    import openpyxl  # heavy, and only wanted here

    try:
        values = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            name = _sheet_name(values, sheet)
            part = values[name]._worksheet_path
            lines = list(_lines(values[name]))
        finally:
            values.close()
        remarks = _remarks(path, part)
    except Refused:
        raise
    except Exception as error:  # other programs' files break openpyxl in many ways
        raise Refused(hard("import.broken_workbook", "file")) from error
    return table_of(lines, sheet=name, remarks=remarks)


def _refuse_old_containers(path: Path) -> None:
    """A password turns a workbook into another kind of file; so does an .xls with a new name."""
    try:
        with path.open("rb") as file:
            if file.read(len(_OLD_CONTAINER)) != _OLD_CONTAINER:
                return
            locked = _LOCKED in file.read(_MOST_UNPACKED)
    except OSError as error:
        raise Refused(hard("import.file_unreadable", "file")) from error
    raise Refused(hard("import.workbook_password" if locked else "import.old_excel", "file"))


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
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
        if sheet.sheet_state == "visible" and any(True for _ in _lines(sheet)):
            return str(sheet.title)
    raise Refused(hard("import.empty", "file"))


def _lines(sheet: Any) -> Iterator[SheetRow]:
    """The filled rows. A sheet's own word about its size is not believed: it may be too small,
    which would lose rows, or as large as a sheet can be because a last cell was once coloured.
    """
    sheet.reset_dimensions()
    filled = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _LAST_ROW:
            raise Refused(hard("import.broken_workbook", "file"))
        if all(value is None for value in row):
            continue
        filled += 1
        if filled > MOST_ROWS + 1:
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


def _remarks(path: Path, part: str) -> tuple[Finding, ...]:
    """Merged cells give their value to the first cell only; formulas may lack a saved value."""
    merged, formulas, unsaved = _special_cells(path, part)
    found: list[Finding] = []
    if merged:
        first = min(merged, key=_row_and_column)
        found.append(information("import.merged_cells", "file", count=len(merged), cell=first))
    if unsaved:
        found.append(
            information("import.unsaved_formulas", "file", count=len(unsaved), cell=unsaved[0])
        )
    if formulas > len(unsaved):
        found.append(information("import.formulas", "file", count=formulas - len(unsaved)))
    return tuple(found)


def _special_cells(path: Path, part: str) -> tuple[list[str], int, list[str]]:
    """Merged areas, how many formulas there are, and the cells whose formula has no value.

    Read from the sheet as it comes in: opened a second time by openpyxl a large workbook costs
    fifty times its size.
    """
    from defusedxml.ElementTree import iterparse

    merged: list[str] = []
    unsaved: list[str] = []
    formulas = 0
    with zipfile.ZipFile(path) as archive, archive.open(part.lstrip("/")) as sheet:
        for _, element in iterparse(sheet):
            kind = element.tag.rpartition("}")[2]
            if kind == "mergeCell":
                merged.append(element.get("ref", "?"))
            elif kind == "c":
                inside = {child.tag.rpartition("}")[2]: child.text for child in element}
                if "f" in inside:
                    formulas += 1
                    if not inside.get("v"):
                        unsaved.append(element.get("r", "?"))
            elif kind == "row":
                element.clear()
    return merged, formulas, unsaved


def _row_and_column(area: str) -> tuple[int, int, str]:
    first = area.partition(":")[0]
    letters = first.rstrip("0123456789")
    return int(first[len(letters) :] or 0), len(letters), letters
