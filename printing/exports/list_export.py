"""A list as it stands on the screen, as a workbook or as delimited text.

Text stays text, whatever it begins with; numbers stay numbers and dates dates. Nothing is cut
without a mark.
"""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from db.texts import t

Value = str | int | Decimal | date | datetime | bool | None

_LONGEST_CELL = 32_767
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_SHEET_NAME = str.maketrans({char: " " for char in "[]:*?/\\"})
_MOST_ROWS = 1_048_575


@dataclass(frozen=True, slots=True)
class ListExport:
    """A heading for each column, and the rows. Moments are in the office's zone."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def write_list(data: ListExport, path: Path) -> int:
    """Write the list to an .xlsx or .csv file; returns the number of rows."""
    if path.suffix.lower() == ".csv":
        return write_csv(data, path)
    return write_xlsx(data, path)


def write_xlsx(data: ListExport, path: Path) -> int:
    """Write a workbook with one sheet, row by row, so that memory does not grow with the list."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": data.title, "author": "Caseroom"})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "text": book.add_format({"num_format": "@"}),
        }
        sheet = book.add_worksheet(sheet_name(data.title))
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_widths(data)):
            sheet.set_column(column, column, width)
        for column, title in enumerate(data.columns):
            sheet.write_string(0, column, clean(title), head)
        for number, row in enumerate(data.rows[:_MOST_ROWS], start=1):
            for column, value in enumerate(row):
                write_value(sheet, number, column, value, formats)
        if data.rows:
            sheet.autofilter(0, 0, min(len(data.rows), _MOST_ROWS), len(data.columns) - 1)
    return len(data.rows)


def write_value(
    sheet: object, row: int, column: int, value: Value, formats: dict[str, object]
) -> None:
    """Write one cell by the kind of its value."""
    cell: object = sheet
    if value is None or value == "":
        return
    if isinstance(value, bool):
        cell.write_string(row, column, t("Yes") if value else t("No"))  # type: ignore[attr-defined]
    elif isinstance(value, datetime):
        cell.write_datetime(row, column, value, formats["moment"])  # type: ignore[attr-defined]
    elif isinstance(value, date):
        cell.write_datetime(row, column, value, formats["date"])  # type: ignore[attr-defined]
    elif isinstance(value, int | Decimal):
        cell.write_number(row, column, value)  # type: ignore[attr-defined]
    else:
        cell.write_string(row, column, clean(value), formats["text"])  # type: ignore[attr-defined]


def write_csv(data: ListExport, path: Path) -> int:
    """Write UTF-8 with a byte order mark, so that Excel reads accents."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_escaped(title) for title in data.columns])
        for row in data.rows:
            writer.writerow([_text(value) for value in row])
    return len(data.rows)


def clean(text: str) -> str:
    """Text that a worksheet can hold: no control characters, and a mark where it is cut."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    if len(kept) <= _LONGEST_CELL:
        return kept
    mark = " " + t("… (cut: the whole text is in the case file)")
    return kept[: _LONGEST_CELL - len(mark)] + mark


def sheet_name(title: str) -> str:
    """A title as a worksheet's name: at most 31 characters, none of []:*?/\\."""
    return title.translate(_SHEET_NAME).strip(" '")[:31] or "Sheet1"


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return str(value)
    return _escaped(value)


def _escaped(text: str) -> str:
    """A cell that begins like a formula gets an apostrophe, as spreadsheets write text."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _widths(data: ListExport) -> Iterable[float]:
    """Wide enough for what the first rows hold, never absurdly wide."""
    for column, title in enumerate(data.columns):
        sample = [len(_text(row[column])) for row in data.rows[:200]]
        yield max(8, min(48, max([len(title), *sample]) + 2))
