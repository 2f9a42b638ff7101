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
from db.office.leaving_behind import LeavingBehind, Left
from db.office.local_copy import LocalCopy, NoCopy
from db.office.standing import Office, Written
from db.office.watching import Done, Watching
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
PROBE_WAIT = 5.0  # seconds after which a drive that says nothing counts as gone
_UNSEEN = {"draft", "audit", "preference"}  # kinds of record that no report shows


class Aside(Watching):
    """Asks like an `Office`, and watches over it. May be used from several threads.

    `doubted` is set when somebody should `look` whether the place still answers.
    """

    def __init__(
        self,
        office: Office,
        copy: LocalCopy,
        *,
        afterwards: Afterwards | None = None,
        fresh: timedelta = FRESH,
        answering: Callable[[], bool] | None = None,
    ) -> None:
        self.office, self.copy = office, copy
        self.doubted = threading.Event()
        self._gone = threading.Event()
        self._afterwards = afterwards
        self._fresh = fresh
        self._answering = answering or (lambda: answers(office.folder.database, office.data_key))
        self._looking: threading.Thread | None = None
        self._seen = False  # what the last look has shown
        self._asked = LeavingBehind(self._gone)
        self._answer = threading.local()
        office.watchers.append(self)

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

    def interrupt(self, thread: int) -> None:
        """Break off what a thread is reading."""
        self.office.interrupt(self._asked.stand_in(thread))

    def as_of(self) -> datetime | None:
        """Of which moment (aware) this thread's last answer was; None for the newest."""
        moment: datetime | None = getattr(self._answer, "as_of", None)
        return moment

    def settle(self) -> int:
        """Record what was done while the place was gone; how many. Raises `Refused`."""
        return self._afterwards.settle() if self._afterwards is not None else 0

    # ---- whether the place is there ----

    @property
    def is_gone(self) -> bool:
        """Whether the place does not answer, so that the copy stands in for it."""
        return self._gone.is_set()

    def look(self, patience: float = PROBE_WAIT) -> bool:
        """See whether the place answers within so many seconds, and go by that from now on."""
        self.doubted.clear()
        if self._looking is None or not self._looking.is_alive():  # one that hangs is enough
            self._seen = False
            self._looking = threading.Thread(target=self._probe, daemon=True)
            self._looking.start()
        self._looking.join(patience)
        if self._seen:
            self._seen = False
            self._gone.clear()
            self.office.is_away = False
        elif not self._gone.is_set():
            self._lose()
        return not self._gone.is_set()

    def is_waited_for(self, longer_than: float) -> bool:
        """Whether somebody has waited for the place for more than so many seconds."""
        return self._asked.longest() > longer_than

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
            self.doubted.set()

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

    def _lose(self) -> None:
        self._gone.set()
        self.office.is_away = True
        # Its connections stay dead when the place comes back, and to close them may hang.
        threading.Thread(target=self.office.engines.dispose, daemon=True).start()
        self.doubted.set()

    def _probe(self) -> None:
        self._seen = self._answering()

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
