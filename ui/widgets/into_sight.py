"""Room that scrolls, in which whatever gets the focus by keyboard comes into sight."""

from PySide6 import QtCore
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.widgets.field import Field

_MARGIN = 16


class IntoSight(QScrollArea):
    """Qt does so for Tab within the room alone: not for an access key, nor for who comes from
    elsewhere. A field comes with its label and with what is said below it.

    What is pressed with the pointer stays where it is, or it would slip away under it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With less room, what was in sight and has the focus stays there."""
        super().resizeEvent(event)
        now, before = QApplication.focusWidget(), event.oldSize().height()
        if now is not None and event.size().height() < before and self.isAncestorOf(now):
            top = now.mapTo(self.viewport(), QtCore.QPoint()).y()
            if -now.height() < top < before:
                self._follow(None, now)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        inner = self.widget()
        if now is None or inner is None or not inner.isAncestorOf(now) or not self.isVisible():
            return
        if QApplication.mouseButtons() != QtCore.Qt.MouseButton.NoButton:
            return
        for part in (_field_of(now), now):
            if part is not None and self._center(part, inner):
                return
        self.ensureWidgetVisible(now, _MARGIN, _MARGIN)

    def _center(self, part: QWidget, inner: QWidget) -> bool:
        """Bring all of it into sight; False if it is higher than the room."""
        room = self.viewport()
        across, down = part.width() // 2 + _MARGIN, part.height() // 2 + _MARGIN
        if 2 * down > room.height():
            return False
        across = min(across, room.width() // 2)  # as wide as the room, it has no margin there
        at = part.mapTo(inner, part.rect().center())
        self.ensureVisible(at.x(), at.y(), across, down)
        return True


def _field_of(control: QWidget) -> Field | None:
    above = control.parentWidget()
    while above is not None and not isinstance(above, Field):
        above = above.parentWidget()
    return above
