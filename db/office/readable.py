"""An open office as far as it is read: where it lives, who is in it, and the door to reading."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from db.office.accounts import Accounts, FolderAccounts
from db.office.asked_again import AskedAgain
from db.office.blaming import blaming
from db.office.homes import Home
from db.office.layout import Folder
from db.office.record import OfficeRecord, now_utc
from db.office.watching import Watchers
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.rules.permissions import Action, CurrentUser, allowed
from db.storage.engine import Engines
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, read_key_file
from db.storage.looking_twice import looking_twice
from db.storage.manifest import Manifest
from db.storage.place import Place
from db.storage.presence_file import Person
from db.storage.problems import StorageProblem
from db.storage.server_reaching import cancel
from db.storage.staying import Hold

OF_THE_DRIVE = ("storage.input_output", "storage.gone", "storage.server_gone")
P = ParamSpec("P")
T = TypeVar("T")


class Readable:
    """What an `Office` can do without writing. Reads may come from several threads."""

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
        self.watchers = Watchers()
        self.asked_again = AskedAgain()
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
    def main(self) -> "Readable":
        """The office whose list of members counts."""
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
            self.watchers.refused(refused, query, args)
            raise
        self.watchers.answered()
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

    def require(self, action: Action, asked: Callable[..., Any]) -> None:
        """Raise `Refused` with "permission.denied" where the user's role does not allow this.

        Whoever watches for refusals is told, by the name of the function that was `asked`.
        """
        if not allowed(self.user.role, action):
            refused = Refused(hard("permission.denied", action=action.value, role=self.user.role))
            self.watchers.refused(refused, asked, ())
            raise refused

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
        if any(problem.has(code) for code in OF_THE_DRIVE):
            self.engines.dispose()
        self.watchers.failed(problem)

    def _reading_of(self, session: Session) -> Reading:
        return Reading(session, self.user, self.clock(), self.record.zone)
