"""Choosing one of several: a combo box that filters while somebody types, where it is long."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.texts import t

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QWheelEvent

Options = Sequence[tuple[Any, str]]
_LONG = 12
_STRONG_FOCUS = 11  # Qt.FocusPolicy.StrongFocus; see ui.widgets.text


class Choice(QComboBox):
    """One of `options` (value and words); its value is None while nothing is chosen.

    `blank` adds a first entry for None with these words. Lists of more than twelve can be
    filtered by typing any part of the words; with `typed` short ones as well, and what has been
    typed stays when the options come later. The accessible name of a combo box is its value:
    give it a label (`Form.add` does).
    """

    edited = Signal()
    _line: QLineEdit | None = None

    def __init__(
        self,
        options: Options = (),
        *,
        blank: str | None = None,
        typed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._blank = blank
        self._typed = typed
        self._unknown = self._cuts = False
        # Qt would give a StrEnum back as a plain string: values are kept here, not as item data.
        self._values: list[Any] = []
        self._name = ""
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setProperty("focusPolicy", _STRONG_FOCUS)
        self.set_options(options)
        self.currentIndexChanged.connect(lambda _: self.edited.emit())

    def set_options(self, options: Options) -> None:
        """Offer these instead, keeping what is chosen if it is still there."""
        chosen = self.value() if self.count() else None
        begun = self._line.text() if self._line is not None and chosen is None else ""
        with QSignalBlocker(self):
            self.clear()
            entries = [*([(None, self._blank)] if self._blank is not None else []), *options]
            self._values = [value for value, _ in entries]
            self.addItems([words for _, words in entries])
        self._make_filtering(self._typed or self.count() > _LONG)
        self.set_value(chosen)
        if self._typed and begun:
            self.setEditText(begun)
            if self._line is not None and not self._line.hasFocus():
                self._settle()  # it was left before the options came

    def value(self) -> Any:
        """The value chosen, or None."""
        return None if self.currentIndex() < 0 else self._values[self.currentIndex()]

    def values(self) -> tuple[Any, ...]:
        """Every value that is offered."""
        return tuple(self._values)

    def set_value(self, value: Any) -> None:
        """Choose a value without calling it an edit; one that is not offered chooses nothing."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._find(value))
            if self.isEditable():
                self.setEditText(self.currentText() if self.currentIndex() >= 0 else "")
                if self._line is not None:
                    self._line.setCursorPosition(0)  # the beginning of long words is in sight
        self._draw_fittingly()
        self._unknown = False

    def cut_long_words(self) -> None:
        """Show words for which there is no room with "…" in their middle.

        Not from the beginning on: for this Qt makes the list that drops down when it paints.
        """
        self._cuts = True
        self.setProperty("cuts", self._cuts)
        self.style().polish(self)
        self.style().polish(self.view())  # its colors are taken, though it may never be shown
        self.rest(not self.isEnabled())
        self.currentIndexChanged.connect(self._draw_fittingly)
        self._draw_fittingly()

    def rest(self, resting: bool) -> None:
        """Let nothing be chosen for the time being; it looks like any control at rest.

        The list that drops down is a window of its own, to which Qt does not hand this on.
        """
        self.setEnabled(not resting)
        if self._cuts:
            self.view().setEnabled(not resting)

    def _draw_fittingly(self) -> None:
        # Qt ends the program where its delegate is to draw an entry that is not there.
        if self._cuts:
            modes = QComboBox.LabelDrawingMode
            there = self.currentIndex() >= 0 and not self.isEditable()
            self.setLabelDrawingMode(modes.UseDelegate if there else modes.UseStyle)

    def name_line(self, name: str) -> None:
        """Name the line that is typed into, for screen readers, as the label beside it."""
        self._name = name
        if self._line is not None:
            self._line.setAccessibleName(name)

    def problem(self) -> str:
        """Says so when something was typed that is not in the list."""
        return t("Choose one from the list.") if self._unknown else ""

    def _find(self, value: Any) -> int:
        return self._values.index(value) if value in self._values else -1

    def _make_filtering(self, filtering: bool) -> None:
        if filtering == self.isEditable():
            return
        if not filtering:
            self._line = None
            self.setEditable(False)
            return
        from PySide6.QtWidgets import QCompleter  # not for the first paint

        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = QLineEdit()
        self.setLineEdit(line)
        _FontOfBox(self, line)
        self._line = line
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(QtCore.Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(QtCore.Qt.CaseSensitivity.CaseInsensitive)
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("popup", True)
        self.setCompleter(completer)
        line.setAccessibleName(self._name)
        line.setPlaceholderText(t("Type to filter"))
        line.editingFinished.connect(self._settle)

    def _settle(self) -> None:
        """What was typed becomes the entry that it names, or the only one of which it is part.

        Beginnings count before the rest: "ana" is Ana Ruiz, though Dana Whitfield has it too.
        """
        if self._line is None:
            return
        typed = self._line.text().strip().casefold()
        if not typed:
            self._unknown = False
            self.setCurrentIndex(self._find(None))
            return
        words = [self.itemText(number).casefold() for number in range(self.count())]
        found = [n for n, text in enumerate(words) if text == typed]
        found = found or [n for n, text in enumerate(words) if text.startswith(typed)]
        found = found or [n for n, text in enumerate(words) if f" {typed}" in text]
        found = found or [n for n, text in enumerate(words) if typed in text]
        self._unknown = len(found) != 1 and (not found or words[found[0]] != typed)
        if not self._unknown:
            self.setCurrentIndex(found[0])
            self.setEditText(self.itemText(found[0]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._line is not None and event.reason() != QtCore.Qt.FocusReason.PopupFocusReason:
            self._line.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _FontOfBox(QObject):
    """Gives the line that is typed into the font of its box, whenever that has another one.

    Not by `changeEvent`: the first event of any kind that is handed to Python has all kinds made,
    and every box has one before the first paint.
    """

    def __init__(self, box: QComboBox, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange and isinstance(watched, QComboBox):
            self._line.setFont(watched.font())
        return False
