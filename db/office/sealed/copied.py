"""An office whose records are worked on in a folder that may be a copy of what counts."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from db.office.sealed.homes import SealedHome
from db.office.standing import Office
from db.queries.reading import Reading
from db.storage.engine import Engines, open_engines
from db.storage.problems import StorageProblem

P = ParamSpec("P")
T = TypeVar("T")


class Copied(Office):
    """Reads the newest, and has written when that is kept. Several threads may ask."""

    def __init__(self, *, kept: SealedHome, **known: Any) -> None:
        super().__init__(home=kept.folder, **known)
        self.kept = kept
        self._turn, self._has_turn = threading.RLock(), False

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query, as `Office.read` does."""
        if self._turn.acquire(blocking=False):  # who writes has seen what is newest
            try:
                if not self._has_turn:
                    self._bring_newest()
            finally:
                self._turn.release()
        return super().read(query, *args, **kwargs)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else writes the file meanwhile, and what is read is the newest."""
        with self._turn, self.kept.turn(self.place.retry_seconds):
            had, self._has_turn = self._has_turn, True
            try:
                self._bring_newest()
                yield
            finally:
                self._has_turn = had

    def start_over(self) -> None:
        """Go on from what counts, in a turn: what was not kept is not there."""
        self.kept.forget()
        self._bring_newest()

    def close(self) -> None:
        """Close it; a copy goes."""
        super().close()
        self.kept.close()

    def _after_commit(self) -> None:
        """It counts when it is kept; what is not kept is not seen again either."""
        try:
            self.kept.keep()
        except StorageProblem:
            with suppress(StorageProblem):
                self._bring_newest()
            raise

    def _has_done(self, operation_id: UUID) -> bool | None:
        try:
            self._bring_newest()
        except StorageProblem:
            return None
        return super()._has_done(operation_id)

    def _bring_newest(self) -> None:
        if self.kept.newest():
            before = self.engines
            self.home = self.kept.folder
            self.engines = self._engines_under(self.data_key)
            before.dispose()

    def _engines_under(self, key: bytes) -> Engines:
        return open_engines(self.folder.database, key, self.place, must_exist=True)
