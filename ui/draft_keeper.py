"""Keeps what is being typed: every 10 seconds and before a lock, encrypted."""

from collections.abc import Callable, Iterable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from ui.drafts import Draft, DraftStore

EVERY_MS = 10_000


class DraftKeeper(QObject):
    """Asks `collect` for drafts and saves those that changed since they were last saved.

    A draft that was there and is no more has been saved for good or thrown away: it is discarded.
    """

    def __init__(
        self,
        store: DraftStore,
        collect: Callable[[], Iterable[Draft]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._collect = collect
        self._kept: dict[tuple[str, UUID], Draft] = {}
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def keep(self) -> None:
        """Save what has changed."""
        now = {(draft.kind, draft.record_id): draft for draft in self._collect()}
        for key, draft in now.items():
            if self._kept.get(key) != draft:
                self._store.save(draft)
        for kind, record_id in self._kept.keys() - now.keys():
            self._store.discard(kind, record_id)
        self._kept = now

    def stop(self) -> None:
        """Keep what there is and end."""
        self._timer.stop()
        self.keep()
