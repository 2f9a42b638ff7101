"""A folder or a file: typed, or chosen from the system's dialog."""

import os
import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from db.texts import t
from ui.theme.icons import wear
from ui.widgets.inputs import TextInput


class PathInput(TextInput):
    """A line with a button that opens the system's dialog, for a file that is there."""

    mode = QFileDialog.FileMode.ExistingFile

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(limit=1000, parent=parent)
        self._title = title
        browse = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        browse.setText(title)
        browse.setToolTip(f"{title}…")
        browse.triggered.connect(self._browse)
        wear(browse, "folder", "secondary")

    def value(self) -> str:
        """The path as typed, without spaces around it."""
        return self.text().strip()

    def _browse(self) -> None:
        dialog = QFileDialog(self.window(), self._title, self.value())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(self.mode)
        dialog.fileSelected.connect(self.setText)
        dialog.open()


class FolderInput(PathInput):
    """The same for a folder."""

    mode = QFileDialog.FileMode.Directory

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(t("Choose folder"), parent)


def default_folder(name: str) -> str:
    """Where a new office of this name would go, unless somebody wants it elsewhere."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", name).strip(" .")
    documents = Path.home() / "Documents"
    return os.fspath((documents if documents.is_dir() else Path.home()) / (plain or "Caseroom"))


def folder_problem(folder: str) -> str:
    """What is wrong with a folder for a new office, or ""."""
    path = Path(folder)
    if not path.is_absolute():
        return t("Give the whole path of the folder.")
    try:
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            return t("This folder is in use already. Choose a new or an empty one.")
    except OSError:
        return t("This folder cannot be read.")
    return ""
