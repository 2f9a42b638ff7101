"""How the office stands, told to the window of a sealed file as well, and nothing of it back."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.office_state import OfficeWatch

if TYPE_CHECKING:
    from ui.office_state import OfficeState


class SealedStanding(QObject):
    """Keeps `watch`, which is the sealed file's own: what is edited there is told to nobody.

    `came_back` is called when the office can be reached again: anything may have been written.
    """

    def __init__(self, office: OfficeWatch, came_back: Callable[[], object]) -> None:
        super().__init__()
        self.watch = OfficeWatch(self)
        self._office, self._came_back = office, came_back
        office.changed.connect(self._follow)
        self._take(office.state)

    def _follow(self) -> None:
        was_there = self.watch.state.reachable
        self._take(self._office.state)
        if self.watch.state.reachable and not was_there:
            self._came_back()

    def _take(self, state: OfficeState) -> None:
        self.watch.update(
            reachable=state.reachable,
            readable=state.readable,
            why_away=state.why_away,
            why_readonly=state.why_readonly,
        )
