"""Choosing one of many records by typing a part of its number or name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from db.texts import t

Record = tuple[Any, str]
Look = Callable[[str, Callable[[Sequence[Record]], object]], object]
_PAUSE = 150  # ms
_MOST = 20


class RecordField(QLineEdit):
    """Its value is the id of the record that was chosen, or None.

    `look(text, then)` asks for the records that a text may mean; `then` gets their ids and words,
    in which nothing else may look the same. Down shows them all. With `free` whoever asks for
    the value reads the text where nothing was chosen, and no complaint is made.
    """

    edited = Signal()

    def __init__(
        self, look: Look, *, hint: str = "", free: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._free = free
        self.setPlaceholderText(hint)
        self.setMaxLength(200)
        self._look = look
        self._known: dict[str, Any] = {}
        self._chosen: Record | None = None
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        completer.activated.connect(self._take)
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("popup", True)
            popup.setAccessibleName(t("Found"))
        self.setCompleter(completer)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    def value(self) -> Any:
        """The id chosen, or None."""
        return None if self._chosen is None else self._chosen[0]

    def set_value(self, value: Record | Any | None) -> None:
        """Show a record without calling it an edit: its id and words, or the id of one that is
        known already. None clears it.
        """
        if value is not None and not isinstance(value, tuple):
            value = (value, self.written(value))
        if value is not None:
            self.know(value)
        self._chosen = value
        with QSignalBlocker(self):
            self.setText("" if value is None else value[1])

    def snapshot(self) -> dict[str, Any]:
        """What is typed, and the id of what is chosen."""
        chosen = self.value()
        return {"line": self.text(), "id": None if chosen is None else str(chosen)}

    def resume(self, kept: Any) -> None:
        """Put a snapshot back."""
        kept = kept if isinstance(kept, Mapping) else {"line": kept}
        line, chosen = str(kept.get("line") or ""), kept.get("id")
        if chosen:
            self.set_value((UUID(str(chosen)), line))
        else:
            self.setText(line)
        self.edited.emit()

    def know(self, record: Record) -> None:
        """Remember the words of a record, in case its id is set or must be written."""
        self._known[record[1]] = record[0]

    def written(self, value: Any) -> str:
        """The words of a record that is known."""
        if self._chosen is not None and self._chosen[0] == value and self._chosen[1]:
            return self._chosen[1]
        return next((words for words, one in self._known.items() if one == value), "")

    def problem(self) -> str:
        """Says so when what was typed is no record."""
        if self._chosen is None and self.text().strip() and not self._free:
            return t("Choose one from the list.")
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._ask()
        super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._chosen = None
        if text in self._known:
            self._take(text)
            return
        self._later.start()
        self.edited.emit()

    def _ask(self) -> None:
        text = self.text().strip()
        self._look(text, lambda found: self._arrived(text, found))

    def _arrived(self, text: str, found: Sequence[Record]) -> None:
        if text != self.text().strip():
            return
        self._known = {words: record_id for record_id, words in found[:_MOST]}
        self._words.setStringList(list(self._known))
        if not self.hasFocus():
            self._settle()
        elif self._chosen is None:
            self._offer()

    def _offer(self) -> None:
        """Take what was typed in full, a case's number say; offer what else it may mean.

        A list that opens would swallow the next click, so it opens only where it helps.
        """
        completer = self.completer()
        popup = None if completer is None else completer.popup()
        typed = self.text().strip().casefold()
        whole = [words for words in self._known if words.split(" · ")[0].casefold() == typed]
        if len(whole) == 1 and typed:
            if popup is not None:
                popup.hide()
            self._take(whole[0])
        elif self._known and completer is not None:
            completer.complete()

    def _take(self, words: str) -> None:
        if words in self._known:
            self._chosen = (self._known[words], words)
            with QSignalBlocker(self):
                self.setText(words)
            self.edited.emit()

    def _settle(self) -> None:
        """What was typed becomes the only record that it may mean; asked first, if need be."""
        if self._later.isActive():
            self._later.stop()
            self._ask()
        text = self.text().strip().casefold()
        if self._chosen is not None or not text:
            return
        begun = [words for words in self._known if words.casefold().startswith(text)]
        meant = begun or [words for words in self._known if text in words.casefold()]
        if len(meant) == 1:
            self._take(meant[0])
