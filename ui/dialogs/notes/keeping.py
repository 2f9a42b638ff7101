"""Keeping a note as a draft while it is written: every ten seconds, and whenever it is asked."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from db.operations.notes.draft import NoteForm, save_draft_note
from db.rules.findings import Refused, Stale
from ui.context import PageContext

EVERY_MS = 10_000
Snapshot = dict[str, Any]


class NoteKeeping(QObject):
    """Saves what `snapshot` and `form` give; one save at a time.

    `version` is the draft's own, 0 before it was first saved. Signals: `kept` (saved), `stale`
    (saved elsewhere meanwhile: nothing is saved any more until `go_on_from`), `gone` (discarded
    elsewhere meanwhile; the same) and `refused` (an error). Each says whether somebody asked for
    the save.
    """

    kept = Signal()
    stale = Signal(bool)
    gone = Signal(bool)
    refused = Signal(object, bool)

    def __init__(
        self,
        context: PageContext,
        snapshot: Callable[[], Snapshot],
        form: Callable[[int], NoteForm | None],
        version: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._snapshot = snapshot
        self._form = form
        self.version = version
        self.is_stale = False
        self.touched = False  # something was typed since it was last known to be saved
        self._saving = False
        self._next: Callable[[], object] | None = None
        self._settled: Callable[[], object] | None = None
        self._asked = False
        self._kept: Snapshot = snapshot()
        self._taken: Snapshot = {}
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def typed(self) -> None:
        """Something was typed; what, is looked at when it matters."""
        self.touched = True

    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        if self.touched and self._snapshot() == self._kept:
            self.touched = False
        return self.touched

    def mark_clean(self) -> None:
        """Take what stands there as saved."""
        self._kept = self._snapshot()
        self.touched = False

    def forget_kept(self) -> None:
        """Take nothing of what stands there as saved."""
        self._kept = {}
        self.touched = True

    def tick(self) -> None:
        """Save by itself, if something changed and can be saved."""
        if self.dirty() and not self._saving and not self.is_stale:
            self._save(asked=False)

    def save(self, then: Callable[[], object]) -> None:
        """Save because somebody asked for it, then go on."""
        self._next = then
        if self._saving:
            self._asked = True
        else:
            self._save(asked=True)

    def go_on_from(self, version: int) -> None:
        """After comparing with what was saved elsewhere: save over this version."""
        self.version, self.is_stale = version, False

    def stop(self) -> None:
        """Save nothing any more by itself."""
        self._timer.stop()

    def go_on(self) -> None:
        """Save by itself again, after all."""
        self._timer.start()

    def is_running(self) -> bool:
        """Whether it saves by itself."""
        return self._timer.isActive()

    def settle(self, then: Callable[[], object]) -> None:
        """Call `then` as soon as no save is under way."""
        if self._saving:
            self._settled = then
        else:
            then()

    def _save(self, *, asked: bool) -> None:
        if not self.dirty() and self.version:
            self._go_on()
            return
        form = self._form(self.version)
        if form is None:
            self._next = None
            return
        self._taken, self._asked, self._saving = self._snapshot(), asked, True
        self._context.runner.write(save_draft_note, form, then=self._saved, failed=self._failed)

    def _saved(self, version: int) -> None:
        self._saving = False
        self.version, self._kept = version, self._taken
        self.kept.emit()
        self._settle()
        if self._next is not None:
            self._save(asked=True)  # what was typed meanwhile, or go on

    def _failed(self, error: Exception) -> None:
        self._saving, self._next = False, None
        self._settle()
        if isinstance(error, Stale):
            self.is_stale = True
            self.stale.emit(self._asked)
        elif isinstance(error, Refused) and error.has("note.unknown") and self.version:
            self.is_stale = True
            self.gone.emit(self._asked)
        elif isinstance(error, Refused):
            self.refused.emit(error, self._asked)

    def _settle(self) -> None:
        following, self._settled = self._settled, None
        if following is not None:
            following()

    def _go_on(self) -> None:
        following, self._next = self._next, None
        if following is not None:
            following()
