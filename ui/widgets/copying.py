"""What the program puts on the clipboard: rows as a table for other programs, and secrets.

It asks not to be kept in a history of the clipboard, nor to be sent to other computers.
"""

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ui.item_models.columns import Column

_MARKS = {
    "ExcludeClipboardContentFromMonitorProcessing": b"\0\0\0\0",  # Windows, its cloud too
    "x-kde-passwordManagerHint": b"secret",
}


def copy_table(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
    """Put the rows on the clipboard with a heading line: tab-separated, and as HTML."""
    table = [[column.title for column in columns]]
    table += [[" ".join(column.text(row).split()) for column in columns] for row in rows]
    mime = QMimeData()
    mime.setText("\n".join("\t".join(cells) for cells in table))
    lines = [
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
        for cells in table
    ]
    mime.setHtml("<table>" + "".join(lines) + "</table>")
    _put(mime)


def copy_secret(secret: str) -> None:
    """Put a password or code on the clipboard."""
    mime = QMimeData()
    mime.setText(secret)
    _put(mime)


def _put(mime: QMimeData) -> None:
    for name, value in _MARKS.items():
        mime.setData(name, value)
    QGuiApplication.clipboard().setMimeData(mime)
