"""A button in the bar above a page, as its action says."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.theme.icons import wear
from ui.widgets.buttons import Button
from ui.widgets.text import reveal


class ActionButton(Button):
    """A button that looks and behaves as its action says."""

    def __init__(self, entry: QAction, parent: QWidget | None = None) -> None:
        kind = str(entry.property("kind") or "")
        super().__init__(entry.text(), entry.trigger, kind=kind, parent=parent)
        self.entry = entry
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        icon = str(entry.property("iconName") or "")
        if icon:
            wear(self, icon, {"primary": "on_accent", "danger": "danger"}.get(kind, "text"))
        if entry.menu() is not None:
            self.setMenu(entry.menu())  # type: ignore[arg-type]
            self.setProperty("menu", "true")
        self._has_room = True
        self._handed_to: QWidget | None = None
        entry.changed.connect(self._follow)
        self._follow()

    def set_room(self, has_room: bool) -> None:
        """Whether there is room to show it."""
        self._has_room = has_room
        self._follow()

    def _follow(self) -> None:
        self._enable(self.entry.isEnabled())
        reveal(self, self._has_room and self.entry.isVisible())
        self.setToolTip(self.entry.toolTip())
        if self.text().replace("&", "") != self.entry.text().replace("&", ""):
            self.setText(self.entry.text())

    def _enable(self, enabled: bool) -> None:
        """Qt takes the cursor from what is disabled. It comes back, unless it was moved since."""
        if enabled == self.isEnabled():
            return
        had_it = self.hasFocus()
        self.setEnabled(enabled)
        holder = self.window().focusWidget()
        if enabled and holder is not None and holder is self._handed_to:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._handed_to = holder if had_it else None
