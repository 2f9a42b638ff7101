"""Parts of a page: a card with a heading, a heading line, and room that scrolls."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.into_sight import IntoSight
from ui.widgets.text import Text


class SectionHeader(QWidget):
    """A heading with buttons at its right end."""

    def __init__(
        self, title: str, *right: QWidget, role: str = "section", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.title = Text(title, role)
        row.addWidget(self.title)
        row.addStretch()
        self._row = row
        for widget in right:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the right end."""
        self._row.addWidget(widget)


class Card(QFrame):
    """A part of a page on a surface of its own. Add to `body`."""

    def __init__(self, title: str = "", *right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.setSpacing(8)
        self.header: SectionHeader | None = None
        if title:
            self.header = SectionHeader(title, *right)
            self.body.addWidget(self.header)


class Inner(QWidget):
    """Is as high as its words need at the width that there is, not at the least it could have."""

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth():
            return QSize(least.width(), 0)
        return least


class Scrolled(IntoSight):
    """Room that scrolls down. Add to `body`; `width` limits the measure of prose and forms.

    In a page it scrolls sideways too where there is no room at all; where it is `whole`, as in a
    dialog, it is never narrower than what is in it.
    """

    def __init__(
        self,
        *widgets: QWidget,
        width: int = 0,
        margin: int = 16,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole = whole
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = Inner()
        inner.setObjectName("scrolled")
        row = QHBoxLayout(inner)
        row.setContentsMargins(margin, margin, margin, margin)
        column = QWidget()
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        if width:
            column.setMaximumWidth(width)
        row.addWidget(column, 1)
        if width:
            row.addStretch(0)
        for widget in widgets:
            self.body.addWidget(widget)
        self.body.addStretch()
        self.setWidget(inner)

    def minimumSizeHint(self) -> QSize:
        least, inner = super().minimumSizeHint(), self.widget()
        if not self._whole or inner is None:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(inner.minimumSizeHint().width() + bar, least.height())

    def add(self, widget: QWidget) -> None:
        """Add a part above the stretch at the end."""
        self.body.insertWidget(self.body.count() - 1, widget)
