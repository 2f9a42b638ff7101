"""Comma, semicolon, tab or bar separated text, in the encodings that offices really have."""

import csv
import io
from collections import Counter
from pathlib import Path

from db.rules.findings import Finding, Refused, hard, information
from db.rules.formula_text import without_mark
from db.sheets.table import LONGEST_CELL, MOST_ROWS, SheetRow, Table, table_of

_MOST_BYTES = 200 * 1024 * 1024
_SEPARATORS = ",;\t|"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_delimited(path: Path, size: int) -> Table:
    """The table in a delimited text file. Raises `Refused`."""
    if size > _MOST_BYTES:
        raise Refused(hard("import.file_too_large", "file", megabytes=_MOST_BYTES // 2**20))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(hard("import.file_unreadable", "file")) from error
    text, remarks = _decoded(content)
    if "\0" in text:
        raise Refused(hard("import.not_text", "file"))
    return table_of(_lines(text), remarks=remarks, ragged_matters=True)


def _decoded(content: bytes) -> tuple[str, tuple[Finding, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise Refused(hard("import.not_text", "file")) from error
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        # Windows programs save in the local code page without saying so. It has a meaning for
        # (almost) every byte, so people are told to look at the accents.
        remark = information("import.guessed_encoding", "file", encoding="Windows-1252")
    try:
        return content.decode("cp1252"), (remark,)
    except UnicodeDecodeError as error:  # another alphabet's code page; letters would be lost
        raise Refused(hard("import.not_text", "file")) from error


def _lines(text: str) -> list[SheetRow]:
    csv.field_size_limit(LONGEST_CELL)
    separator = _separator(text)
    source = io.StringIO(text, newline="")  # only real line ends part rows
    # Strict, or a quotation mark that is never closed swallows every row after it in silence.
    reader = csv.reader(source, delimiter=separator, skipinitialspace=True, strict=True)
    lines: list[SheetRow] = []
    begun = 1
    try:
        for cells in reader:
            if len(lines) > MOST_ROWS:
                raise Refused(hard("import.too_many_rows", "file", most=MOST_ROWS))
            kept = tuple(without_mark(cell.strip()) for cell in cells)
            lines.append(SheetRow(len(lines) + 1, kept))
            begun = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise Refused(
                hard("import.cell_too_long", "file", row=begun, most=LONGEST_CELL)
            ) from error
        raise Refused(hard("import.broken_line", "file", row=begun)) from error
    return lines


def _separator(text: str) -> str:
    """The separator that splits the first lines most evenly."""
    sample = [line for line in text[:65536].splitlines() if line.strip()][:20]

    def evenness(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in sample)
        counts.pop(0, None)
        return max(((lines, count) for count, lines in counts.items()), default=(0, 0))

    return max(_SEPARATORS, key=evenness)
