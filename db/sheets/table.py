"""What a file holds, once read: headers, and rows that remember where they stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from db.rules.findings import Finding, Refused, hard, information

Cell = str | date | datetime | time | Decimal | bool | None

MOST_ROWS = 200_000
MOST_COLUMNS = 500
LONGEST_CELL = 6_000_000  # characters; a note of five megabytes still goes in


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with the number that the user sees beside it, counted from 1 with the header."""

    number: int
    cells: tuple[Cell, ...]

    def text(self, column: int) -> str:
        """The cell's text, without spaces around it; empty if there is none."""
        value = self.cells[column] if column < len(self.cells) else None
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}" if value == value.to_integral() else f"{value:f}"
        return str(value).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file. `remarks` are findings about the file as a whole.

    `ragged` are the rows with something where there is no heading: in delimited text the rest of
    a cell, cut at a separator that should have stood in quotation marks.
    """

    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    sheet: str = ""
    remarks: tuple[Finding, ...] = ()
    ragged: frozenset[int] = frozenset()


def table_of(
    lines: Sequence[SheetRow],
    *,
    sheet: str = "",
    remarks: tuple[Finding, ...] = (),
    ragged_matters: bool = False,
) -> Table:
    """Find the header: the first line with at least two filled cells, or one if that is all.

    Headings that stand twice are told apart by their column's letter. Rows with cells beyond the
    headings are `ragged` where that matters, and otherwise a remark.
    Raises `Refused` with "import.empty" when nothing but a header, or less, is there.
    """
    filled = [line for line in lines if any(_present(cell) for cell in line.cells)]
    header = next((line for line in filled if _count(line) > 1), filled[0] if filled else None)
    if header is None:
        raise Refused(hard("import.empty", "file"))
    rows = tuple(line for line in filled if line.number > header.number)
    if not rows:
        raise Refused(hard("import.empty", "file"))
    headers = _headings(header)
    headed = frozenset(i for i, cell in enumerate(header.cells) if _present(cell))
    ragged = [row.number for row in rows if _beyond(row, headed)]
    if ragged and not ragged_matters:
        where = information("import.cells_without_heading", "file", row=ragged[0])
        return Table(headers, rows, sheet, (*remarks, where))
    return Table(headers, rows, sheet, remarks, frozenset(ragged))


def _headings(header: SheetRow) -> tuple[str, ...]:
    width = max(index + 1 for index, cell in enumerate(header.cells) if _present(cell))
    headings: list[str] = []
    for column in range(min(width, MOST_COLUMNS)):
        heading = header.text(column) or _letter(column)
        headings.append(f"{heading} ({_letter(column)})" if heading in headings else heading)
    return tuple(headings)


def _beyond(row: SheetRow, headed: frozenset[int]) -> bool:
    return any(index not in headed and _present(cell) for index, cell in enumerate(row.cells))


def _present(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _count(line: SheetRow) -> int:
    return sum(_present(cell) for cell in line.cells)


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
