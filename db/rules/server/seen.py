"""What one who signs in can see of a server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class SchemaState(StrEnum):
    """What stands in the database, for this program."""

    NONE = "none"
    CURRENT = "current"
    OTHER_WALLS = "other_walls"  # who is refused what was set up by another version
    OLDER = "older"
    NEWER = "newer"
    HIDDEN = "hidden"


class Door(StrEnum):
    """What a server answers to whoever comes without a password."""

    ASKS = "asks"
    OPEN = "open"
    SHUT = "shut"


@dataclass(frozen=True)
class Rights:
    """What a login may do on a server. `stronger` are roles that it can put on and may do more
    than the staff may; they are empty for a superuser, who is all of them.
    """

    login: str
    superuser: bool = False
    makes_roles: bool = False
    makes_databases: bool = False
    replicates: bool = False
    passes_policies: bool = False
    owns_tables: bool = False
    stronger: Sequence[str] = ()


@dataclass(frozen=True)
class Archiver:
    """What the server says of sending its log of changes to where it is kept."""

    last_done: datetime | None = None
    last_failed: datetime | None = None


@dataclass(frozen=True)
class ServerSeen:
    """One look at a server, by one login. What it hides from that login is not in `settings`."""

    rights: Rights
    version: int  # as PostgreSQL writes it: 180006 is 18.6
    encoding: str
    clock_ahead: timedelta  # of this computer's, by at least so much; negative if it is behind
    settings: Mapping[str, str]
    archiver: Archiver
    today: date
    here: bool  # on this computer: nothing that is sent can be read on its way
    encrypted: bool
    by_socket: bool = False
    certificate_until: date | None = None  # None where there is none, or it cannot be seen
    without_password: Door = Door.ASKS
    without_encryption: Door = Door.SHUT
    asks_scram: bool | None = None  # None if it could not be tried
    missing_extensions: Sequence[str] = field(default=())
    schema: SchemaState = SchemaState.NONE
    staff: int | None = None  # None where it cannot be counted
    connections: int = -1  # that this login, or this database, is let have; -1 for no limit
