"""The offices that tests are lent on a server: each is new, whatever was done in it before."""

import subprocess

import pytest

from db.migrations.walls.names import login_prefix
from db.office.members import change_role
from db.rules.codes import Role
from tests.db.office.desk import OWN
from tests.db.office.secrets_in import enter
from tests.db.on_server.desk import ServerDesk
from tests.db.on_server.ready import ReadyOnServer
from tests.db.server import Server

_ROLES = (
    "SELECT rolname, rolcanlogin, rolpassword, ARRAY("
    "SELECT concat(roleid::regrole, grantor::regrole) FROM pg_auth_members"
    " WHERE member = pg_authid.oid ORDER BY 1)"
    " FROM pg_authid WHERE starts_with(rolname, '{}') ORDER BY 1"
)


def everything(server: Server, desk: ServerDesk) -> list[object]:
    """Its roles, its tables and what is in them, but for the sign-in that is on record."""
    database = desk.address.database
    words = ["-h", server.host, "-p", str(server.port), "-U", "postgres", "--create"]
    words += ["--exclude-table-data=audit_*", "--restrict-key=same", database]
    dumped = subprocess.run(
        [server.programs / "pg_dump", *words], capture_output=True, text=True, check=True
    )
    with desk.by_hand.engine.connect() as connection:
        prefix = login_prefix(database).removesuffix("/")
        roles = connection.exec_driver_sql(_ROLES.format(prefix)).all()
    return [roles, sorted(dumped.stdout.splitlines())]  # rows lie in any order


@pytest.mark.parametrize("statement", ["DELETE FROM audit_event", "DROP TABLE kept_file CASCADE"])
def test_whoever_comes_next_finds_it_as_it_was_made(
    server: Server, ready_on_server: ReadyOnServer, statement: str
) -> None:
    with ready_on_server.desk() as desk:
        before = everything(server, desk)
    with ready_on_server.desk() as desk:
        eva = desk.hire_and_settle("eva", Role.ADMINISTRATOR)
        change_role(eva, desk.ana.user.id, Role.AUDITOR)
        enter(desk.sit("eva", OWN))
        name = desk.address.database
        desk.tamper(statement)
    with ready_on_server.desk() as desk:
        assert desk.address.database == name
        assert everything(server, desk) == before
        assert desk.hire("eva")


def test_two_at_once_are_two(ready_on_server: ReadyOnServer) -> None:
    with ready_on_server.desk() as one, ready_on_server.desk() as other:
        one.hire("ben")
        assert other.hire("ben")
        assert one.address != other.address
