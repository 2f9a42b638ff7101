"""The sections at the left of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from db.texts import t
from ui.pages.registry import Section, section_keys
from ui.theme.following import follow
from ui.theme.icons import wear
from ui.theme.look import look
from ui.widgets.text import Text

WIDTH = 208
_ICON = 18
_LARGE = 150  # percent
_PAGE = 560  # pixels at 100 % that a page needs beside the names of the sections
_BESIDE = 40  # pixels around an icon that stands alone
_AROUND = 52  # pixels: margins, borders and padding, and the gap after the icon


class Navigation(QFrame):
    """One button a section; Ctrl and its number (0 for the tenth) go there. Up and Down move among
    them.

    Where the window is narrow only the icons stand there, each with its name for who points at it
    and for screen readers.
    """

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
        self.compact = False
        self._followed: QWidget | None = None
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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._followed is not self.window():
            self._followed = self.window()
            self._followed.installEventFilter(self)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._followed:
            self._measure()
        return super().eventFilter(watched, event)

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
        button.setAccessibleName(section.title())
        button.setProperty("place", "nav")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keys = section_keys(number)
        words = t("{section} ({keys})", section=section.title(), keys=keys)
        button.setToolTip(words if keys else section.title())
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
        room = self._room()
        self._fold(room is not None and room < usual + look().px(_PAGE))
        wide = look().px(_ICON) + _BESIDE if self.compact else max(usual, min(longest, most))
        if (self.minimumWidth(), self.maximumWidth()) != (wide, wide):
            self.setFixedWidth(wide)

    def _room(self) -> int | None:
        """How wide the window is that it stands in; it cannot be wider than its screen."""
        if self._followed is None or self._followed is self:
            return None
        return min(self.screen().availableSize().width(), self._followed.width())

    def _fold(self, compact: bool) -> None:
        if compact == self.compact:
            return
        self.compact = compact
        self.office.setVisible(not compact)
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon
            )

    def _room_of(self, button: QToolButton) -> int:
        button.ensurePolished()
        font = QFont(button.font())
        font.setWeight(QFont.Weight.DemiBold)
        words = QFontMetrics(font).horizontalAdvance(button.text().replace("&&", "&"))
        return words + look().px(_ICON) + _AROUND
