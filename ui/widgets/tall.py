"""Room that scrolls down for what a window has made already, once it is too high for the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from ui.widgets.card import Inner
from ui.widgets.into_sight import IntoSight

_GAP = 8  # pixels to the scroll bar


class Tall(IntoSight):
    """Takes a layout with all that is in it, and is never narrower than that."""

    def __init__(self, content: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setContentsMargins(0, 0, _GAP, 0)
        inner = Inner()
        inner.setObjectName("scrolled")
        inner.setLayout(content)
        self.setWidget(inner)

    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        across = inner.minimumSizeHint().width() if inner is not None else 0
        return QSize(across + self.verticalScrollBar().sizeHint().width(), 96)
