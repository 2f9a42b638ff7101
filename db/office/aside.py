"""The way into an office on a shared drive, with a copy of it on this computer beside it.

One open reader makes everybody's save wait there. So what takes long is asked of the copy, if it
is new enough and holds what this program saved itself; a first page may be painted from it; and
while the drive is gone everything is read there and nothing is written.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from db.office.afterwards import Afterwards
from db.office.answering import Answering
from db.office.leaving_behind import Left
from db.office.local_copy import LocalCopy, NoCopy
from db.office.standing import Office, Written
from db.office.watching import Done
from db.operations.changes import Changes
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.storage.problems import StorageProblem
from db.storage.reaching import answers

P = ParamSpec("P")
T = TypeVar("T")

FRESH = timedelta(minutes=10)  # a copy that is older is renewed before a report is read from it
RENEWAL_WAIT = 20.0  # seconds that a report waits for that
QUICK = 2.0  # seconds; a copy that takes no longer is renewed before every report
_UNSEEN = {"draft", "audit", "preference"}  # kinds of record that no report shows


class Aside(Answering):
    """Asks like an `Office`, and watches over it. May be used from several threads."""

    def __init__(
        self,
        office: Office,
        copy: LocalCopy,
        *,
        afterwards: Afterwards | None = None,
        fresh: timedelta = FRESH,
        answering: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(
            office, answering or (lambda: answers(office.folder.database, office.data_key))
        )
        self.copy = copy
        self._afterwards = afterwards
        self._fresh = fresh
        self._answer = threading.local()

    # ---- asking ----

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query; while the place is gone, of the copy. Raises `Refused`."""
        self._answer.as_of = None
        if not self._gone.is_set():
            try:
                return self._asked.call(lambda: self.office.read(query, *args, **kwargs))
            except (StorageProblem, Left):
                if not self._gone.is_set():
                    raise
        return self.read_copy(query, *args, **kwargs)

    def read_long(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query that takes long: of the copy where that shows what one must see.

        Where that is quick the copy is renewed first, and nobody waits for it. Elsewhere it may
        be some minutes old, but never lacks what this program saved.
        """
        if not self._gone.is_set() and self._is_good_now():
            with suppress(StorageProblem):
                return self.read_copy(query, *args, **kwargs)
        return self.read(query, *args, **kwargs)

    def read_copy(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask the copy, however old it is. Raises `StorageProblem` "gone" without one."""
        moment = self.copy.as_of
        try:
            answer = self.copy.read(query, *args, **kwargs)
        except NoCopy:
            raise StorageProblem("gone") from None
        self._answer.as_of = moment
        return answer

    def write(
        self,
        operation: Callable[..., T],
        *args: object,
        operation_id: UUID | None = None,
        **kwargs: object,
    ) -> Written[T]:
        """Do an operation, like `Office.write`; what can be recorded afterwards waits."""
        later = self._afterwards
        if later is not None and later.takes(operation):
            return self._recorded(later, operation, *args)
        written = self.office.write(operation, *args, operation_id=operation_id, **kwargs)
        if written.repeated:
            self.copy.wrote()  # what was done before may be newer than the copy
        return written

    def as_of(self) -> datetime | None:
        """Of which moment (aware) this thread's last answer was; None for the newest."""
        moment: datetime | None = getattr(self._answer, "as_of", None)
        return moment

    def settle(self) -> int:
        """Record what was done while the place was gone; how many. Raises `Refused`."""
        return self._afterwards.settle() if self._afterwards is not None else 0

    # ---- whether the place is there ----

    def before_write(self) -> None:
        """Nothing can be written while the place is gone."""
        if self._gone.is_set():
            raise Refused(hard("place.unreachable"))

    def after_write(self, done: Done) -> None:
        """The copy must show it before a report is read from there."""
        if set(done.changes.records) - _UNSEEN:
            self.copy.wrote()

    def failed(self, problem: StorageProblem) -> None:
        """What cannot be found is gone; an error of the drive makes one doubt."""
        self.copy.wrote()  # a save that failed may have been kept
        if problem.has("storage.gone") and not self.office.folder.is_office:
            self._lose()
        elif problem.has("storage.gone") or problem.has("storage.input_output"):
            self.doubt()

    # ---- inside ----

    def _recorded(
        self, later: Afterwards, operation: Callable[..., T], *args: object
    ) -> Written[T]:
        try:
            return self.office.write(operation, *args)
        except Refused as refused:
            of_the_place = isinstance(refused, StorageProblem) or refused.has("place.unreachable")
            if not of_the_place or not self._gone.is_set():
                raise
        return Written(cast(T, later.keep(operation, *args)), Changes())

    def _is_good(self) -> bool:
        moment = self.copy.as_of
        if moment is None or not self.copy.has_own_writes:
            return False
        return abs(self.office.clock() - moment) <= self._fresh

    def _is_good_now(self) -> bool:
        """Whether the copy is good, renewed if it need be or can be."""
        with suppress(StorageProblem):
            if not self._is_good():
                self.copy.renew(wait=RENEWAL_WAIT)
            elif self.copy.took <= QUICK:
                self.copy.renew(longest_hold=0)
        return self._is_good()
