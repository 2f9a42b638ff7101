"""An office can be dropped on a window: its folder, or a file that says where one is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class OfficeDrop(QObject):
    """Calls `take(place)`, while `may_take()`. Lives as long as the window."""

    def __init__(
        self, window: QWidget, may_take: Callable[[], bool], take: Callable[[str], object]
    ) -> None:
        super().__init__(window)
        self._may_take, self._take = may_take, take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and self._places(event):
            event.acceptProposedAction()
            return True
        if type(event) is QDropEvent and (places := self._places(event)):
            event.acceptProposedAction()
            self._take(places[0])
            return True
        return False

    def _places(self, event: QDropEvent) -> list[str]:
        urls = event.mimeData().urls() if self._may_take() else []
        return [url.toLocalFile() for url in urls if url.isLocalFile()]
