"""What the sign-in window and the first-run wizard may ask for before an office is open.

Every function of `Door` may block (key derivation, files, the keyring): call them through a
runner's `background`. The program implements the protocol in `desktop.sign_in`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from db.rules.findings import Finding
from ui.updates import Progress, Update, Updates


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office that was opened on this computer before, or is offered on it."""

    place: str  # the folder, or an address
    name: str
    where: str  # "on this computer", "on the shared drive", "harbor on db.harbor.example"
    user_name: str = ""  # who signed in last
    offered: bool = False  # not opened here yet: whoever installed the program named it

    @property
    def on_server(self) -> bool:
        """Whether it is a database of a server."""
        return "://" in self.place


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a person gives to get in. `password` is None for the key kept on this computer.

    A `code` is given once to whoever had a password before the office was moved to a server.
    """

    place: str
    user_name: str
    password: str | None = field(repr=False)
    stay_unlocked: bool = False
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An office that is open. `must_change_password` is set after an administrator's reset."""

    office: Any
    must_change_password: bool = False


@dataclass(frozen=True, slots=True)
class UpgradeAhead:
    """An office of an older version: its name, and who has it open ("Ana Ruiz (FRONT-PC)")."""

    office: str
    people: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    """A new password for an administrator, by the office's recovery code."""

    place: str
    user_name: str
    code: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ServerOwner:
    """Who owns the empty database in which an office is made. Nothing of it is kept."""

    login: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewOfficeForm:
    """A new, empty office and its first administrator; on a server with an `owner`."""

    folder: str  # or the address of a database
    name: str
    time_zone: str
    display_name: str
    user_name: str
    password: str = field(repr=False)
    recovery_opens_sealed: bool = False
    owner: ServerOwner | None = None


@dataclass(frozen=True, slots=True)
class SampleUser:
    """Somebody invented who can sign in to a sample office."""

    user_name: str
    role: str
    password: str


class Door(Protocol):
    """The way into an office."""

    def known(self) -> Sequence[KnownOffice]:
        """Offices opened here before, the newest first; where there is none, the one that whoever
        installed the program named. Quick: called on the screen's thread. Raises `Refused` where
        that cannot be read.
        """
        ...

    def forget(self, place: str) -> None:
        """Take an office off that list. Quick."""
        ...

    def warm(self) -> None:
        """Import what signing in needs, while somebody types."""
        ...

    def examine(self, place: str) -> KnownOffice:
        """The office in a folder or at an address, or the one that a pointer names.

        Raises `Refused` when there is none, or it must not be used. Of a server that is not known
        here only that it answers and shows who it is: the rest it tells to one who signs in.
        """
        ...

    def can_stay_unlocked(self) -> bool:
        """Whether this computer has a keyring that works."""
        ...

    def unlocked_user(self, place: str) -> str:
        """Whose key for this office is kept in the keyring, or ""."""
        ...

    def sign_in(self, form: SignIn) -> SignedIn:
        """Open an office. Raises `Refused`."""
        ...

    def upgrade_ahead(self, form: SignIn) -> UpgradeAhead | None:
        """What an administrator sees whose sign-in was refused with "storage.older".

        None if there is nothing to upgrade any more. Raises `Refused` for anybody else.
        """
        ...

    def upgrade(self, form: SignIn) -> str:
        """Back the office up and upgrade it; returns the backup's file name. Raises `Refused`."""
        ...

    @property
    def updates(self) -> Updates:
        """Newer versions of the program. Its first call imports what that needs."""
        ...

    def newer_version(self, place: str, progress: Progress) -> Update | None:
        """The newer version that the office in a place was told to look for, for one who was
        refused with "storage.newer"; None if this computer knows of none. Raises `Refused`.
        """
        ...

    def recover(self, form: Recovery) -> SignedIn:
        """Set an administrator's password and open the office as that person.

        Raises `Refused`.
        """
        ...

    def leave(self, signed_in: SignedIn) -> None:
        """Close an office that was opened, but not entered."""
        ...

    def unlock(self, signed_in: SignedIn, password: str) -> None:
        """Check the password of who is signed in, after a lock. Raises `Refused`."""
        ...

    def change_password(self, signed_in: SignedIn, old: str, new: str) -> None:
        """Set a new password. Raises `Refused`."""
        ...

    def password_findings(self, password: str, user_name: str) -> Sequence[Finding]:
        """What is wrong with a new password. Quick."""
        ...

    def server_place(self, address: str, certificate: str = "") -> str:
        """The place that an address means, with the file of whoever vouches for the server.

        Quick. Raises `Refused` for an address that is none.
        """
        ...

    def see_ground(self, place: str, owner: ServerOwner) -> None:
        """See whether an office can be made in a database. Raises `Refused` with all in the way."""
        ...

    def create(self, form: NewOfficeForm, stopped: Callable[[], bool]) -> str:
        """Make an office; returns the recovery code, which is shown once. Raises `Refused`.

        Where `stopped()` is true in time, it raises "work.stopped" and nothing was made.
        """
        ...

    def make_sample(
        self, folder: str, progress: Callable[[int, int], object]
    ) -> Sequence[SampleUser]:
        """Make a sample office of an invented agency. Raises `Refused`."""
        ...
