"""Rows as a table for other programs: tab-separated text, and HTML for word processors."""

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ui.item_models.columns import Column


def copy_table(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
    """Put the rows on the clipboard with a heading line."""
    table = [[column.title for column in columns]]
    table += [[" ".join(column.text(row).split()) for column in columns] for row in rows]
    mime = QMimeData()
    mime.setText("\n".join("\t".join(cells) for cells in table))
    lines = [
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
        for cells in table
    ]
    mime.setHtml("<table>" + "".join(lines) + "</table>")
    QGuiApplication.clipboard().setMimeData(mime)
