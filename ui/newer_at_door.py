"""The newer version for one whose program is too old for the office that they want to open."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.widgets.access_keys import assign

if TYPE_CHECKING:
    from ui.door import Door
    from ui.runner import JobRunner
    from ui.updates import Update
    from ui.widgets.banner import Banner
    from ui.widgets.buttons import Button


class NewerAtDoor(QObject):
    """Looks where this computer last heard that the office's updates lie; offers what is there
    by a button, while the banner says that the program is too old.

    `ready` carries what was fetched, to be installed.
    """

    ready = Signal(object)

    def __init__(self, door: Door, runner: JobRunner, banner: Banner, button: Button) -> None:
        super().__init__(button)
        self._door, self._runner, self._banner, self._button = door, runner, banner, button
        self._found: Update | None = None
        button.clicked.connect(self._open)

    def look(self, place: str) -> None:
        """Look for it, quietly: what is wrong has been said already."""
        said = self._banner.text()

        def found(update: Update | None) -> None:
            if update is not None and self._banner.text() == said:
                self._found = update
                self._button.show()
                assign(self._button.window())
                self._button.setFocus()

        look = self._door.newer_version
        self._runner.background(look, place, progress=True, then=found, failed=lambda _: None)

    def _open(self) -> None:
        from ui.dialogs.update import UpdateDialog

        if self._found is None:
            return
        window, updates = self._button.window(), self._door.updates
        dialog = UpdateDialog(updates, self._runner, self._found, window, later=False)
        dialog.ready.connect(self.ready)
        dialog.open()
