"""Parts of which one is in front, and the others take no room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class FrontStack(QStackedWidget):
    """Needs what the part in front needs, whatever those behind it would: else one wide part that
    was looked at once lets all the others scroll sideways.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        front = self.currentWidget()
        if front is None:
            return QSize()
        return front.minimumSizeHint().expandedTo(front.minimumSize())
