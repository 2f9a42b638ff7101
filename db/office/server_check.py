"""Whether a server is fit to keep an office, as one who signs in there can see it."""

from collections.abc import Sequence
from importlib.util import find_spec

from db.migrations.walls.names import login_of
from db.rules.findings import Finding, Refused, hard
from db.rules.server.judging import judge
from db.storage.keys.server_password import server_password
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.server_address import server_address

# What keeps one out is itself what is wrong with the server, and not with who asks.
_OF_THE_SERVER = ("storage.server_no_tls", "storage.server_certificate", "server.certificate_host")


def login_at(
    address: str, user_name: str, password: str, cost: Argon2 | None = None
) -> tuple[str, str]:
    """The role by which a member of staff signs in at the server, and its password there.

    Raises `Refused` for what is no address, or can be no user name.
    """
    database, user = server_address(address).database, clean_user_name(user_name)
    return login_of(database, user), server_password(password, database, user, cost)


def check_server(address: str, login: str, password: str) -> Sequence[Finding]:
    """What is wrong with the server, what refuses first. Nothing is written there.

    Raises `Refused` where nothing can be said: no server answers, or it does not take the login.
    """
    if find_spec("psycopg") is None:
        raise Refused(hard("server.no_driver"))
    from db.storage.server_look import look_at  # needs the driver

    try:
        return judge(look_at(server_address(address), login, password))
    except Refused as refused:
        if any(refused.has(code) for code in _OF_THE_SERVER):
            return refused.findings
        raise
