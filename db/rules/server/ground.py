"""Whether an office can be made in a database of a server, as whoever is to make it sees it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.rules.findings import Finding, hard
from db.rules.server.fitting import OLDEST

_NEEDED = "UTF8"


@dataclass(frozen=True)
class Ground:
    """An empty database, and what a login may do in it. A superuser owns everything."""

    login: str
    version: int  # as PostgreSQL writes it: 180006 is 18.6
    encoding: str
    empty: bool
    makes_roles: bool
    owns_database: bool
    owns_schema: bool
    missing_extensions: Sequence[str] = ()
    earlier_login: str = ""  # one of an earlier office in a database of this name


def unfit(ground: Ground) -> Iterator[Finding]:
    """What is in the way of an office here."""
    major, minor = divmod(ground.version, 10_000)
    if major < OLDEST:
        yield hard("server.too_old", "address", version=f"{major}.{minor}", oldest=OLDEST)
    if not ground.empty:
        yield hard("office.server_not_empty", "address")
    elif ground.earlier_login:
        yield hard("server.earlier_login", "address", login=ground.earlier_login)
    if ground.encoding != _NEEDED:
        yield hard("server.encoding", "address", encoding=ground.encoding)
    for extension in ground.missing_extensions:
        yield hard("server.extension", "address", extension=extension)
    if not ground.makes_roles:
        yield hard("server.cannot_make_roles", "login", login=ground.login)
    if not ground.owns_database:
        yield hard("server.database_of_another", "login", login=ground.login)
    elif not ground.owns_schema:
        yield hard("server.schema_of_another", "login", login=ground.login)
