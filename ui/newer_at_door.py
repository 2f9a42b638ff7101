"""The newer version for one whose program is too old for the office that they want to open."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.widgets.access_keys import assign

if TYPE_CHECKING:
    from ui.door import Door
    from ui.runner import JobRunner
    from ui.sign_in_card import SignInCard
    from ui.updates import Update


class NewerAtDoor(QObject):
    """Looks where this computer last heard that the office's updates lie; offers what is there.

    `ready` carries what was fetched, to be installed.
    """

    ready = Signal(object)

    def __init__(self, door: Door, runner: JobRunner, card: SignInCard) -> None:
        super().__init__(card)
        self._door, self._runner, self._card = door, runner, card
        self._found: Update | None = None
        card.newer.clicked.connect(self._open)

    def look(self, place: str) -> None:
        """Look for it, quietly: what is wrong has been said already."""
        said = self._card.banner.text()

        def found(update: Update | None) -> None:
            if update is not None and self._card.banner.text() == said:
                self._found = update
                self._card.newer.show()
                assign(self._card.window())
                self._card.newer.setFocus()

        look = self._door.newer_version
        self._runner.background(look, place, progress=True, then=found, failed=lambda _: None)

    def _open(self) -> None:
        from ui.dialogs.update import UpdateDialog

        if self._found is None:
            return
        window, updates = self._card.window(), self._door.updates
        dialog = UpdateDialog(updates, self._runner, self._found, window, later=False)
        dialog.ready.connect(self.ready)
        dialog.open()
