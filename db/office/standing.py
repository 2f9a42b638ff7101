"""An open office, with somebody signed in: the door to reading and writing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from db.models.audit import AuditEvent
from db.office.layout import Folder
from db.operations import audit
from db.operations.changes import Changes
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.findings import Refused, Stale, hard
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from db.storage.engine import DATABASE_ERRORS, Engines, refusal_of
from db.storage.keys.identity import Identity
from db.storage.manifest import Manifest
from db.storage.place import Place

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
        folder: Folder,
        place: Place,
        engines: Engines,
        record: OfficeRecord,
        user: CurrentUser,
        identity: Identity,
        data_key: bytes,
        manifest: Manifest,
        device: str,
        must_change_password: bool = False,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self.folder = folder
        self.place = place
        self.engines = engines
        self.record = record
        self.user = user
        self.identity = identity
        self.data_key = data_key
        self.manifest = manifest
        self.device = device
        self.must_change_password = must_change_password
        self.clock = clock
        self._reading: dict[int, Any] = {}

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query. Raises `Refused`, also when the place does not answer."""
        with blaming(), self.engines.read() as session:
            thread = threading.get_ident()
            self._reading[thread] = session.connection().connection.driver_connection
            try:
                return query(self._reading_of(session), *args, **kwargs)
            finally:
                self._reading.pop(thread, None)

    def write(
        self,
        operation: Callable[..., T],
        *args: object,
        operation_id: UUID | None = None,
        **kwargs: object,
    ) -> Written[T]:
        """Do an operation in one transaction. Raises `Refused`; then nothing was changed.

        With the `operation_id` of an operation that was done before nothing happens again.
        """
        with blaming(), self.engines.write() as session, session.begin():
            if operation_id is not None and session.scalar(
                select(exists().where(AuditEvent.operation_id == operation_id))
            ):
                return Written(None, Changes(), repeated=True)
            work = self._work_of(session, operation_id or new_id(), self.clock())
            result = operation(work, *args, **kwargs)
            session.flush()
            audit.append(work)
            session.flush()
        return Written(result, work.changes.frozen())

    @contextmanager
    def together(self) -> Iterator["Together"]:
        """Several operations in one transaction: all of them are done, or none."""
        with blaming(), self.engines.write() as session, session.begin():
            yield Together(session)

    def interrupt(self, thread: int) -> None:
        """Break off what a thread is reading; it gets a `Refused` with "storage.interrupted"."""
        connection = self._reading.get(thread)
        if connection is not None:
            connection.interrupt()

    def close(self) -> None:
        """Close the office; nothing of it stays in memory that this object can let go of."""
        self.engines.dispose()
        self.data_key = b""

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
        audit.append(work)
        self._session.flush()
        return result


@contextmanager
def blaming() -> Iterator[None]:
    """Turn what the database and its surroundings raise into refusals; never with a value in it."""
    try:
        yield
    except StaleDataError:
        raise Stale("record") from None
    except IntegrityError as error:
        words = str(error.orig)
        if "double_booking" in words:
            raise Refused(hard("appointment.taken_meanwhile")) from None
        if "signed note" in words or "signed addendum" in words or "audit log" in words:
            raise Refused(hard("record.signed")) from None
        raise Refused(hard("record.conflict")) from error
    except DATABASE_ERRORS as error:
        if "interrupted" in str(getattr(error, "orig", error)):
            raise Refused(hard("storage.interrupted")) from None
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from None
