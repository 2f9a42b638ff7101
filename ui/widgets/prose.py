"""Text of any length that is read, not written."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme.look import look
from ui.widgets.text import Text

LONG = 20_000  # characters: a label lays its whole text out at once, and takes seconds for a book


def prose(text: str, name: str) -> QWidget:
    """A label, or for a long text a view that scrolls by itself; `name` is the view's."""
    if len(text) <= LONG:
        return Text(text, wrap=True, selectable=True)
    view = QPlainTextEdit()
    view.setAccessibleName(name)
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    view.setMinimumHeight(look().px(320))
    view.setPlainText(text)
    return view
