"""Writing at length: plain text, plain paste, and snippets like ";hv"."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from db.texts import t
from ui.theme.look import look

LIMIT = 200_000  # characters; a 5 MB paste belongs into a document


class NoteEditor(QPlainTextEdit):
    """Plain text. Tab leaves it, as in every other field.

    `snippets(word)` gives the text for a word that begins with ";" when a space, Enter or Tab
    follows it, or None to leave it alone.
    """

    edited = Signal()

    def __init__(
        self,
        *,
        rows: int = 8,
        placeholder: str = "",
        snippets: Callable[[str], str | None] | None = None,
        limit: int = LIMIT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.snippets = snippets
        self._limit = limit
        self._refused = 0
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(rows * look().metrics().lineSpacing() + 18)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.textChanged.connect(self._changed)

    def value(self) -> str:
        """The text without empty lines around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show this text without calling it an edit."""
        with QSignalBlocker(self):
            self.setPlainText(value or "")
        self._refused = 0

    def problem(self) -> str:
        """Says so when the text is too long."""
        length = self.document().characterCount() - 1
        if self._refused or length > self._limit:
            return t(
                "That text is too long for a note ({length} characters, {limit} at most). "
                "Attach it as a document instead.",
                length=self._refused or length,
                limit=self._limit,
            )
        return ""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text; what is far too long is not taken, and `problem` says why."""
        text = source.text().replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        if len(text) + self.document().characterCount() > self._limit:
            self._refused = len(text)
            self.edited.emit()
            return
        self.insertPlainText(text)

    def event(self, event: QEvent) -> bool:
        # Ctrl+K finds, where the window knows how; under X11 Qt would keep it for editing.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.DeleteEndOfLine)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab):
            self._expand()
        super().keyPressEvent(event)

    def _expand(self) -> None:
        if self.snippets is None:
            return
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        word = line.split()[-1] if line and not line[-1].isspace() else ""
        if len(word) < 2 or not word.startswith(";"):
            return
        text = self.snippets(word)
        if text is None:
            return
        move = QTextCursor.MoveOperation.Left
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor, len(word))
        cursor.insertText(text)

    def _changed(self) -> None:
        self._refused = 0
        self.edited.emit()
