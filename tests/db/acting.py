"""Being a member of staff at a server for a while, as if one had signed in there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from db.migrations.walls.names import login_of
from db.rules.permissions import CurrentUser

_KNOWN = text("SELECT current_database(), (SELECT role FROM staff_login WHERE staff_id = :id)")
_CHANGE = text("SELECT staff_login_role(:id, :role)")
_ADD = text("SELECT staff_login_add(:id, :verifier)")
_SIGN_IN = text(
    "SELECT set_config('caseroom.now', :now, true),"
    " set_config('session_authorization', :login, false)"
)
_VERIFIER = "SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAA==$" + ":".join(2 * ["A" * 43 + "="])


def let_the_clock_be_set(engine: Engine) -> None:
    """The server's own clock counts how long an emergency access lasts; a test moves it. And all
    that a test does is one transaction, in which nothing would be kept before it is undone."""
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION wall_now() RETURNS bigint LANGUAGE sql STABLE SECURITY"
            " DEFINER AS $$ SELECT current_setting('caseroom.now')::bigint $$"
        )
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION wall_kept(written_by xid) RETURNS boolean LANGUAGE sql"
            " STABLE SECURITY DEFINER AS $$ SELECT true $$"
        )


@contextmanager
def acting(session: Session, user: CurrentUser, now: datetime) -> Iterator[None]:
    """On a server, do what follows by the user's own role and nothing else; on a file nothing.

    The server then takes them for who they are in every respect, `session_user` included.
    """
    bound = session.get_bind()
    if bound.dialect.name != "postgresql":
        yield
        return
    # A bench's own connection, where a login stays when the session's savepoint is undone.
    connection = bound if isinstance(bound, Connection) else session.connection()
    database, role = connection.execute(_KNOWN, {"id": user.id}).one()
    if role is None:
        connection.execute(_ADD, {"id": user.id, "verifier": _VERIFIER})
    elif role != user.role:
        connection.execute(_CHANGE, {"id": user.id, "role": user.role.value})
    login = login_of(database, user.user_name)
    connection.execute(_SIGN_IN, {"now": str(int(now.timestamp())), "login": login})
    try:
        yield
    finally:
        connection.exec_driver_sql("RESET SESSION AUTHORIZATION")
