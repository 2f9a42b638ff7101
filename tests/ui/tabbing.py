"""Where the Tab key goes, found out by pressing it: Qt jumps over some of its own chain."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

_MOST = 200


def tab_stops(root: QWidget) -> list[QWidget]:
    """What Tab visits in a window in front, in its order, from where the keyboard is now, once
    round."""
    found: list[QWidget] = []
    for _ in range(_MOST):
        here = root.window().focusWidget()
        assert here is not None, "the keyboard is nowhere"
        if here in found:
            return found
        found.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    raise AssertionError("Tab never comes round")
