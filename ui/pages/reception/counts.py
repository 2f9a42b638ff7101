"""How many stand where: each count is a filter of the list below it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow


class CountBar(Flow):
    """A row of buttons; `chosen` carries the value to show, or None for everybody."""

    chosen = Signal(object)

    def __init__(
        self,
        values: Sequence[Any],
        words: Callable[[Any], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(spacing=4, parent=parent)
        self.value: Any = None
        self.words = words
        self._buttons: dict[Any, Button] = {}
        for value in (None, *values):
            button = Button("", kind="quiet")
            button.setCheckable(True)
            button.setChecked(value is None)
            button.clicked.connect(lambda checked=False, value=value: self.choose(value))
            self._buttons[value] = button
            self.add(button)
        self.show_counts({})

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Say how many stand where."""
        for value, button in self._buttons.items():
            words = t("Everybody") if value is None else self.words(value)
            count = sum(counts.values()) if value is None else counts.get(value, 0)
            button.setText(t("{state}: {count}", state=words, count=count))

    def choose(self, value: Any) -> None:
        """Show only these; choosing a value again shows everybody."""
        self.value = None if value is self.value else value
        for other, button in self._buttons.items():
            button.setChecked(other is self.value)
        self.chosen.emit(self.value)
