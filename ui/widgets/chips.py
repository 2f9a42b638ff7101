"""Filters in force, each as a chip that takes it away again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.texts import t
from ui.widgets.buttons import Button


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words: "Status: open"."""

    key: str
    text: str


class ChipRow(QWidget):
    """A row of chips. `removed` carries the key of the one that was taken away."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._buttons: list[Button] = []
        self.setVisible(False)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these; the row hides itself when there are none."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self._buttons = []
        for chip in chips:
            button = Button(chip.text.replace("&", "&&"), icon="close")
            button.setAccessibleName(t("Remove filter: {filter}", filter=chip.text))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda checked=False, key=chip.key: self.removed.emit(key))
            self._add(button)
        if len(chips) > 1:
            self._add(Button(t("Clear all filters"), self.cleared.emit, kind="link"))
        self._row.addStretch()
        self.setVisible(bool(chips))

    def _add(self, button: Button) -> None:
        self._row.addWidget(button)
        self._buttons.append(button)
