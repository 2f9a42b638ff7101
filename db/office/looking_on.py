"""The way into an office in which, for a time or altogether, nothing may be written.

A file that is looked at is put on record first. Where the office is read only that record waits on
this computer, sealed to whoever looked (`db.office.afterwards`), so that reading goes on. Whatever
would leave the office on paper or as a file must be on record at once, and is refused.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from db.office.afterwards import Afterwards
from db.office.looks import Looks
from db.office.standing import Written
from db.operations.cases.view import record_case_view
from db.operations.changes import Changes
from db.operations.looks import may_look
from db.operations.views import record_view
from db.queries.reading import Reading
from db.rules.findings import Refused
from db.storage.problems import StorageProblem

P = ParamSpec("P")
T = TypeVar("T")

VIEWS: tuple[Callable[..., object], ...] = (record_view, record_case_view)  # looks at files
_READ_ONLY = ("storage.locks_unreal", "place.mount", "place.readonly")


class Way(Protocol):
    """An `Office`, or one with a copy beside it (`db.office.aside`)."""

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T: ...
    def read_long(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T: ...
    def write(
        self,
        operation: Callable[..., T],
        *args: object,
        operation_id: UUID | None = None,
        **kwargs: object,
    ) -> Written[T]: ...
    def interrupt(self, thread: int) -> None: ...
    def as_of(self) -> datetime | None: ...


class LookingOn:
    """Asks and writes like the way that it is given. May be used from several threads."""

    def __init__(self, way: Way, afterwards: Afterwards, looks: Looks | None = None) -> None:
        self._way, self._afterwards = way, afterwards
        self._looks = looks  # of an office on a shared drive, where a write is slow
        # Taken as they are: a runner asks what kind of way it was given by what it can do.
        self.read, self.read_long = way.read, way.read_long
        self.interrupt, self.as_of = way.interrupt, way.as_of
        if hasattr(way, "read_copy"):
            self.read_copy = way.read_copy

    def write(
        self,
        operation: Callable[..., T],
        *args: object,
        operation_id: UUID | None = None,
        **kwargs: object,
    ) -> Written[T]:
        """Do an operation. Raises `Refused`; the record of a look waits where it would be.

        On a shared drive it waits as well, for a minute at most: only whether the file may be seen
        is asked at once.
        """
        if self._looks is not None and operation in VIEWS:
            waits = self._let_wait(self._looks, *args)
            if waits is not None:
                return Written(cast(T, waits), Changes())
        try:
            return self._way.write(operation, *args, operation_id=operation_id, **kwargs)
        except Refused as refused:
            if operation not in VIEWS or not any(refused.has(code) for code in _READ_ONLY):
                raise
        return Written(cast(T, self._afterwards.keep(operation, *args)), Changes())

    def settle(self) -> int:
        """Record what waits; how many. Raises `Refused`, and then all of it waits on."""
        looked = self._looks.settle() if self._looks is not None else 0
        return looked + self._afterwards.settle()

    def settle_looks(self) -> int:
        """Record the looks that wait, and nothing else. Raises `Refused`."""
        return self._looks.settle() if self._looks is not None else 0

    def _let_wait(self, looks: Looks, *about: Any) -> bool | None:
        """Whether the look counts as one of its own; None where it is to be recorded at once."""
        kind, record_id = about if len(about) == 2 else ("case", *about)
        if not self.read(may_look, kind, record_id):
            return None
        try:
            return looks.keep(kind, record_id)
        except StorageProblem:  # this computer's own disk
            return None
