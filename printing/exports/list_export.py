"""A list as it stands on the screen, as a workbook or as delimited text.

Text stays text, whatever it begins with; numbers stay numbers and dates dates. Nothing is cut
without a mark.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import BinaryIO

from db.rules.formula_text import marked_as_text
from printing.exports.cells import Value, as_text, clean, sheet_name
from printing.exports.workbook_stream import write_workbook

_SAMPLE = 200
_NARROWEST, _WIDEST = 8.0, 48.0


@dataclass(frozen=True, slots=True)
class ListExport:
    """A heading for each column, and the rows, which may be made as they are written.

    Moments are aware and in the office's zone; None is an empty cell.
    """

    title: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class ListWritten:
    """What was written: rows without the heading, and the names of the sheets."""

    rows: int
    sheets: tuple[str, ...]


def write_list(data: ListExport, out: BinaryIO, suffix: str = ".xlsx") -> ListWritten:
    """Write the list as ".xlsx" or ".csv"."""
    if suffix.lower() == ".csv":
        return write_csv(data, out)
    rows = iter(data.rows)
    sample = list(islice(rows, _SAMPLE))
    widths = _widths(data.columns, sample)
    count, sheets = write_workbook(out, data.title, data.columns, chain(sample, rows), widths)
    return ListWritten(count, sheets)


def write_csv(data: ListExport, out: BinaryIO) -> ListWritten:
    """Write UTF-8 with a byte order mark, so that Excel reads accents."""
    file = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(file)
    writer.writerow([marked_as_text(clean(title)) for title in data.columns])
    count = 0
    for row in data.rows:
        writer.writerow([as_text(value) for value in row])
        count += 1
    file.flush()
    file.detach()
    return ListWritten(count, (sheet_name(data.title),))


def _widths(columns: Sequence[str], sample: Sequence[Sequence[Value]]) -> list[float]:
    """Wide enough for what the first rows hold, never absurdly wide."""
    return [
        max(_NARROWEST, min(_WIDEST, max([len(title), *(_length(row[n]) for row in sample)]) + 2))
        for n, title in enumerate(columns)
    ]


def _length(value: Value) -> int:
    if isinstance(value, datetime):
        return 16
    if isinstance(value, date):
        return 10
    if isinstance(value, str):
        return max(map(len, value[:400].split("\n")))
    return len(as_text(value))
