"""The bar above a page: its title, its actions, and the way to everything else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from db.texts import t
from ui.theme.icons import wear
from ui.theme.look import look
from ui.widgets.access_keys import assign
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import Elided, reveal


class CommandBar(QFrame):
    """Back and forward, a title, the page's buttons, and the search (Ctrl+K).

    Actions beyond the room that there is move into a menu named "More".
    """

    back = Signal()
    forward = Signal()
    search = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "bar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 8, 16, 8)
        self._row.setSpacing(8)
        self.back_button = IconButton("back", t("Back"), self.back.emit)
        self.back_button.setToolTip(t("Back (Alt+Left)"))
        self.forward_button = IconButton("forward", t("Forward"), self.forward.emit)
        self.forward_button.setToolTip(t("Forward (Alt+Right)"))
        self.title = Elided("", "title")
        self._row.addWidget(self.back_button)
        self._row.addWidget(self.forward_button)
        self._row.addWidget(self.title, 1)
        self._buttons: list[QWidget] = []
        self._more_menu = QMenu(self)
        self.more = IconButton("more", t("More actions"), self._show_more)
        self.more.hide()
        self._row.addWidget(self.more)
        self.search_button = Button(t("Find or do… (Ctrl+K)"), self.search.emit, icon="search")
        self.search_button.setAccessibleName(t("Find or do"))
        self.search_button.setProperty("place", "search")
        self._row.addWidget(self.search_button)

    def set_title(self, title: str) -> None:
        """Show a page's title."""
        self.title.setText(title)

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Show a page's actions: at most four as buttons, the last of them the main one."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._more_menu.clear()
        room = 4 if look().percent <= 130 else 2
        shown, rest = list(actions[-room:]), list(actions[: max(0, len(actions) - room)])
        at = self._row.indexOf(self.more)
        for number, entry in enumerate(shown):
            button = ActionButton(entry)
            self._row.insertWidget(at + number, button)
            self._buttons.append(button)
        for entry in rest:
            self._more_menu.addAction(entry)
        self.more.setVisible(bool(rest))
        if self.isVisible():
            assign(self.window())

    def set_history(self, back: bool, forward: bool) -> None:
        """Whether there is something to go back or forward to."""
        self.back_button.setEnabled(back)
        self.forward_button.setEnabled(forward)

    def _show_more(self) -> None:
        self._more_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class ActionButton(Button):
    """A button that looks and behaves as its action says."""

    def __init__(self, entry: QAction, parent: QWidget | None = None) -> None:
        kind = str(entry.property("kind") or "")
        super().__init__(entry.text(), entry.trigger, kind=kind, parent=parent)
        self._action = entry
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        icon = str(entry.property("iconName") or "")
        if icon:
            wear(self, icon, {"primary": "on_accent", "danger": "danger"}.get(kind, "text"))
        if entry.menu() is not None:
            self.setMenu(entry.menu())  # type: ignore[arg-type]
            self.setProperty("menu", "true")
        entry.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        reveal(self, self._action.isVisible())
        self.setToolTip(self._action.toolTip())
        if self.text().replace("&", "") != self._action.text().replace("&", ""):
            self.setText(self._action.text())
