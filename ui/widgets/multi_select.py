"""Choosing several: a list with boxes to tick, by pointer or by Space."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from db.texts import tn
from ui.theme.look import look


class MultiSelect(QListWidget):
    """Any number of `options` (value and words); its value is a tuple in the options' order."""

    edited = Signal()

    def __init__(
        self,
        options: Sequence[tuple[Any, str]] = (),
        *,
        rows: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._most = rows
        self._values: list[Any] = []  # Qt would give a StrEnum back as a plain string
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_options(options)
        self.itemChanged.connect(lambda _: self.edited.emit())
        self.clicked.connect(self._clicked)
        self._box_was: Qt.CheckState | None = None
        self.pressed.connect(self._pressed)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer these instead, keeping the ticks of those that are still there."""
        ticked = self.value()
        with QSignalBlocker(self):
            self.clear()
            self._values = [value for value, _ in options]
            for value, words in options:
                item = QListWidgetItem(words)
                item.setFlags(
                    Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                )
                item.setCheckState(
                    Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
                )
                self.addItem(item)
            if self.count():
                self.setCurrentRow(0)
        shown = max(2, min(self._most, self.count()))
        self.setFixedHeight(shown * (look().metrics().height() + 10) + 6)

    def value(self) -> tuple[Any, ...]:
        """The values that are ticked."""
        return tuple(
            value
            for number, value in enumerate(self._values)
            if self.item(number).checkState() == Qt.CheckState.Checked
        )

    def values(self) -> tuple[Any, ...]:
        """Every value that is offered."""
        return tuple(self._values)

    def set_value(self, value: Iterable[Any] | None) -> None:
        """Tick exactly these without calling it an edit."""
        wanted = list(value or ())
        with QSignalBlocker(self):
            for number, known in enumerate(self._values):
                state = Qt.CheckState.Checked if known in wanted else Qt.CheckState.Unchecked
                self.item(number).setCheckState(state)

    def echo(self) -> str:
        """How many are ticked, while some are out of sight."""
        chosen = len(self.value())
        if self.count() <= self._most or not chosen:
            return ""
        return tn("{n} chosen", "{n} chosen", chosen)

    def _pressed(self, index: QModelIndex) -> None:
        self._box_was = self.item(index.row()).checkState()

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the words ticks as well as one on the box, which Qt has seen to already."""
        item = self.item(index.row())
        if item.checkState() == self._box_was:
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
