"""An office's database on a bench: real SQLCipher or a real PostgreSQL, no folder and no keys.

`tests/db/conftest.py` hands it out as the fixture `bench`. Operations and queries run as they do
in an office, audit chain included; the clock stands still until a test moves it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlcipher3.dbapi2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, Pool, StaticPool

from db.migrations import group_guards
from db.migrations.first_guards import GUARDS
from db.models import Base
from db.models.office import Office, Program, Resource
from db.models.staff import Staff, WorkingHours
from db.operations import audit
from db.operations.changes import Changes
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.codes import ResourceKind, Role
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from tests.db.acting import acting

BEGAN = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
_TABLE_OF_TRIGGER = text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = :name")
P = ParamSpec("P")
T = TypeVar("T")
Row = TypeVar("Row", bound=Base)


class TestSigner:
    """A signing key that is made for a test."""

    __test__ = False

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


@dataclass
class Bench:
    """Runs queries and operations as one member of staff; `as_role` gives another one."""

    session: Session
    user: CurrentUser
    zone: ZoneInfo
    clock: list[datetime]
    signers: dict[UUID, TestSigner] = field(default_factory=dict)
    device: str = "bench-device"
    last_changes: Changes = field(default_factory=Changes)

    @property
    def now(self) -> datetime:
        return self.clock[0]

    def pass_time(self, **spans: float) -> None:
        """Move the clock: `bench.pass_time(hours=2)`."""
        self.clock[0] += timedelta(**spans)

    def read(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        self.session.expire_all()
        with acting(self.session, self.user, self.now):
            try:
                return query(Reading(self.session, self.user, self.now, self.zone), *args, **kwargs)
            finally:
                self.session.rollback()

    def write(
        self, operation: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        signer = self.signers.setdefault(self.user.id, TestSigner())
        self.session.expire_all()
        work = Work(self.session, self.user, self.now, self.zone, new_id(), signer, self.device)
        with acting(self.session, self.user, self.now):
            try:
                result = operation(work, *args, **kwargs)
                self.session.flush()
                audit.append(work)
                self.session.commit()
            except BaseException:
                self.session.rollback()
                raise
        self.last_changes = work.changes.frozen()
        return result

    def as_role(self, role: Role, name: str = "") -> "Bench":
        """The same bench with another member of staff in front of it."""
        user_name = name or role.value
        found = self.session.query(Staff).filter_by(user_name=user_name).one_or_none()
        if found is None:
            found = self.add(Staff(user_name=user_name, display_name=user_name.title(), role=role))
        user = CurrentUser(found.id, found.user_name, found.display_name, role)
        self.session.rollback()
        return Bench(self.session, user, self.zone, self.clock, self.signers, self.device)

    def add(self, row: Row) -> Row:
        """Put a row in as it is, for what a test needs but does not test."""
        told: Any = row
        if hasattr(type(row), "created_at"):
            told.created_at = told.changed_at = self.now
        told.id = told.id or new_id()
        self.session.add(row)
        self.session.commit()
        return row

    def unguard(self, *triggers: str) -> None:
        """Take away what refuses a change, as somebody with a script would."""
        for trigger in triggers:
            of = ""
            if self.session.get_bind().dialect.name == "postgresql":
                named = {"name": trigger}
                of = " ON " + str(self.session.scalar(_TABLE_OF_TRIGGER, named))
            self.session.execute(text(f"DROP TRIGGER {trigger}{of}"))
        self.session.commit()

    def let_go_of_foreign_keys(self) -> None:
        """Check none before the transaction ends, for what is written and undone in it."""
        on_server = self.session.get_bind().dialect.name == "postgresql"
        self.session.execute(
            text(
                "SET LOCAL session_replication_role = replica"
                if on_server
                else "PRAGMA defer_foreign_keys = ON"
            )
        )

    def worker(self, name: str, role: Role = Role.CASEWORKER) -> Staff:
        """A member of staff who works Monday to Friday, 8:30 to 17:00."""
        staff = self.add(Staff(user_name=name.lower(), display_name=name.title(), role=role))
        for weekday in range(5):
            self.add(
                WorkingHours(staff_id=staff.id, weekday=weekday, starts=8 * 60 + 30, ends=17 * 60)
            )
        return staff

    def room(self, name: str) -> Resource:
        return self.add(Resource(kind=ResourceKind.ROOM, name=name))

    def program(self, code: str = "FS", name: str = "Family support") -> Program:
        return self.add(Program(code=code, name=name))


def make_bench(role: Role = Role.ADMINISTRATOR, server: Connection | None = None) -> Bench:
    """A new empty office on the bench: Monday 2 March 2026, 10:00 in New York.

    In memory, or on a connection to a server whose transaction is the caller's.
    """
    if server is None:
        session = Session(_in_memory().connect(), expire_on_commit=False)
    else:
        session = Session(server, expire_on_commit=False, join_transaction_mode="create_savepoint")
    clock = [BEGAN]
    nobody = CurrentUser(new_id(), "nobody", "Nobody", role)
    bench = Bench(session, nobody, ZoneInfo("America/New_York"), clock)
    bench.add(Office(name="Harbor House", time_zone="America/New_York"))
    return bench.as_role(role, "ana")


@cache
def _in_memory() -> Engine:
    """For all benches of a process, so that statements are compiled once: each of its connections
    is a database of its own, a copy of one with every table and guard."""
    tables = sqlcipher3.dbapi2.connect(":memory:", isolation_level=None)
    engine = _engine(lambda: tables, StaticPool)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        for statement in (*GUARDS, *group_guards.IN_FILE):
            connection.exec_driver_sql(statement)

    def copied() -> Any:
        made = sqlcipher3.dbapi2.connect(":memory:", check_same_thread=False)
        tables.backup(made)
        return made

    return _engine(copied, NullPool)


def _engine(creator: Callable[[], Any], pool: type[Pool]) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=creator,
        poolclass=pool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # so that savepoints stand inside the transaction
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
