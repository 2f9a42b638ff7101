"""A line that is typed freely and offers what stands elsewhere already."""

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from db.texts import t
from ui.widgets.inputs import TextInput


class Suggesting(TextInput):
    """What is typed may be one of the words suggested, or another one. Down shows them all."""

    def __init__(self, *, limit: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(limit=limit, parent=parent)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(QtCore.Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(QtCore.Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("popup", True)
            popup.setAccessibleName(t("There already"))
        self.setCompleter(completer)

    def suggest(self, words: Sequence[str]) -> None:
        """Offer these."""
        self._words.setStringList(list(words))

    def suggested(self) -> list[str]:
        """What is offered."""
        return self._words.stringList()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        completer = self.completer()
        if event.key() == QtCore.Qt.Key.Key_Down and completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()
        else:
            super().keyPressEvent(event)
