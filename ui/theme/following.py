"""Redrawing what was made for one look when the look changes."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject

from ui.theme.look import announcer


def follow(owner: object, redraw: Callable[[], object]) -> None:
    """Call `redraw` whenever the look changes, for as long as the Qt object `owner` lives."""

    def on_change() -> None:
        if shiboken6.isValid(owner):
            redraw()

    connection = announcer().changed.connect(on_change)
    if isinstance(owner, QObject):
        owner.destroyed.connect(lambda: QObject.disconnect(connection))
