"""An open office, with somebody signed in: the door to reading and writing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.office.accounts import Accounts, FolderAccounts
from db.office.blaming import blaming
from db.office.homes import Home
from db.office.layout import Folder
from db.office.watching import Done, Watcher
from db.operations import audit
from db.operations.all_day import said_first
from db.operations.changes import Changes
from db.operations.work import Entry, Work
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.permissions import Action, CurrentUser, allowed
from db.storage.engine import Engines
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, read_key_file
from db.storage.looking_twice import looking_twice, only_seemed_damaged
from db.storage.manifest import Manifest
from db.storage.place import Place
from db.storage.presence_file import Person
from db.storage.problems import StorageProblem
from db.storage.server_reaching import cancel
from db.storage.staying import Hold

# It was undone before its commit, and may go well the next time.
_UNDONE_IN_VAIN = ("storage.deadline", "storage.collided", "appointment.taken_meanwhile")
_OF_THE_DRIVE = ("storage.input_output", "storage.gone", "storage.server_gone")
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 1.0  # seconds, before a lost server is asked again
P = ParamSpec("P")
T = TypeVar("T")


def now_utc() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class OfficeRecord:
    """What is known of the office as a whole."""

    id: UUID
    name: str
    zone: ZoneInfo
    language: str
    paper: str


@dataclass(frozen=True)
class Written(Generic[T]):
    """What came of an operation; `repeated`: it had been done before, so `result` is None."""

    result: T | None
    changes: Changes
    repeated: bool = False


class Office:
    """An office that somebody has opened. Reads and writes may come from several threads."""

    def __init__(
        self,
        *,
        home: Home,
        place: Place,
        engines: Engines,
        record: OfficeRecord,
        user: CurrentUser,
        identity: Identity,
        data_key: bytes,
        manifest: Manifest,
        device: str,
        must_change_password: bool = False,
        key_file: KeyFile | None = None,
        hold: Hold | None = None,
        accounts: Accounts | None = None,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self.home = home
        self.place = place
        self.engines = engines
        self.record = record
        self.user = user
        self.identity = identity
        self.data_key = data_key
        self.manifest = manifest
        self.device = device
        self.must_change_password = must_change_password
        self.key_file = key_file  # of the sign-in; for unlocking while the place is gone
        self.is_away = False  # whether the place is known not to answer: see `db.office.aside`
        self.clock = clock
        self.accounts: Accounts = accounts or FolderAccounts()
        self._hold = hold  # on the folder, so that it keeps its name
        self.watchers: list[Watcher] = []
        self.at_close: list[Callable[[], object]] = []  # what must end before the office does
        self._reading: dict[int, Any] = {}

    @property
    def folder(self) -> Folder:
        """The folder that it lives in. Raises `Refused` with "office.on_server" if in none."""
        if isinstance(self.home, Folder):
            return self.home
        raise Refused(hard("office.on_server"))

    @property
    def on_server(self) -> bool:
        """Whether it lives in no folder."""
        return not isinstance(self.home, Folder)

    def others(self) -> tuple[Person, ...]:
        """Who has it open in another program than this one. Raises `StorageProblem`."""
        return self.home.others(self.data_key, self.record.id, self.engines.timing)

    @property
    def main(self) -> "Office":
        """The office whose list of members counts: this one."""
        return self

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query. Raises `Refused`, also when the place does not answer."""

        try:
            answer = looking_twice(
                self.place,
                self.engines,
                lambda: self.read_from(self.engines, query, *args, **kwargs),
            )
        except StorageProblem as problem:
            self._let_go_if_lost(problem)
            self._say_if_key_changed(problem)
            raise
        except Refused as refused:
            self._tell_refused(refused, query, args)
            raise
        self._tell_answered()
        return answer

    def read_long(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query that takes long (a report, an export). Raises `Refused` like `read`.

        On a shared drive others wait meanwhile: the program asks by `db.office.aside`.
        """
        return self.read(query, *args, **kwargs)

    def read_from(
        self,
        engines: Engines,
        query: Callable[Concatenate[Reading, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Ask a query of these engines, which may be those of a copy, once. Raises `Refused`."""
        with blaming(), engines.read() as session:
            thread = threading.get_ident()
            self._reading[thread] = session.connection().connection.driver_connection
            try:
                return query(self._reading_of(session), *args, **kwargs)
            finally:
                self._reading.pop(thread, None)

    def as_of(self) -> datetime | None:
        """Of which moment (aware) this thread's last answer was; None for the newest."""
        return None

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
        done: list[tuple[Written[T], tuple[Entry, ...]]] = []
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
            if not done or not any(problem.has(code) for code in _OF_THE_DRIVE):
                raise
            kept = self._has_done(known)
            if kept is None:
                for watcher in self.watchers:
                    watcher.unsure(known)
                raise StorageProblem("unsure") from None
            if not kept:
                raise
        except Refused as refused:
            self._tell_refused(refused, operation, args)
            raise
        written, recorded = done[0]
        if not written.repeated:
            self._tell_written(
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
        """Whether an operation is on record. Raises `Refused` where that cannot be seen now."""
        with blaming(), self.engines.read() as session:
            return audit.is_recorded(session, operation_id)

    def require(self, action: Action, asked: Callable[..., Any]) -> None:
        """Raise `Refused` with "permission.denied" where the user's role does not allow this.

        Whoever watches for refusals is told, by the name of the function that was `asked`.
        """
        if not allowed(self.user.role, action):
            refused = Refused(hard("permission.denied", action=action.value, role=self.user.role))
            self._tell_refused(refused, asked, ())
            raise refused

    def may_write(self) -> None:
        """Raise `Refused` where nothing may be written now, whether records or files."""
        for watcher in self.watchers:
            watcher.before_write()

    def interrupt(self, thread: int) -> None:
        """Break off what a thread is reading; it gets a `Refused` with "storage.interrupted"."""
        connection = self._reading.get(thread)
        if connection is None:
            return
        if self.on_server:
            cancel(connection)
        else:
            connection.interrupt()

    def close(self) -> None:
        """Close the office; nothing of it stays in memory that this object can let go of."""
        while self.at_close:
            self.at_close.pop()()
        self.engines.dispose()
        if self._hold is not None:
            self._hold.let_go()
        self.data_key = b""

    def _before_commit(self, work: Work) -> None:
        """What belongs to a write besides the operation itself; nothing here."""

    def _after_commit(self) -> None:
        """What must follow before a write counts as done; nothing here."""

    def _say_if_key_changed(self, problem: StorageProblem) -> None:
        """A database that opens no more may have been given another key meanwhile."""
        # SQLite takes a first page that it cannot read for one of a newer format: read-only.
        unreadable = ("wrong_key_or_damaged", "damaged", "readonly")
        if self.key_file is None or not any(problem.has(f"storage.{code}") for code in unreadable):
            return
        epoch = self.key_file.data_key_epoch
        with suppress(StorageProblem):
            epoch = read_key_file(self.main.home.keys, self.user.user_name).data_key_epoch
        if epoch != self.key_file.data_key_epoch:
            raise StorageProblem("key_changed") from None

    def _let_go_if_lost(self, problem: StorageProblem) -> None:
        """Close connections to a drive that went away: they stay dead when it comes back."""
        if any(problem.has(code) for code in _OF_THE_DRIVE):
            self.engines.dispose()
        for watcher in self.watchers:
            watcher.failed(problem)

    def _tell_refused(
        self, refused: Refused, asked: Callable[..., Any], args: tuple[object, ...]
    ) -> None:
        for watcher in self.watchers:
            watcher.refused(refused, asked, args)

    def _tell_answered(self) -> None:
        for watcher in self.watchers:
            watcher.answered()

    def _tell_written(self, done: Done) -> None:
        for watcher in self.watchers:
            watcher.after_write(done)
            watcher.answered()

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

    def _reading_of(self, session: Session) -> Reading:
        return Reading(session, self.user, self.clock(), self.record.zone)

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
