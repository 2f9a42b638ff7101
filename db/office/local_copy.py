"""The copy of a shared office on this computer: which one there is, and how it is renewed."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlcipher3.dbapi2 as driver

from db.office.standing import Office
from db.queries.reading import Reading
from db.rules.findings import Finding, Refused, hard
from db.storage.copying import LONGEST_HOLD, Copied, Stopped, TooBusy
from db.storage.engine import DATABASE_ERRORS, Engines, connect
from db.storage.problems import StorageProblem, problem_of
from db.storage.schema import needs_upgrade
from db.storage.snapshot import Copies, Copy, open_copy

P = ParamSpec("P")
T = TypeVar("T")


_UNREADABLE = ("damaged", "wrong_key_or_damaged", "gone", "input_output", "readonly")


class NoCopy(Exception):
    """There is no copy that can be read."""


@dataclass
class _Standing:
    copy: Copy
    engines: Engines
    as_of: datetime
    writes: int | None  # of this program that are in it; None for a copy of another day


class LocalCopy:
    """May be used from several threads; of those that renew it one goes at a time.

    `why_not` is why the last renewal failed, `last` how the last one went and `took` how long.
    """

    def __init__(self, office: Office, copies: Copies) -> None:
        self.why_not: Finding | None = None
        self.last: Copied | None = None
        self.took = 0.0  # seconds, the last time that one was made
        self._office, self._copies = office, copies
        self._turn, self._swap = threading.Lock(), threading.Lock()
        self._standing: _Standing | None = None
        self._looked = self._closed = False
        self._writes = 0
        self._source: Any = None
        self._copied_version: int | None = None

    def wrote(self) -> None:
        """This program has saved something that people read."""
        self._writes += 1

    @property
    def as_of(self) -> datetime | None:
        """The moment (aware) up to which everything is in the copy; None without one."""
        standing = self._known()
        return standing.as_of if standing is not None else None

    @property
    def has_own_writes(self) -> bool:
        """Whether all that this program saved is in the copy."""
        standing = self._known()
        return standing is not None and standing.writes == self._writes

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query of the copy. Raises `NoCopy` where none can be read, or `Refused`."""
        standing = self._known()
        if standing is None:
            raise NoCopy
        try:
            return self._office.read_from(standing.engines, query, *args, **kwargs)
        except StorageProblem as problem:
            if not any(problem.has(f"storage.{code}") for code in _UNREADABLE):
                raise
            self._forget(standing)
            raise NoCopy from None

    def renew(
        self,
        wanted: Callable[[], bool] = lambda: True,
        wait: float = 0.0,
        longest_hold: float = LONGEST_HOLD,
    ) -> bool:
        """Make the copy as new as the office; whether it is now.

        For at most `longest_hold` seconds others who save may wait, if there is no other way.
        Waits so many seconds for another thread that is at it. Without success `why_not` is set,
        and the copy is as it was. Raises `StorageProblem` only where the office itself does not
        answer.
        """
        if not self._turn.acquire(timeout=wait):
            return False
        try:
            try:
                self._renew(wanted, longest_hold)
            except StorageProblem:
                if self._source is None:
                    raise
                self._let_go()  # a connection to a drive that was away meanwhile is dead
                self._renew(wanted, longest_hold)
            self.why_not = None
            return True
        except Stopped:
            return False
        except TooBusy:
            if longest_hold:
                self.why_not = hard("copy.too_busy")
            return False
        except StorageProblem as problem:
            self._let_go()
            if self._office_answers():
                self.why_not = problem.findings[0]
                return False
            raise
        except Refused as refused:
            self.why_not = refused.findings[0]
            return False
        finally:
            self._turn.release()

    def remove(self) -> None:
        """Take the copy off this computer."""
        with self._turn:
            self._drop()
            self._copies.remove_all()

    def remove_old(self, older: timedelta) -> None:
        """Take away copies of other offices that nobody has opened here for so long."""
        self._copies.remove_others(self._office.clock() - older)

    def close(self) -> None:
        """Let go of every file; the copy stays for the next time."""
        self._closed = True
        if self._turn.acquire(timeout=5.0):
            self._let_go()
            self._turn.release()
        self._drop()

    # ---- inside ----

    def _renew(self, wanted: Callable[[], bool], longest_hold: float) -> None:
        office = self._office
        writes, now = self._writes, office.clock()
        try:
            if self._source is None:
                self._source = connect(
                    office.folder.database, office.data_key, office.place, office.engines.timing
                )
            version = self._source.execute("PRAGMA data_version").fetchone()[0]
        except driver.Error as error:
            raise problem_of(error) or StorageProblem("input_output") from None
        standing = self._standing
        if standing is not None and version == self._copied_version:
            standing.as_of, standing.writes = now, writes
            return
        begun = office.engines.timing.elapsed()
        copy, self.last = self._copies.make(
            self._source, office.data_key, now, office.engines.timing, wanted, longest_hold
        )
        self._stand(_Standing(copy, open_copy(copy, office.data_key), now, writes))
        self._copied_version = version
        self.took = office.engines.timing.elapsed() - begun

    def _known(self) -> _Standing | None:
        """The copy that is in use; at first the one that was left here, if it can be read."""
        if not self._looked and not self._closed:
            with self._swap:
                if not self._looked:
                    self._looked = True
                    self._standing = self._standing or self._left_here()
        return self._standing

    def _left_here(self) -> _Standing | None:
        copy = self._copies.newest()
        if copy is None:
            return None
        engines = open_copy(copy, self._office.data_key)
        try:
            with engines.engine.connect() as connection:
                if not needs_upgrade(connection):
                    return _Standing(copy, engines, copy.made_at, None)
        except (StorageProblem, *DATABASE_ERRORS):  # under another key, or damaged
            pass
        engines.dispose()
        with suppress(OSError):
            copy.file.unlink(missing_ok=True)
        return None

    def _stand(self, standing: _Standing | None) -> None:
        with self._swap:
            before, self._standing, self._looked = self._standing, standing, True
        if before is not None:
            before.engines.dispose()

    def _forget(self, standing: _Standing) -> None:
        """A copy that cannot be read is none."""
        with self._swap:
            if self._standing is standing:
                self._standing, self._copied_version = None, None
        standing.engines.dispose()
        with suppress(OSError):
            standing.copy.file.unlink(missing_ok=True)

    def _drop(self) -> None:
        self._stand(None)
        self._copied_version = None

    def _let_go(self) -> None:
        source, self._source, self._copied_version = self._source, None, None
        if source is not None:
            with suppress(driver.Error):
                source.close()

    def _office_answers(self) -> bool:
        """Whether a failure was this computer's and not the office's."""
        try:
            source = connect(
                self._office.folder.database,
                self._office.data_key,
                self._office.place,
                self._office.engines.timing,
            )
        except (StorageProblem, driver.Error):
            return False
        source.close()
        return True
