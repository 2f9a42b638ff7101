"""The way into an office on a server, which may go and come back while the office is open.

No copy stands in for it, on purpose: each person may see their own part alone, and the server
knows which. While it is gone nothing is read and nothing is written; what is on the screen stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from db.office.answering import Answering
from db.office.leaving_behind import Left
from db.office.looking_on import VIEWS
from db.office.outdated import outdated
from db.office.standing import Office, Written
from db.queries.reading import Reading
from db.rules.findings import Finding, Refused, hard
from db.storage.problems import StorageProblem
from db.storage.server_reaching import problem_at

P = ParamSpec("P")
T = TypeVar("T")

_LOST = "storage.server_gone"
_AWAY, _UNREAD = "place.server_away", "place.server_unread"
_SHUT_OUT = ("storage.server_sign_in", "storage.server_forbids")


@dataclass(frozen=True)
class Outcome:
    """What became of a write whose commit the server did not answer. `at` is aware."""

    at: datetime
    kept: bool


class ServerWay(Answering):
    """Asks like an `Office`, and watches over it. May be used from several threads."""

    def __init__(
        self, office: Office, asking: Callable[[], StorageProblem | None] | None = None
    ) -> None:
        super().__init__(office, self._lets_in)
        self._ask = asking or (lambda: problem_at(office.engines))
        self._why: Finding | None = None
        self.why_gone: Finding | None = None  # where it is more than that it does not answer
        self._unsure: list[tuple[UUID, datetime]] = []

    # ---- asking ----

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query. Raises `Refused`, "place.server_unread" while the server is gone.

        Where only the connection was lost it is asked once more.
        """
        if self.is_gone:
            raise Refused(hard(_UNREAD))
        try:
            return self._asked.call(lambda: self.office.read(query, *args, **kwargs))
        except Left:
            raise Refused(hard(_UNREAD)) from None
        except StorageProblem as problem:
            if not problem.has(_LOST):
                raise
        if not self.look():
            raise Refused(hard(_UNREAD))
        return self.office.read(query, *args, **kwargs)

    def read_long(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query that takes long: nobody waits for it on a server."""
        return self.read(query, *args, **kwargs)

    def write(
        self,
        operation: Callable[..., T],
        *args: object,
        operation_id: UUID | None = None,
        **kwargs: object,
    ) -> Written[T]:
        """Do an operation, like `Office.write`. Raises `Refused`, "place.server_away" where the
        server went before it was saved; the record of a look belongs to reading."""
        try:
            with self._asked.waiting():
                return self.office.write(operation, *args, operation_id=operation_id, **kwargs)
        except Refused as refused:
            if not refused.has(_LOST) and not refused.has(_AWAY):
                raise
        raise Refused(hard(_UNREAD if operation in VIEWS else _AWAY))

    def as_of(self) -> datetime | None:
        """Of which moment this thread's last answer was: always the newest."""
        return None

    def leave(self) -> None:
        """The office is about to be closed: nobody waits for an answer any more."""
        self._asked.leave_all()

    # ---- whether the server is there ----

    @property
    def is_shut_out(self) -> bool:
        """Whether the server is there and who has the office open may not go on in it."""
        return self._why is not None

    @property
    def why_shut_out(self) -> Finding | None:
        """Why: their password was changed elsewhere, or they were let go; while they were away the
        office was upgraded, or given another key."""
        return self._why

    def outcomes(self) -> list[Outcome]:
        """What became of the writes of which nothing was known. Raises `Refused`."""
        found = []
        while self._unsure:
            operation_id, at = self._unsure[0]
            found.append(Outcome(at, self.office.has_done(operation_id)))
            del self._unsure[0]
        return found

    def before_write(self) -> None:
        """Nothing can be written while the server is gone."""
        if self.is_gone:
            raise Refused(hard(_AWAY))

    def unsure(self, operation_id: UUID) -> None:
        """It is looked up when the server is back."""
        self._unsure.append((operation_id, self.office.clock()))

    def failed(self, problem: StorageProblem) -> None:
        """A connection that was lost makes one doubt, and so does a server that forbids what it
        let one do before: whoever was let go keeps a connection of which nothing is allowed."""
        if problem.has(_LOST):
            self.doubt()
        elif any(problem.has(code) for code in _SHUT_OUT):
            self.office.engines.dispose()
            self.doubt()

    # ---- inside ----

    def _lets_in(self) -> bool:
        problem = self._ask()
        known = problem is not None and not problem.has(_LOST)
        self.why_gone = problem.findings[0] if problem is not None and known else None
        if problem is not None:
            if any(problem.has(code) for code in _SHUT_OUT):
                self._why = hard("place.server_shut_out")
            return False
        try:
            self._why = self._why or outdated(self.office)
        except Refused:
            return False
        return self._why is None
