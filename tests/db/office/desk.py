"""A real office in a folder, and the people who sign in to it."""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.office import NewMember, NewOffice, Office, create_office, open_office
from db.office.members import add_member, change_password
from db.office.recovery import recover
from db.rules.codes import Role
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
from db.storage.shelf import FolderShelf, Shelf

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "copper meadow harbor 19"
OWN = "granite willow teapot 82"
BEGAN = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


class People(ABC):
    """Who comes and goes at an office, wherever it lives. `sit` signs somebody in."""

    ana: Office
    clock: list[datetime]
    opened: list[Office]
    recovery_code: str

    @property
    @abstractmethod
    def shelf(self) -> Shelf:
        """The key files, for whoever can write what they like at this place."""

    @abstractmethod
    def sit(
        self,
        user: str = "ana",
        password: str = PASSWORD,
        device: str = "desk-2",
        cost: Argon2 = CHEAP,
    ) -> Office:
        """Sign somebody in, also where another one is signed in already."""

    @abstractmethod
    def recover(
        self, password: str, user: str = "ana", code: str | None = None, device: str = "desk-3"
    ) -> Office:
        """Let an administrator in with the recovery code (or another `code`), who chooses this."""

    @abstractmethod
    def unguarded(self) -> AbstractContextManager[Session]:
        """The records, to change them as somebody would who can, and has no scruples."""

    def tamper(self, *statements: str) -> None:
        """The same with a script."""
        with self.unguarded() as session:
            for statement in statements:
                session.connection().execute(text(statement))

    @abstractmethod
    def give_login(self, user: str, password: str) -> None:
        """Let the place itself take this password for theirs, whatever their key file says."""

    def key_files(self) -> dict[str, bytes]:
        """All of them as they are now, by name."""
        return {name: self.shelf.read(name) for name in self.shelf.names()}

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


@dataclass
class Desk(People):
    """An office, Ana its administrator, and its recovery code. `sit` signs others in."""

    folder: Path
    ana: Office
    recovery_code: str
    clock: list[datetime]
    opened: list[Office] = field(default_factory=list)
    shared: bool = False

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def shelf(self) -> FolderShelf:
        return FolderShelf(self.keys)

    def sit(
        self,
        user: str = "ana",
        password: str = PASSWORD,
        device: str = "desk-2",
        cost: Argon2 = CHEAP,
    ) -> Office:
        """Sign somebody in, also where another one is signed in already."""
        office = open_office(
            self.folder,
            user,
            password,
            device=device,
            cost=cost,
            shared=self.shared,
            clock=lambda: self.clock[0],
        )
        self.opened.append(office)
        return office

    def recover(
        self, password: str, user: str = "ana", code: str | None = None, device: str = "desk-3"
    ) -> Office:
        """Let an administrator in with the recovery code (or another `code`), who chooses this."""
        code = code or self.recovery_code
        office = recover(self.folder, code, user, password, device=device, cost=CHEAP)
        self.opened.append(office)
        return office

    @contextmanager
    def unguarded(self) -> Iterator[Session]:
        """The records, for whoever has the data key: what refuses a change is taken away."""
        with self.ana.engines.write() as session, session.begin():
            for trigger in ("audit_event_update", "audit_event_delete"):
                session.connection().exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
            yield session

    def give_login(self, user: str, password: str) -> None:
        """A folder asks for none."""


@dataclass(frozen=True)
class Ready:
    """An office that nobody has open, to be copied: that costs a fraction of making one."""

    folder: Path
    recovery_code: str
    shared: bool

    @classmethod
    def of(cls, desk: Desk) -> "Ready":
        """Of an office that is finished; everybody leaves it."""
        desk.close()
        return cls(desk.folder, desk.recovery_code, desk.shared)

    def copied(self, folder: Path) -> Desk:
        """A copy with Ana in front of it, who signed in once more."""
        shutil.copytree(self.folder, folder)
        clock = [BEGAN]
        ana = open_office(
            folder,
            "ana",
            PASSWORD,
            device="desk-1",
            cost=CHEAP,
            shared=self.shared,
            clock=lambda: clock[0],
        )
        return Desk(folder, ana, self.recovery_code, clock, shared=self.shared)


def new_desk(folder: Path, *, shared: bool = False) -> Desk:
    """Make the office: Monday 2 March 2026, 10:00 in New York. `shared`: kept as on a share."""
    clock = [BEGAN]
    form = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", PASSWORD, shared=shared)
    made = create_office(folder, form, device="desk-1", cost=CHEAP, clock=lambda: clock[0])
    return Desk(folder, made.office, made.recovery_code, clock, shared=shared)
