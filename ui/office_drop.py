"""A window on which an office can be dropped: its folder, or a file that says where one is."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class TakesOffices(QMainWindow):
    """Emits `dropped` with the place."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    @property
    def is_idle(self) -> bool:
        """Whether it waits for somebody, and stands behind no dialog."""
        return self.isVisible() and QApplication.activeModalWidget() is None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._places(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = self._places(event)
        if places:
            event.acceptProposedAction()
            self.dropped.emit(places[0])

    def _places(self, event: QDropEvent) -> list[str]:
        urls = event.mimeData().urls() if self.is_idle else []
        return [url.toLocalFile() for url in urls if url.isLocalFile()]
