"""An open office, with somebody signed in: the door to reading and writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from db.office.asked_again import Asked, Doubtful
from db.office.blaming import blaming
from db.office.readable import OF_THE_DRIVE, Readable
from db.office.watching import Done
from db.operations import audit
from db.operations.all_day import said_first
from db.operations.audit_ends import beginning_asked, ends_asked
from db.operations.changes import Changes
from db.operations.work import Entry, Work
from db.rules.findings import Refused, Stale, hard
from db.rules.ids import new_id
from db.storage.looking_twice import only_seemed_damaged
from db.storage.problems import StorageProblem

# It was undone before its commit, and may go well the next time.
_UNDONE_IN_VAIN = ("storage.deadline", "storage.collided", "appointment.taken_meanwhile")
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 1.0  # seconds, before a lost server is asked again
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Written(Generic[T]):
    """What came of an operation; `repeated`: it had been done before, so `result` is None."""

    result: T | None
    changes: Changes
    repeated: bool = False


class Office(Readable):
    """An office that somebody has opened. Reads and writes may come from several threads."""

    @property
    def main(self) -> "Office":
        """The office whose list of members counts: this one."""
        return self

    def write(
        self,
        operation: Callable[..., T],
        *args: object,
        operation_id: UUID | None = None,
        **kwargs: object,
    ) -> Written[T]:
        """Do an operation in one transaction. Raises `Refused`; then nothing was changed.

        With the `operation_id` of an operation that was done before nothing happens again. An
        operation may be asked twice: where the computer slept inside it, it is begun anew.
        """
        asked = Asked(operation, args, kwargs)
        doubtful = self.asked_again.about(asked, operation_id)
        if doubtful is None:
            return self._write(asked, operation_id)
        if doubtful.asked == asked and asked.saves is None:
            return self._write_again(asked, operation_id, doubtful)
        if not self.has_done(doubtful.operation_id):
            self.asked_again.settle(doubtful)
        elif asked.saves is not None:
            asked = asked.going_on()
        elif asked.begun is not None:
            raise Refused(hard("storage.saved_as_it_was"))
        elif operation_id == doubtful.operation_id:
            operation_id = None  # a change of another version: it is stale, and says so
        return self._write(asked, operation_id)

    def _write_again(
        self, asked: Asked, operation_id: UUID | None, doubtful: Doubtful
    ) -> Written[Any]:
        """The same once more, of which it is not known whether it was kept."""
        if operation_id is None and asked.tells_nothing:
            operation_id = doubtful.operation_id
        try:
            written = self._write(asked, operation_id)
        except StorageProblem:
            raise
        except Refused as refused:  # what was kept may stand in its own way
            with suppress(StorageProblem):
                if not isinstance(refused, Stale) and self.has_done(doubtful.operation_id):
                    raise Refused(hard("storage.saved_after_all")) from None
            raise
        self.asked_again.settle(doubtful)
        return written

    def _write(self, asked: Asked, operation_id: UUID | None) -> Written[Any]:
        operation, args, kwargs = asked.operation, asked.args, asked.kwargs
        done: list[tuple[Written[Any], tuple[Entry, ...]]] = []
        known = operation_id or new_id()
        self.may_write()

        def once() -> None:
            done.clear()
            with blaming(), self.engines.write() as session, session.begin():
                first = said_first(session, operation)
                if operation_id is not None and audit.is_recorded(session, known, *first):
                    done.append((Written(None, Changes(), repeated=True), ()))
                    return
                self.home.see_whether_known(session)
                work = self._work_of(session, known, self.clock())
                result = operation(work, *args, **kwargs)
                session.flush()
                self._before_commit(work)
                changes = work.changes.frozen()
                came_of_it = (Written(result, changes), tuple(work.entries))
                telling = self.home.announcing(changes)
                audit.append(work, *telling, keeping=lambda: done.append(came_of_it))
                if not done:
                    done.append(came_of_it)
            if not done[0][0].repeated:
                self._after_commit()

        try:
            _anew_if_undone_in_vain(once)
        except StorageProblem as problem:
            self._let_go_if_lost(problem)
            self._say_if_key_changed(problem)
            if only_seemed_damaged(self.place, self.engines, problem):
                raise StorageProblem("input_output") from None
            # An error of the disk or the drive at the commit: it may have been kept all the same.
            if not done or not any(problem.has(code) for code in OF_THE_DRIVE):
                raise
            kept = self._has_done(known)
            if kept is None:
                self.watchers.unsure(known)
                self.asked_again.doubt(asked, known)
                raise StorageProblem("unsure") from None
            if not kept:
                raise
        except Refused as refused:
            self.watchers.refused(refused, operation, args)
            raise
        written, recorded = done[0]
        if not written.repeated:
            self.watchers.written(
                Done(operation, args, kwargs, known, self.clock(), written.changes, recorded)
            )
        return written

    @contextmanager
    def together(self) -> Iterator["Together"]:
        """Several operations in one transaction: all of them are done, or none."""
        self.may_write()
        try:
            with blaming(), self.engines.write() as session, session.begin():
                self.home.see_whether_known(session)
                yield Together(session)
            self._after_commit()
        except StorageProblem as problem:
            self._let_go_if_lost(problem)
            self._say_if_key_changed(problem)
            raise

    def has_done(self, operation_id: UUID) -> bool:
        """Whether an operation is on record. Raises `Refused` where that cannot be seen now.

        A server may still be about a write of this computer's whose answer was lost: it is waited
        for, by the end of the chain that each of them holds as long as it lasts, or by its
        beginning where there is no end yet.
        """
        if not self.on_server:
            with blaming(), self.engines.read() as session:
                return audit.is_recorded(session, operation_id)
        ends = ends_asked(self.device, self.user.id, self.identity.public_key)
        with blaming(), self.engines.write() as session:
            beginning = beginning_asked(self.device)
            return audit.is_recorded(session, operation_id, ends, beginning)

    def may_write(self) -> None:
        """Raise `Refused` where nothing may be written now, whether records or files."""
        self.watchers.before_write()

    def _before_commit(self, work: Work) -> None:
        """What belongs to a write besides the operation itself; nothing here."""

    def _after_commit(self) -> None:
        """What must follow before a write counts as done; nothing here."""

    def _has_done(self, operation_id: UUID) -> bool | None:
        """Whether it was kept; None where that cannot be seen now. A server that is started again
        is waited for: somebody wants to know."""
        timing, pause = self.engines.timing, _FIRST_PAUSE
        until = timing.elapsed() + self.place.patience_when_unsure
        while True:
            with suppress(Refused):
                return self.has_done(operation_id)
            if timing.elapsed() + pause > until:
                return None
            timing.pause(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _work_of(self, session: Session, operation_id: UUID, now: datetime) -> Work:
        return Work(
            session, self.user, now, self.record.zone, operation_id, self.identity, self.device
        )


class Together:
    """One transaction that holds several operations, also of several people who are signed in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(
        self,
        office: Office,
        operation: Callable[Concatenate[Work, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do an operation as the user of this office, at the time of its clock."""
        work = office._work_of(self._session, new_id(), office.clock())
        result = operation(work, *args, **kwargs)
        self._session.flush()
        office._before_commit(work)
        audit.append(work, *office.home.announcing(work.changes.frozen()))
        return result


def _anew_if_undone_in_vain(transaction: Callable[[], None]) -> None:
    """Do it; once more where it took longer than its place allows and was undone, or where the
    database knew of what the operation had not seen.

    It has a lock of its own the second time, and sees what colleagues saved meanwhile. Who has
    only just come back to a computer that slept need not be told to press Save again.
    """
    try:
        transaction()
    except Refused as problem:
        if not any(problem.has(code) for code in _UNDONE_IN_VAIN):
            raise
        transaction()
