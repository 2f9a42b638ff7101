"""Who signs in at the server, and who may change that: tried by scripts with real passwords."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import create_engine

from db.migrations.walls import raise_walls
from db.migrations.walls.names import group_of, identifier, keeper_of, login_of, owner_of
from db.office.server_check import check_server
from db.rules.codes import Role
from db.rules.findings import Severity
from db.storage.server_address import ServerAddress
from tests.db.on_server.looking import QUICK
from tests.db.on_server.walled import PASSWORD, Walled
from tests.db.server import Server, make_tables

REFUSED = "42501"  # insufficient privilege
EVERYBODY = [name for name, _ in Walled.STAFF]
NO_ADMINISTRATORS = [name for name in EVERYBODY if name != "ana"]
OTHER = "another password, as long as that"


@pytest.fixture(scope="module")
def walled(server: Server) -> Iterator[Walled]:
    made = Walled(server, "logins")
    yield made
    made.engine.dispose()


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_signs_in_as_themselves_and_owns_nothing(walled: Walled, name: str) -> None:
    assert walled.try_(name, "SELECT wall_me()") == [(walled.ids[name],)]
    owned = "SELECT count(*) FROM pg_class WHERE pg_has_role(relowner, 'MEMBER')"
    assert walled.try_(name, owned) == [(0,)]
    rights = (
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication"
        " FROM pg_roles WHERE rolname = session_user"
    )
    assert walled.try_(name, rights) == [(False,)]


def test_the_check_of_the_server_finds_nobodys_login_too_strong(
    server: Server, walled: Walled
) -> None:
    address = ServerAddress(server.host, walled.database, server.port)
    for name in EVERYBODY:
        found = check_server(address.to_text(), login_of(walled.database, name), PASSWORD)
        seen = {one.code for one in found if one.severity is not Severity.INFORMATION}
        assert seen == QUICK


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE {owner}",
        "SET ROLE {keeper}",
        "SET SESSION AUTHORIZATION {ana}",
        "GRANT {administrators} TO {me}",
        "UPDATE staff_login SET role = 'administrator'",
        "UPDATE staff_login SET staff_id = gen_random_uuid()",
        "INSERT INTO staff_login VALUES ('x', gen_random_uuid(), 'administrator')",
        "DELETE FROM staff_login",
        "CREATE ROLE another LOGIN",
        "ALTER ROLE {ana} PASSWORD 'guessed'",
        "CREATE TABLE mine (n int)",
        "CREATE FUNCTION public.fact() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TEMPORARY TABLE staff_login (login name)",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "ALTER FUNCTION wall_me() OWNER TO {me}",
        "SET session_replication_role = replica",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT wall_verifier('x')",
    ],
)
def test_nobody_on_the_staff_becomes_more_than_they_are(
    walled: Walled, name: str, statement: str
) -> None:
    if name == "ana" and ("{ana}" in statement or "{administrators}" in statement):
        return  # themselves
    names = {
        "owner": owner_of(walled.database),
        "keeper": keeper_of(walled.database),
        "ana": login_of(walled.database, "ana"),
        "me": login_of(walled.database, name),
        "administrators": group_of(walled.database, Role.ADMINISTRATOR),
    }
    told = {key: identifier(one) for key, one in names.items()}
    assert walled.try_(name, statement.format(**told)) == REFUSED


@pytest.mark.parametrize("name", NO_ADMINISTRATORS)
@pytest.mark.parametrize(
    "call",
    [
        "staff_login_add(%s, '')",
        "staff_login_role(%s, 'administrator')",
        "staff_login_active(%s, false)",
        "staff_login_password(%s, '')",
    ],
)
@pytest.mark.parametrize("whom", ["ana", "themselves"])
def test_who_belongs_is_for_administrators(walled: Walled, name: str, call: str, whom: str) -> None:
    if "password" in call and whom == "themselves":
        assert walled.try_(name, f"SELECT {call}", walled.ids[name]) == "28P01"  # no verifier
        return
    of = walled.ids["ana" if whom == "ana" else name]
    assert walled.try_(name, f"SELECT {call}", of) == REFUSED


def test_an_administrator_changes_a_role_ends_a_login_and_gives_it_back(walled: Walled) -> None:
    def done(call: str, *values: object) -> None:
        with walled.script("ana") as connection:
            connection.execute(f"SELECT {call}", (walled.ids["col"], *values))
            connection.commit()

    with walled.script("col") as before:
        before.execute("SELECT wall_me()")
        before.commit()
        done("staff_login_active(%s, false)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            before.execute("SELECT 1 FROM public.staff_login")
    with pytest.raises(psycopg.OperationalError), walled.script("col"):
        pass
    done("staff_login_active(%s, true)")
    done("staff_login_role(%s, 'supervisor')")
    inside = "SELECT pg_has_role(%s, 'USAGE')"
    assert walled.try_("col", inside, group_of(walled.database, Role.SUPERVISOR)) == [(True,)]
    assert walled.try_("col", inside, group_of(walled.database, Role.CASEWORKER)) == [(False,)]
    done("staff_login_role(%s, 'caseworker')")
    assert walled.try_("col", "SELECT role FROM staff_login WHERE login = session_user") == [
        ("caseworker",)
    ]


def test_passwords_are_changed_by_verifiers_alone(walled: Walled) -> None:
    call = "SELECT staff_login_password(%s, %s)"
    assert walled.try_("col", call, walled.ids["col"], OTHER) == "28P01"
    for who, now in (("col", OTHER), ("ana", PASSWORD)):  # their own, and one that was forgotten
        with walled.script(who) as connection:
            connection.execute(call, (walled.ids["col"], walled.verifier("col", now)))
            connection.commit()
        with walled.script("col", now) as connection:
            assert connection.execute("SELECT wall_me()").fetchone() == (walled.ids["col"],)


def test_the_last_administrator_stays(walled: Walled) -> None:
    for call in ("staff_login_active(%s, false)", "staff_login_role(%s, 'caseworker')"):
        assert walled.try_("ana", f"SELECT {call}", walled.ids["ana"]) == "23000"


def test_a_role_that_the_program_has_not_is_none(walled: Walled) -> None:
    for role in ("owner", "keeper", "caseworker; DROP TABLE client"):
        asked = "SELECT staff_login_role(%s, %s)"
        assert walled.try_("ana", asked, walled.ids["col"], role) == "22023"


def test_who_is_no_superuser_makes_an_office_too(server: Server) -> None:
    engine = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE ROLE it LOGIN CREATEROLE CREATEDB PASSWORD 'it'")
        connection.exec_driver_sql("CREATE DATABASE its OWNER it")
    engine.dispose()
    its = create_engine(server.url("its").set(username="it", password="it"))
    make_tables(its)
    with its.begin() as connection:
        raise_walls(connection)  # once more, as a later version does
    its.dispose()


def test_no_two_names_are_alike_and_none_is_cut() -> None:
    long = "a name that is too long for a login"
    short = login_of(long, "").removesuffix("/")
    databases = ("harbor", "harbor/ana", "harbor:", "harbor/", long, long + "!", short)
    made = [login_of(one, user) for one in databases for user in ("ana", "auditor")]
    made += [group_of(one, role) for one in databases for role in Role]
    made += [role_of(one) for one in databases for role_of in (owner_of, keeper_of)]
    assert len(set(made)) == len(made)
    assert all(len(name.encode()) <= 63 for name in (*made, login_of("é" * 63, "z" * 40)))
