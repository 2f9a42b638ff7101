"""Choosing one record of many: a line that searches, and what was found below it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.texts import t, tn
from ui.theme.look import look
from ui.widgets.search_field import SearchField
from ui.widgets.text import Text

Found = Sequence[tuple[Any, str]]
Ask = Callable[[str, Callable[[Found], object]], object]


class _FoundList(QListWidget):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.focusNextPrevChild(True)  # chosen: not yet the time for the form's main button
        else:
            super().keyPressEvent(event)


class FoundField(QWidget):
    """Its value is what was found and chosen, or None.

    `ask(text, then)` searches and calls `then` with values and their words. Down goes from the
    line into the list, Enter from the list on to what follows; a single hit is chosen by itself.
    """

    edited = Signal()

    def __init__(
        self, ask: Ask, name: str, hint: str = "", *, rows: int = 5, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._values: list[Any] = []
        self.line = SearchField(name, hint)
        self.list = _FoundList()
        self.list.setAccessibleName(t("Found: {list}", list=name))
        self.list.setFixedHeight(rows * (look().metrics().height() + 10) + 6)
        self.words = Text("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.words)
        self.setFocusProxy(self.line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else a label's access key passes it by
        self.line.searched.connect(self._search)
        self.line.entered.connect(self._enter)
        self.list.currentRowChanged.connect(lambda _: self.edited.emit())

    def value(self) -> Any:
        """What is chosen."""
        row = self.list.currentRow()
        return self._values[row] if 0 <= row < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose one of those found; anything else chooses nothing."""
        with QSignalBlocker(self.list):
            at = self._values.index(value) if value in self._values else -1
            self.list.setCurrentRow(at)

    def show_found(self, found: Found) -> None:
        """Offer these."""
        with QSignalBlocker(self.list):
            self.list.clear()
            self._values = [value for value, _ in found]
            for _, words in found:
                self.list.addItem(QListWidgetItem(words))
            self.list.setCurrentRow(0 if len(found) == 1 else -1)
        if found:
            self.words.setText(tn("{n} found", "{n} found", len(found)))
        else:
            self.words.setText(t("Nothing found") if self.line.query() else "")
        self.edited.emit()

    def _search(self, text: str) -> None:
        if text:
            self._ask(text, self.show_found)
        else:
            self.show_found(())

    def _enter(self) -> None:
        if self._values:
            if self.list.currentRow() < 0:
                self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
