"""What every test of the section does: find the dialog that is open, press a button."""

from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton

from ui.dialogs.shell import Dialog


def dialog(kind: type[Any] = Dialog) -> Any:
    """The one dialog of this kind that is open."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1, found
    return found[0]


def press(widget: Dialog, words: str) -> None:
    """Press the button with these words."""
    buttons = [b for b in widget.findChildren(QPushButton) if b.text().replace("&", "") == words]
    buttons[0].click()
