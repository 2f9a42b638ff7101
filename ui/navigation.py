"""The sections at the left of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from db.texts import t
from ui.pages.registry import Section
from ui.theme.following import follow
from ui.theme.icons import wear
from ui.theme.look import look
from ui.widgets.text import Text

WIDTH = 208
_ICON = 18
_LARGE = 150  # percent
_AROUND = 52  # pixels: margins, borders and padding, and the gap after the icon


class Navigation(QFrame):
    """One button a section; Ctrl and its number go there. Up and Down move between them."""

    chosen = Signal(str)

    def __init__(
        self, office: str, sections: Sequence[Section], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("shape", "nav")
        self.setAccessibleName(t("Sections"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(2)
        self.office = Text(office, "section", wrap=True)
        self.office.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.office)
        column.addSpacing(10)
        self._buttons: dict[str, QToolButton] = {}
        for number, section in enumerate(sections, start=1):
            column.addWidget(self._button(number, section))
        column.addStretch()
        self._measure()
        follow(self, self._measure)

    def mark(self, key: str) -> None:
        """Show which section is in front."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if focused is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            buttons[focused].click()
            return
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, number: int, section: Section) -> QToolButton:
        button = QToolButton()
        button.setText(section.title().replace("&", "&&"))
        button.setProperty("place", "nav")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(t("{section} (Ctrl+{number})", section=section.title(), number=number))
        wear(button, section.icon, size=_ICON)
        button.clicked.connect(lambda checked=False: self._choose(section.key))
        self._buttons[section.key] = button
        return button

    def _choose(self, key: str) -> None:
        # A page with unsaved work may stay in front: the window marks what really is.
        self._buttons[key].setChecked(not self._buttons[key].isChecked())
        self.chosen.emit(key)

    def _measure(self) -> None:
        # Half as fast as the text: at 200 % the page needs the room more. Before, as much more as a
        # name needs, in the weight that it has while its section is in front.
        usual = WIDTH + (look().px(WIDTH) - WIDTH) // 2
        most = usual * 5 // 4 if look().percent <= _LARGE else usual
        longest = max(map(self._room_of, self._buttons.values()), default=0)
        self.setFixedWidth(max(usual, min(longest, most)))

    def _room_of(self, button: QToolButton) -> int:
        button.ensurePolished()
        font = QFont(button.font())
        font.setWeight(QFont.Weight.DemiBold)
        words = QFontMetrics(font).horizontalAdvance(button.text().replace("&&", "&"))
        return words + look().px(_ICON) + _AROUND
