"""Where a dialog that asks for a file begins."""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog


def begin_at_documents(dialog: QFileDialog) -> None:
    """Begin where people keep their files, not where the program happens to have been started.

    Once a folder was chosen, dialogs go on from there.
    """
    if dialog.directory() != QDir.current():
        return
    places = QStandardPaths.StandardLocation
    for place in (places.DocumentsLocation, places.HomeLocation):
        folder = QStandardPaths.writableLocation(place)
        if folder and Path(folder).is_dir():
            dialog.setDirectory(folder)
            return
