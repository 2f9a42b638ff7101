"""Joining a meeting by video: its link is opened in the browser, and written down nowhere."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from db.rules.joining_link import is_joining_link


def join(link: str) -> bool:
    """Open the link in the browser; gives whether that was done.

    Whatever stands in the record, nothing but an https address is handed to the system.
    """
    if not is_joining_link(link):
        return False
    return QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
