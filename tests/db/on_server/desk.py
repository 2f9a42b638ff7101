"""A real office on a real server, and the people who sign in to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from db.office import NewMember, NewOffice, Office
from db.office.members import add_member, change_password
from db.office.on_server import Maker, create_on_server, open_on_server
from db.rules.codes import Role
from db.rules.ids import new_id
from db.storage.server_address import ServerAddress
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.server import Server

MAKER = Maker("postgres", "")
FORM = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", PASSWORD)


@dataclass
class ServerDesk:
    """An office on a server, Ana its administrator. `sit` signs others in."""

    address: ServerAddress
    ana: Office
    recovery_code: str
    clock: list[datetime]
    opened: list[Office] = field(default_factory=list)

    @property
    def now(self) -> Callable[[], datetime]:
        return lambda: self.clock[0]

    def sit(self, user: str = "ana", password: str = PASSWORD, device: str = "desk-2") -> Office:
        """Sign somebody in, also where another one is signed in already."""
        office = open_on_server(
            self.address, user, password, device=device, cost=CHEAP, clock=self.now
        )
        self.opened.append(office)
        return office

    def hire(self, user: str, role: Role = Role.CASEWORKER) -> tuple[UUID, str]:
        """Give somebody an account; returns their id and the one-time password."""
        member = NewMember(new_id(), user, user.title(), role)
        return member.id, add_member(self.ana, member, cost=CHEAP)

    def hire_and_settle(self, user: str, role: Role = Role.CASEWORKER) -> Office:
        """Give somebody an account, and let them choose the password `OWN`."""
        _, given = self.hire(user, role)
        office = self.sit(user, given)
        change_password(office, given, OWN, cost=CHEAP)
        return office

    def pass_time(self, **spans: float) -> None:
        self.clock[0] += timedelta(**spans)

    def close(self) -> None:
        for office in (self.ana, *self.opened):
            office.close()


def new_server_desk(server: Server, database: str) -> ServerDesk:
    """Make the office: Monday 2 March 2026, 10:00 in New York."""
    database = server.unused(database)
    server.make(database)
    clock = [datetime(2026, 3, 2, 15, 0, tzinfo=UTC)]
    address = ServerAddress(server.host, database, server.port)
    made = create_on_server(
        address, FORM, MAKER, device="desk-1", cost=CHEAP, clock=lambda: clock[0]
    )
    return ServerDesk(address, made.office, made.recovery_code, clock)
