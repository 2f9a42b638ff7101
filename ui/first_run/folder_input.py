"""A folder: typed, or chosen from the system's dialog."""

import os
import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from db.texts import t
from ui.theme.icons import wear
from ui.widgets.inputs import TextInput


class FolderInput(TextInput):
    """A line with a button that opens the system's dialog for folders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(limit=1000, parent=parent)
        browse = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        browse.setText(t("Choose folder"))
        browse.setToolTip(t("Choose folder…"))
        browse.triggered.connect(self._browse)
        wear(browse, "folder", "secondary")

    def value(self) -> str:
        """The folder as typed, without spaces around it."""
        return self.text().strip()

    def _browse(self) -> None:
        dialog = QFileDialog(self.window(), t("Choose folder"), self.value())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.setText)
        dialog.open()


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
