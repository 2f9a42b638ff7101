"""Whether an office is in a folder or on a server."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from db.texts import t

FOLDER, SERVER = "folder", "server"


class PlaceChoice(QWidget):
    """One of two; a folder at first."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        group = QButtonGroup(self)
        self.buttons = {
            FOLDER: QRadioButton(t("In a folder")),
            SERVER: QRadioButton(t("On a server")),
        }
        for button in self.buttons.values():
            group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.buttons[FOLDER].setChecked(True)
        self.setFocusProxy(self.buttons[FOLDER])
        group.buttonToggled.connect(self._toggled)

    def value(self) -> str:
        """`FOLDER` or `SERVER`."""
        return SERVER if self.buttons[SERVER].isChecked() else FOLDER

    def _toggled(self, button: QRadioButton, on: bool) -> None:
        if on:
            self.setFocusProxy(button)
            self.edited.emit()

    def set_value(self, value: str) -> None:
        """Choose one without calling it an edit."""
        with QSignalBlocker(self):
            self.buttons[value].setChecked(True)
