"""The small month beside the days, where there is room for both or somebody wants it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.context import PageContext
from ui.pages.calendar.side import Side
from ui.theme.look import look
from ui.widgets.splitter import Splitter

_LAYOUT = "calendar.side"
_ROOM = 900  # pixels at 100 % text from which both have room
_SIZES = (216, 900)


class Beside(Splitter):
    """Shows the side until somebody hides it, and hides it where it is narrow until somebody wants
    it; what was wanted is remembered. `turned` tells whether it is shown.
    """

    turned = Signal(bool)

    def __init__(self, context: PageContext, side: Side, room: QWidget) -> None:
        super().__init__("calendar", context.settings, side, room, sizes=_SIZES)
        self._context, self.side = context, side
        kept = context.settings.layout(_LAYOUT)
        self._wanted: bool | None = kept if isinstance(kept, bool) else None
        self._fit()

    def shows_side(self) -> bool:
        """Whether the side is to be seen."""
        return not self.side.isHidden()

    def turn(self) -> None:
        """Show the side, or hide it."""
        self._wanted = not self.shows_side()
        self._context.settings.remember(_LAYOUT, self._wanted)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= look().px(_ROOM)
        shown = roomy if self._wanted is None else self._wanted
        if shown == self.shows_side():
            return
        self.side.setVisible(shown)
        if shown:
            self.side.load()
        self.turned.emit(shown)
