"""The sign-in card stays where it is, whatever comes into it or below it, once it was painted."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QFrame, QMainWindow, QScrollArea, QSizePolicy, QVBoxLayout

from ui.sign_in_card import MARGIN, SignInCard
from ui.theme.following import follow

_ABOVE = 0.4  # of the room that is left over
_FRAME = 40  # pixels for what the system puts around a window
_BAR = 32  # for a scroll bar, and a little beside the card
_LOWEST = 240


class StandingStill(QObject):
    """Puts the card to a height that only the window's size changes; `column` holds it below a
    stretch. A message of many lines grows upwards, so that the fields below it stay. What has no
    room in the window scrolls, and does not make it higher.
    """

    def __init__(self, window: QMainWindow, card: SignInCard, column: QVBoxLayout) -> None:
        super().__init__(window)
        self._window, self._card, self._column = window, card, column
        first = column.itemAt(0)
        self._above = first.spacerItem() if first is not None else None
        self._base = 0
        self._scroll = QScrollArea()
        self._let_scroll()
        self._measure()
        card.banner.said.connect(self._put)
        window.installEventFilter(self)
        follow(self, self._measure)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._put()
        return False

    def _measure(self) -> None:
        links = self._column.itemAt(2)
        below = links.sizeHint().height() + self._column.spacing() if links is not None else 0
        self._base = self._card.base_height() + below + 2 * MARGIN
        self._scroll.setMinimumWidth(self._card.width() + _BAR)
        self._put()

    def _put(self) -> None:
        room = self._window.height() - self._base
        top = max(0, round(_ABOVE * max(0, room)) - self._card.grown)
        if self._above is not None and self._above.sizeHint().height() != top:
            ways = QSizePolicy.Policy
            self._above.changeSize(0, top, ways.Minimum, ways.Fixed)
            self._column.setStretch(0, 0)
            self._column.invalidate()
        content = self._scroll.widget()
        for part in (self._card, content):  # both in one: what is below must not jump meanwhile
            layout = part.layout() if part is not None else None
            if layout is not None:
                layout.activate()

    def _balance(self, _: int, most: int) -> None:
        """A scroll bar takes room at one side: as much is left free at the other."""
        content, bar = self._scroll.widget(), self._scroll.verticalScrollBar().sizeHint().width()
        layout = content.layout() if content is not None else None
        if layout is not None:
            margins = layout.contentsMargins()
            margins.setLeft(margins.right() + (bar if most else 0))
            layout.setContentsMargins(margins)

    def _let_scroll(self) -> None:
        focus = self._window.focusWidget()
        content = self._window.takeCentralWidget()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setMinimumHeight(_LOWEST)
        if content is not None:
            self._scroll.setWidget(content)
        self._window.setCentralWidget(self._scroll)
        self._scroll.show()  # now, not in a moment
        self._scroll.verticalScrollBar().rangeChanged.connect(self._balance)
        if focus is not None:
            focus.setFocus()
        room = self._window.screen().availableSize() - QSize(0, _FRAME)
        self._window.resize(self._window.size().boundedTo(room))
