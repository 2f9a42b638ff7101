"""The bar above a page: its title, its actions, and the way to everything else."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from db.texts import t
from ui.theme.look import look
from ui.widgets.access_keys import assign
from ui.widgets.action_button import ActionButton
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import Elided

_MOST_BUTTONS = 4
_TITLE = 320  # pixels of a title that are left to it before buttons go into the menu


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
        self._buttons: list[ActionButton] = []
        self._actions: tuple[QAction, ...] = ()
        self._shown = -1
        self._more_menu = QMenu(self)
        self.more = IconButton("more", t("More actions"), self._show_more)
        self.more.hide()
        self._row.addWidget(self.more)
        self._search_words = t("Find or do… (Ctrl+K)")
        self.search_button = Button(self._search_words, self.search.emit, icon="search")
        self.search_button.setToolTip(self._search_words)
        self.search_button.setAccessibleName(t("Find or do"))
        self.search_button.setProperty("place", "search")
        self._row.addWidget(self.search_button)

    def set_title(self, title: str) -> None:
        """Show a page's title."""
        self.title.setText(title)
        self._fit()

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Show a page's actions: at most four as buttons, the last of them the main one.

        Those for which there is no room beside the title stand in the menu. The cursor stays on
        the button of an action that is shown again.
        """
        if self._actions and tuple(actions) == self._actions:
            self._fit()
            return
        at = self.window().focusWidget()
        held = next((button.entry for button in self._buttons if button is at), None)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._actions = tuple(actions)
        self._buttons = [ActionButton(entry) for entry in self._actions[-_MOST_BUTTONS:]]
        place = self._row.indexOf(self.more)
        for number, button in enumerate(self._buttons):
            self._row.insertWidget(place + number, button)
        self._shown = -1
        self._fit()
        if self.isVisible():
            assign(self.window())
        again = next((b for b in self._buttons if held is not None and b.entry is held), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """All buttons but the main one can go into the menu, and Find can do without its words."""
        space = self._row.spacing()
        spare = sum(b.sizeHint().width() + space for b in self._buttons[:-1] if not b.isHidden())
        if self.search_button.text():
            spare += self._words_of_search()
        whole = super().minimumSizeHint()
        return QSize(whole.width() - spare, whole.height())

    def _fit(self) -> None:
        words = self._search_words if self._left_beside_one() >= 0 else ""
        if self.search_button.text().replace("&", "") != words:
            self.search_button.setText(words)
            if words and self.isVisible():
                assign(self.window())
        shown = self._room_for()
        if shown == self._shown:
            return
        self._shown = shown
        self._more_menu.clear()
        hidden = len(self._buttons) - shown
        for number, button in enumerate(self._buttons):
            button.set_room(number >= hidden)
        for entry in self._actions[: len(self._actions) - shown]:
            self._more_menu.addAction(entry)
        self.more.setVisible(shown < len(self._actions))

    def _words_of_search(self) -> int:
        """The width that the words on the button take, and give back when they go."""
        return QFontMetrics(self.search_button.font()).horizontalAdvance(self._search_words)

    def _left(self) -> int:
        """The width that is left for buttons beside the whole title."""
        title = QFontMetrics(self.title.font()).horizontalAdvance(self.title.whole())
        others = (self.back_button, self.forward_button, self.search_button, self.more)
        space = self._row.spacing()
        margins = self._row.contentsMargins()
        left = self.width() - margins.left() - margins.right() - min(title, look().px(_TITLE))
        return left - sum(widget.sizeHint().width() + space for widget in others)

    def _left_beside_one(self) -> int:
        """What would be left beside the main button and Find with all its words."""
        main = sum(b.sizeHint().width() + self._row.spacing() for b in self._buttons[-1:])
        back = 0 if self.search_button.text() else self._words_of_search() + self._row.spacing()
        return self._left() - main - back

    def _room_for(self) -> int:
        """How many buttons, counted from the main one, leave the title whole; at least that one."""
        left = self._left()
        space = self._row.spacing()
        number = 0
        for button in reversed(self._buttons):
            left -= button.sizeHint().width() + space
            if number and left < 0:
                break
            number += 1
        return number

    def set_history(self, back: bool, forward: bool) -> None:
        """Whether there is something to go back or forward to."""
        self.back_button.setEnabled(back)
        self.forward_button.setEnabled(forward)

    def _show_more(self) -> None:
        self._more_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
