"""A short list inside a tab: its heading carries the buttons, and nothing else takes room."""

from PySide6.QtWidgets import QWidget

from ui.widgets.card import SectionHeader
from ui.widgets.list_pane import ListPane


def list_header(title: str, pane: ListPane, *right: QWidget) -> SectionHeader:
    """The heading above a list without a filter line, with the list's own column button."""
    pane.count.hide()
    return SectionHeader(title, *right, pane.columns_button)
