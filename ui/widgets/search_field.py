"""A field that filters the list below it while somebody types."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from db.texts import t
from ui.theme.icons import wear

_PAUSE = 120  # ms: short enough to feel immediate, long enough not to ask for every letter


class SearchField(QLineEdit):
    """Emits `searched` with the trimmed text a moment after the last key, at once on Enter.

    Esc clears it. Down emits `entered`, for the list below to take the focus.
    """

    searched = Signal(str)
    entered = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        sign = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        sign.setText(t("Search: {list}", list=name))
        sign.triggered.connect(self.search_now)
        wear(sign, "search", "secondary")
        self._last = ""
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.search_now)
        self.textChanged.connect(lambda _: self._timer.start())
        self.returnPressed.connect(self.search_now)

    def query(self) -> str:
        """What is searched for."""
        return " ".join(self.text().split())

    def event(self, event: QEvent) -> bool:
        # Redo with nothing to redo is left to the window, which undoes by the same keys.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Redo)
            and not self.isRedoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.search_now()
        elif event.key() == Qt.Key.Key_Down:
            self.search_now()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def search_now(self) -> None:
        """Emit `searched` at once, if the text differs from what was searched last."""
        self._timer.stop()
        if self.query() != self._last:
            self._last = self.query()
            self.searched.emit(self._last)
