"""A workbook with one list, written row by row straight into its file.

Memory does not grow with the list, and no plain text passes through a temporary folder (writers
that keep little in memory spool their rows there). The format is Office Open XML (ECMA-376): text
in inline strings, numbers and dates as numbers. The same rows give the same bytes.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import IO, BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from printing.exports import workbook_parts as fixed
from printing.exports.cells import Value, clean, yes_or_no

_MOST_ROWS = 1_048_576
_ROWS_AT_ONCE = 500
_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar is wrong
_MOST_DIGITS = 10**15
# "_x000D_" in a text would be read as the character that it names (ECMA-376, ST_Xstring).
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(
    out: BinaryIO,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Value]],
    widths: Sequence[float],
) -> tuple[int, tuple[str, ...]]:
    """Write the workbook; returns how many rows it has, and its sheets' names.

    What does not fit on one sheet goes on to the next, with the heads again.
    """
    names: list[str] = []
    extents: list[str] = []
    written = 0
    waiting = iter(rows)
    last_column = _letters(max(len(heads), 1) - 1)
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        while True:
            names.append(fixed.numbered(title, len(names) + 1))
            with archive.open(
                _entry(f"xl/worksheets/sheet{len(names)}.xml"), "w", force_zip64=True
            ) as sheet:
                count = _sheet(sheet, heads, islice(waiting, _MOST_ROWS - 1), widths)
            written += count
            extents.append(f"$A$1:${last_column}${count + 1}")
            following = next(waiting, None)
            if following is None:
                break
            waiting = chain([following], waiting)
        for path, content in fixed.parts(title, names, extents):
            archive.writestr(_entry(path), content, compresslevel=6)
    return written, tuple(names)


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _sheet(
    sheet: IO[bytes],
    heads: Sequence[str],
    rows: Iterable[Sequence[Value]],
    widths: Sequence[float],
) -> int:
    letters = [_letters(number) for number in range(len(heads))]
    sheet.write(fixed.sheet_head(widths).encode())
    head = "".join(
        _text(f"{at}1", words, fixed.HEAD) for at, words in zip(letters, heads, strict=True)
    )
    sheet.write(f'<row r="1">{head}</row>'.encode())
    count = 0
    batch: list[str] = []
    for count, row in enumerate(rows, 1):
        batch.append(_row(count + 1, letters, row))
        if len(batch) >= _ROWS_AT_ONCE:
            sheet.write("".join(batch).encode())
            batch.clear()
    sheet.write("".join(batch).encode())
    extent = f"A1:{letters[-1] if letters else 'A'}{count + 1}"
    sheet.write(fixed.sheet_tail(extent if heads else "").encode())
    return count


def _row(number: int, letters: Sequence[str], row: Sequence[Value]) -> str:
    cells = [
        _cell(f"{at}{number}", value)
        for at, value in zip(letters, row, strict=True)
        if value is not None and value != ""
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(at: str, value: Value) -> str:
    if isinstance(value, str):
        return _text(at, value, fixed.TEXT)
    if isinstance(value, bool):
        return _text(at, yes_or_no(value), fixed.TEXT)
    if isinstance(value, datetime):
        return _moment(at, value)
    if isinstance(value, date):
        if value < _FIRST_DAY:
            return _text(at, value.isoformat(), fixed.TEXT)
        return f'<c r="{at}" s="{fixed.DATE}"><v>{(value - _DAY_ZERO).days}</v></c>'
    if isinstance(value, Decimal):
        if not value.is_finite():
            return _text(at, str(value), fixed.TEXT)
        look = fixed.CENTS if value.as_tuple().exponent == -2 else fixed.NUMBER
        return f'<c r="{at}" s="{look}"><v>{value:f}</v></c>'
    if isinstance(value, int):
        if abs(value) >= _MOST_DIGITS:  # a spreadsheet would round it
            return _text(at, str(value), fixed.TEXT)
        return f'<c r="{at}"><v>{value}</v></c>'
    return _text(at, str(value), fixed.TEXT)


def _moment(at: str, value: datetime) -> str:
    """The wall time that the moment carries; its zone is said nowhere in a workbook."""
    if value.date() < _FIRST_DAY:
        return _text(at, value.strftime("%Y-%m-%d %H:%M"), fixed.TEXT)
    days = (value.date() - _DAY_ZERO).days
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return f'<c r="{at}" s="{fixed.MOMENT}"><v>{days + seconds / 86400:.10f}</v></c>'


def _text(at: str, text: str, look: int) -> str:
    words = escape(_ESCAPE_LIKE.sub("_x005F_", clean(text)))
    return f'<c r="{at}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _letters(column: int) -> str:
    """The letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
