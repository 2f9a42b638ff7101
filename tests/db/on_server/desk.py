"""A real office on a real server, and the people who sign in to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.migrations.walls.names import identifier, login_of
from db.office import NewOffice, Office
from db.office.on_server import Maker, create_on_server, open_on_server
from db.office.recovery import recover
from db.storage.engine import Engines
from db.storage.keys.server_password import server_password
from db.storage.keys.wrapping import Argon2
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from db.storage.table_shelf import TableShelf
from tests.db.office.desk import BEGAN, CHEAP, PASSWORD, People
from tests.db.server import Server

MAKER = Maker("postgres", "")
FORM = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", PASSWORD)


@dataclass
class ServerDesk(People):
    """An office on a server, Ana its administrator. `sit` signs others in."""

    address: ServerAddress
    ana: Office
    recovery_code: str
    clock: list[datetime]
    opened: list[Office] = field(default_factory=list)

    @property
    def now(self) -> Callable[[], datetime]:
        return lambda: self.clock[0]

    @cached_property
    def by_hand(self) -> Engines:
        """As whoever runs the server, whom no wall keeps from anything."""
        return open_server(self.address, MAKER.login, MAKER.password)

    @property
    def shelf(self) -> TableShelf:
        """The key files, as whoever runs the server reads and writes them."""
        return TableShelf(self.by_hand)

    def sit(
        self,
        user: str = "ana",
        password: str = PASSWORD,
        device: str = "desk-2",
        cost: Argon2 = CHEAP,
    ) -> Office:
        """Sign somebody in, also where another one is signed in already."""
        office = open_on_server(
            self.address, user, password, device=device, cost=cost, clock=self.now
        )
        self.opened.append(office)
        return office

    def recover(
        self, password: str, user: str = "ana", code: str | None = None, device: str = "desk-3"
    ) -> Office:
        """Let an administrator in with the recovery code (or another `code`), who chooses this."""
        code = code or self.recovery_code
        office = recover(self.address, code, user, password, device=device, maker=MAKER, cost=CHEAP)
        self.opened.append(office)
        return office

    @contextmanager
    def unguarded(self) -> Iterator[Session]:
        """The records, for whoever runs the server: no trigger of the office's own is fired."""
        with self.by_hand.write() as session, session.begin():
            session.execute(text("SET LOCAL session_replication_role = replica"))
            yield session

    def give_login(self, user: str, password: str) -> None:
        """Let the server take this password for theirs, as whoever runs it can."""
        login = identifier(login_of(self.address.database, user))
        derived = server_password(password, self.address.database, user, CHEAP)
        self.tamper(f"ALTER ROLE {login} LOGIN PASSWORD '{derived}'")

    def close(self) -> None:
        super().close()
        self.by_hand.dispose()


def new_server_desk(server: Server, database: str) -> ServerDesk:
    """Make the office: Monday 2 March 2026, 10:00 in New York."""
    database = server.unused(database)
    server.make(database)
    clock = [BEGAN]
    address = ServerAddress(server.host, database, server.port)
    made = create_on_server(
        address, FORM, MAKER, device="desk-1", cost=CHEAP, clock=lambda: clock[0]
    )
    return ServerDesk(address, made.office, made.recovery_code, clock)


def server_desk(address: ServerAddress, recovery_code: str) -> ServerDesk:
    """Sit down at an office that was made; it is the same Monday."""
    clock = [BEGAN]
    ana = open_on_server(
        address, "ana", PASSWORD, device="desk-1", cost=CHEAP, clock=lambda: clock[0]
    )
    return ServerDesk(address, ana, recovery_code, clock)
