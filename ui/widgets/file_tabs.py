"""The parts of a file, one in front: from the row of tabs the part in front is read as well."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QTabWidget

from ui.widgets.into_sight import IntoSight

_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)  # Home and End choose a tab


class FileTabs(QTabWidget):
    """Up, Down, Page Up and Page Down scroll a part that has nothing to go to in it. Only the part
    in front takes room across, so that a wide one lets none of the others scroll sideways.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setAccessibleName(name)
        self.tabBar().setAccessibleName(name)
        self.currentChanged.connect(lambda _: self._give_room())

    def focus_bar(self) -> None:
        """Put the cursor into the row of tabs."""
        self.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def is_adrift(self) -> bool:
        """Whether the cursor, by the turning of a tab, is where no key does anything, or on a
        button of a part that is read from its beginning: there Enter would press what may be out
        of sight.
        """
        part, now = self.currentWidget(), self.window().focusWidget()
        if part is None or now is None or now is part:
            return part is not None and now is part
        return (
            isinstance(now, QAbstractButton) and part.isAncestorOf(now) and self._room() is not None
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        room = self._room()
        if event.key() in _KEYS and not event.modifiers() and room is not None:
            QCoreApplication.sendEvent(room.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._give_room()

    def _give_room(self) -> None:
        ways = QSizePolicy.Policy
        for part in filter(None, map(self.widget, range(self.count()))):
            policy = part.sizePolicy()
            front = part is self.currentWidget()
            policy.setHorizontalPolicy(ways.Preferred if front else ways.Ignored)
            part.setSizePolicy(policy)

    def _room(self) -> IntoSight | None:
        part = self.currentWidget()
        if part is None or isinstance(part, IntoSight):
            return part
        rooms = part.findChildren(IntoSight)
        return next((room for room in rooms if room.isVisible()), None)
