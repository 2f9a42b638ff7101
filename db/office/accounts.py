"""What an account is besides its key file: in a folder nothing, on a server a role and a password.

A server lets nobody write who has which role, so there its own functions do it, which look at
who asks (`db.migrations.walls.keeping`).
"""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import event, text

from db.migrations.walls.names import login_of
from db.models.staff import Staff
from db.operations.work import Work
from db.rules.codes import Role
from db.storage.engine import Login
from db.storage.keys.server_password import server_password
from db.storage.keys.wrapping import Argon2

_ADD = text("SELECT staff_login_add(:staff, :verifier)")
_PASSWORD = text("SELECT staff_login_password(:staff, :verifier)")
_ROLE = text("SELECT staff_login_role(:staff, :role)")
_ACTIVE = text("SELECT staff_login_active(:staff, :active)")


class Accounts(Protocol):
    """Changes of accounts that belong into the transaction of their records."""

    def add(self, work: Work, staff: Staff, password: str) -> None:
        """Somebody who has just been put on record may sign in."""
        ...

    def give_password(self, work: Work, staff: Staff, password: str) -> None:
        """Somebody signs in with another password from now on."""
        ...

    def give_role(self, work: Work, staff: Staff, role: Role) -> None:
        """Somebody has another role from now on."""
        ...

    def let_go(self, work: Work, staff: Staff) -> None:
        """Somebody does not sign in any more."""
        ...


class FolderAccounts:
    """In a folder the key file is all there is to an account."""

    def add(self, work: Work, staff: Staff, password: str) -> None:
        """Nothing more."""

    def give_password(self, work: Work, staff: Staff, password: str) -> None:
        """Nothing more."""

    def give_role(self, work: Work, staff: Staff, role: Role) -> None:
        """The record says it."""
        work.touch(staff).role = role

    def let_go(self, work: Work, staff: Staff) -> None:
        """The record says it."""
        work.touch(staff).active = False


@dataclass(frozen=True)
class ServerAccounts:
    """On a server everybody has a role of their own. `cost` is that of the server's password.

    `login` is that of who is signed in, and goes on with their own new password once it is kept.
    """

    database: str
    cost: Argon2 | None = None
    login: Login | None = None

    def add(self, work: Work, staff: Staff, password: str) -> None:
        """A role by which they sign in."""
        derived = self._derived(staff, password)
        told = {"staff": staff.id, "verifier": self._verifier(work, staff, derived)}
        work.session.execute(_ADD, told)

    def give_password(self, work: Work, staff: Staff, password: str) -> None:
        """Their role's password."""
        derived = self._derived(staff, password)
        told = {"staff": staff.id, "verifier": self._verifier(work, staff, derived)}
        work.session.execute(_PASSWORD, told)
        login = self.login
        if login is not None and staff.id == work.user.id:

            def go_on(_: object) -> None:
                login.password = derived

            event.listen(work.session, "after_commit", go_on, once=True)

    def give_role(self, work: Work, staff: Staff, role: Role) -> None:
        """Their role is put among the others of its kind."""
        work.session.execute(_ROLE, {"staff": staff.id, "role": role.value})
        work.session.refresh(staff)

    def let_go(self, work: Work, staff: Staff) -> None:
        """Their role signs in no more."""
        work.session.execute(_ACTIVE, {"staff": staff.id, "active": False})
        work.session.refresh(staff)

    def _derived(self, staff: Staff, password: str) -> str:
        return server_password(password, self.database, staff.user_name, self.cost)

    def _verifier(self, work: Work, staff: Staff, derived: str) -> str:
        """What the server keeps of a password; the password itself is never sent."""
        driver = work.session.connection().connection.driver_connection
        assert driver is not None
        login = login_of(self.database, staff.user_name)
        made: bytes = driver.pgconn.encrypt_password(
            derived.encode(), login.encode(), b"scram-sha-256"
        )
        return made.decode()
