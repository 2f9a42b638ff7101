"""Buttons: named by their verb; one primary button a dialog; destructive verbs in danger color."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent

_ICON_TOKEN = {"primary": "on_accent", "danger": "danger", "link": "accent"}


class Button(QPushButton):
    """A push button. `kind`: "" (ordinary), "primary", "danger", "link" or "quiet"."""

    def __init__(
        self,
        text: str,
        clicked: Callable[[], object] | None = None,
        *,
        kind: str = "",
        icon: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(kind == "primary")
        if icon:
            from ui.theme.icons import wear

            wear(self, icon, _ICON_TOKEN.get(kind, "text"))
        if tip:
            self.setToolTip(tip)
        if clicked is not None:
            self.clicked.connect(lambda checked=False: clicked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)


class IconButton(QToolButton):
    """A button that shows only an icon; `name` is its accessible name and its tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        clicked: Callable[[], object] | None = None,
        *,
        shortcut: str = "",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setCheckable(checkable)
        from ui.theme.icons import wear

        wear(self, icon, size=18)
        if shortcut:
            self.setShortcut(shortcut)
        if clicked is not None:
            self.clicked.connect(lambda checked=False: clicked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)


def _pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses the button that has the focus, never the dialog's main one instead of it."""
    if event.key() not in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
        return False
    button.click()
    return True


def action(
    text: str,
    triggered: Callable[[], object],
    parent: QWidget,
    *,
    icon: str = "",
    shortcut: str = "",
    kind: str = "",
) -> QAction:
    """An action for a page's command bar or a menu.

    `kind` "primary" marks the page's main action. The shortcut works while focus is in `parent`.
    """
    from PySide6.QtGui import QAction

    made = QAction(text, parent)
    made.triggered.connect(lambda checked=False: triggered())
    made.setProperty("kind", kind)
    if icon:
        from ui.theme.icons import wear

        wear(made, icon, _ICON_TOKEN.get(kind, "text"))
        made.setProperty("iconName", icon)
    if shortcut:
        made.setShortcut(shortcut)
        made.setShortcutContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setToolTip(f"{text} ({made.shortcut().toString()})")
        parent.addAction(made)
    return made
