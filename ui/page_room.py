"""Room for the page in front: where large text needs more than the window has, it scrolls."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

_MARGIN = 16


class PageRoom(QScrollArea):
    """Holds the pages, so that none makes the window larger than the screen.

    Whatever gets the focus is scrolled into sight.
    """

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(_Held(stack))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        inner = self.widget()
        if now is None or inner is None or not inner.isAncestorOf(now):
            return
        across, down = now.width() // 2 + _MARGIN, now.height() // 2 + _MARGIN
        room = self.viewport()
        if 2 * across <= room.width() and 2 * down <= room.height():
            at = now.mapTo(inner, now.rect().center())
            self.ensureVisible(at.x(), at.y(), across, down)
        else:
            self.ensureWidgetVisible(now, _MARGIN, _MARGIN)


class _Held(QWidget):
    """Needs what the page in front needs, whatever those behind it would; and never more than the
    least: a layout's own answer would count what a page would like."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)
        stack.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self._stack.currentWidget()
        if page is None:
            return QSize()
        return page.minimumSizeHint().expandedTo(page.minimumSize())

    def sizeHint(self) -> QSize:
        return self._stack.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the page needs more or less than before
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.setGeometry(self.rect())
