"""Which dialogs are a window's own: what is typed in a sealed file's is kept there."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QApplication, QWidget

from ui.dialogs.shell import Dialog


def dialogs_of(*parts: QWidget) -> Iterator[Dialog]:
    """Those that belong to one of these parts of a window, whether they are seen or not."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, Dialog) and is_of(parts, dialog):
            yield dialog


def is_of(parts: Sequence[QWidget], dialog: Dialog) -> bool:
    """Whether a dialog belongs to one of them, or to a dialog that does."""
    above: QWidget | None = dialog
    while above is not None and above not in parts:
        above = above.parentWidget()
    return above is not None
