"""The sheet of shortcuts (F1)."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.texts import t
from ui.widgets.buttons import Button
from ui.widgets.card import Scrolled
from ui.widgets.text import Text

_SCROLLING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
Keys = Sequence[tuple[str, Sequence[tuple[str, str]]]]
Helps = Sequence[tuple[str, Callable[[], object]]]


class KeySheet(QDialog):
    """Groups of keys with what they do: (heading, ((keys, words), …)). `helps` are (words, act)
    of what else may be wanted by who looks for help; choosing one closes the sheet.

    The cursor stands on its button; the keys that scroll a page scroll it all the same.
    """

    def __init__(self, groups: Keys, parent: QWidget | None = None, helps: Helps = ()) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Keyboard shortcuts"))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for heading, keys in groups:
            if not keys:
                continue
            title = Text(heading, "section")
            title.setContentsMargins(0, 12 if row else 0, 0, 2)
            grid.addWidget(title, row, 0, 1, 2)
            row += 1
            for combination, words in keys:
                native = QKeySequence.SequenceFormat.NativeText
                shown = QKeySequence(combination).toString(native) or combination
                grid.addWidget(Text(shown, "strong"), row, 0)
                grid.addWidget(Text(words, wrap=True), row, 1)
                row += 1
        buttons = QHBoxLayout()
        for words, act in helps:
            buttons.addWidget(Button(words, partial(self._instead, act)))
        buttons.addStretch()
        close = Button(t("Close"), self.accept, kind="primary")
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        self.room = Scrolled(inner, margin=0)
        column.addWidget(self.room, 1)
        column.addLayout(buttons)
        self.resize(520, 600)
        close.setFocus()

    def _instead(self, act: Callable[[], object]) -> None:
        self.accept()
        act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SCROLLING:
            QCoreApplication.sendEvent(self.room.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)
