"""A short list inside a tab: its heading carries the buttons, and nothing else takes room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.flow import Flow
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text


def list_header(title: str, pane: ListPane, *right: QWidget) -> QWidget:
    """The heading above a list without a filter line, with the list's own column button.

    Its buttons go on below the heading where the text is large.
    """
    pane.count.hide()
    header = QWidget()
    row = QHBoxLayout(header)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(Flow(Text(title, "section"), *right), 1)
    row.addWidget(pane.columns_button, 0, Qt.AlignmentFlag.AlignTop)
    return header
