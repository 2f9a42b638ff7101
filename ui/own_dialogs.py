"""Which dialogs are a window's own: what is typed in a sealed file's is kept there."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QWidget

from ui.dialogs.shell import Dialog


def dialogs_of(window: QWidget) -> Iterator[Dialog]:
    """Those that are there, whether they are seen or not."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, Dialog) and is_of(window, dialog):
            yield dialog


def is_of(window: QWidget, dialog: Dialog) -> bool:
    """Whether a dialog is this window's, or belongs to one that is."""
    above: QWidget | None = dialog
    while above is not None and above is not window:
        above = above.parentWidget()
    return above is window
