"""A database in which an office is to be made, as its owner sees it; and a knock at a server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from db.office.on_server import Maker, found_on_server
from db.office.server_ground import knock, see_ground
from db.rules.findings import Refused
from db.storage.server_address import ServerAddress
from tests.db.office.desk import CHEAP
from tests.db.on_server.desk import FORM, MAKER
from tests.db.on_server.looking import PASSWORD
from tests.db.on_server.test_connecting import HOST, socket_of, with_doors
from tests.db.on_server.tls_door import Authority, tls_door
from tests.db.server import Server

BUILDER = Maker("builder", PASSWORD)


@dataclass
class Site:
    address: ServerAddress
    inside: Connection

    def run(self, *statements: str) -> None:
        for statement in statements:
            self.inside.execute(text(statement.format(name=self.address.database)))


@pytest.fixture(scope="module")
def site(server: Server) -> Iterator[Site]:
    """An empty database of somebody who may sign in and no more."""
    database = server.unused("site")
    engine = create_engine(server.make(database), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        made = Site(ServerAddress(server.host, database, server.port), connection)
        made.run(f"CREATE ROLE builder LOGIN PASSWORD '{PASSWORD}'")
        yield made
        made.run("ALTER DATABASE {name} OWNER TO postgres", "DROP OWNED BY builder")
        made.run("DROP ROLE builder")
    engine.dispose()


def codes(act: Callable[..., object], *args: object, **kwargs: object) -> dict[str, str]:
    """What it is refused with, and beside which field."""
    try:
        act(*args, **kwargs)
    except Refused as refused:
        return {finding.code: finding.field for finding in refused.findings}
    return {}


def test_what_its_owner_lacks_is_said_until_nothing_is(site: Site) -> None:
    seen = lambda: set(codes(see_ground, site.address, BUILDER))  # noqa: E731
    assert seen() == {"server.cannot_make_roles", "server.database_of_another"}
    site.run("ALTER ROLE builder CREATEROLE")
    assert seen() == {"server.database_of_another"}
    site.run("ALTER DATABASE {name} OWNER TO builder", "ALTER SCHEMA public OWNER TO postgres")
    assert seen() == {"server.schema_of_another"}
    site.run("ALTER SCHEMA public OWNER TO pg_database_owner", "CREATE TABLE before (n int)")
    assert seen() == {"office.server_not_empty"}
    site.run("DROP TABLE before", 'CREATE ROLE "{name}/ana"')
    assert seen() == {"server.earlier_login"}
    site.run('DROP ROLE "{name}/ana"')
    assert seen() == set()


def test_who_may_not_sign_in_and_what_is_not_there_is_said(site: Site) -> None:
    wrong = Maker("builder", "not the password 55")
    assert set(codes(see_ground, site.address, wrong)) == {"storage.server_sign_in"}
    elsewhere = ServerAddress(site.address.host, "no-such-office", site.address.port)
    assert set(codes(see_ground, elsewhere, MAKER)) == {"storage.server_no_database"}
    assert set(codes(knock, ServerAddress("127.0.0.1", "x", 1))) == {"storage.server_gone"}


def test_one_that_was_stopped_leaves_nothing(site: Site) -> None:
    made = codes(
        found_on_server, site.address, FORM, MAKER, device="x", cost=CHEAP, stopped=lambda: True
    )
    assert set(made) == {"work.stopped"}
    assert codes(see_ground, site.address, MAKER) == {}


def test_who_knocks_at_a_server_needs_no_login(site: Site) -> None:
    assert codes(knock, site.address) == {}
    # Which databases it has, it tells only to one who signs in.
    assert codes(knock, ServerAddress(site.address.host, "other", site.address.port)) == {}


@with_doors
@pytest.mark.parametrize(
    ("shows", "said"),
    [
        (HOST, {}),
        ("db.example.net", {"server.certificate_host": "address"}),
        ("", {"storage.server_no_tls": ""}),
    ],
)
def test_a_server_elsewhere_must_show_who_it_is(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shows: str,
    said: dict[str, str],
) -> None:
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")  # the name is not asked of the network
    authority = Authority(tmp_path, "harbor-house-root")
    certificate = authority.vouch_for(shows) if shows else None
    with tls_door(socket_of(server), certificate) as port:
        assert codes(knock, ServerAddress(HOST, "x", port, str(authority.root))) == said


def test_a_file_without_a_certificate_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    named = ServerAddress(HOST, "x", 1, str(file))
    assert codes(knock, named) == {"server.certificate_missing": "certificate"}
    file.write_text("Dear Ana")
    assert codes(see_ground, named, MAKER) == {"server.certificate_none": "certificate"}
