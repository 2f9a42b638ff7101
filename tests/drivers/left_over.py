"""The windows that a test leaves behind.

Qt keeps a window that nobody put away, with all that is in it, and dresses it again whenever the
look is changed: after some hundred tests that took seconds each time.
"""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

_WINDOWS = (Qt.WindowType.Window, Qt.WindowType.Dialog)


def put_away() -> None:
    """Take every window away without a question, so that none is left for the next test."""
    for window in QApplication.topLevelWidgets():
        # What belongs to another goes with it, and only so: a field's list may say no parent.
        if window.parent() is None and window.windowType() in _WINDOWS:
            window.hide()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
