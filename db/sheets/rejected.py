"""Rows that could not come in, saved with their reasons, to be mended and imported again."""

import csv
from collections.abc import Mapping
from pathlib import Path

from db.sheets.table import Table


def save_rejected(path: Path, table: Table, reasons: Mapping[int, str], heading: str) -> None:
    """Write these rows, by their numbers, with the table's headings and the reason at the end.

    Raises OSError where the file cannot be written.
    """
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*table.headers, heading])
        for row in table.rows:
            if row.number in reasons:
                cells = [row.text(column) for column in range(len(table.headers))]
                writer.writerow([*cells, reasons[row.number]])
