"""What a file holds, once read: headers, and rows that remember where they stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from db.rules.findings import Finding, Refused, hard

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
    """A table as it stands in a file. `remarks` are findings about the file as a whole."""

    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    sheet: str = ""
    remarks: tuple[Finding, ...] = ()


def table_of(
    lines: Sequence[SheetRow], *, sheet: str = "", remarks: tuple[Finding, ...] = ()
) -> Table:
    """Find the header: the first line with at least two filled cells, or one if that is all.

    Raises `Refused` with "import.empty" when nothing but a header, or less, is there.
    """
    filled = [line for line in lines if any(_present(cell) for cell in line.cells)]
    header = next((line for line in filled if _count(line) > 1), filled[0] if filled else None)
    if header is None:
        raise Refused(hard("import.empty", "file"))
    rows = tuple(line for line in filled if line.number > header.number)
    if not rows:
        raise Refused(hard("import.empty", "file"))
    width = max(index + 1 for index, cell in enumerate(header.cells) if _present(cell))
    headers = tuple(
        header.text(column) or _letter(column) for column in range(min(width, MOST_COLUMNS))
    )
    return Table(headers, rows, sheet, remarks)


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
