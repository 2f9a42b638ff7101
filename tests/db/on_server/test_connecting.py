"""Connecting to a real server: encrypted and checked, or refused with a sentence."""

import os
import ssl
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from db.office.blaming import blaming
from db.rules.findings import Refused
from db.storage.server import connecting, open_server
from db.storage.server_address import ServerAddress
from db.storage.trusted_roots import trusted_roots, written
from db.texts import explain
from tests.db.on_server.otherwise import make_otherwise
from tests.db.on_server.tls_door import Authority, tls_door
from tests.db.server import Server

HOST = "db.example.org"
with_doors = pytest.mark.skipif(os.name == "nt", reason="the door passes on to a Unix socket")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "harbor-house-root")


def ask(address: ServerAddress, user: str = "postgres", password: str = "", **more: object) -> str:
    """Connect, ask who one is, and give the answer; or the code of the refusal."""
    told = connecting(address, user, password) | more
    engine = create_engine("postgresql+psycopg://", connect_args=told, hide_parameters=True)
    try:
        with blaming(), engine.connect() as connection:
            return str(connection.scalar(text("SELECT current_user")))
    except Refused as refused:
        assert len(explain(refused)) > 20
        return str(refused)
    finally:
        engine.dispose()


def behind_tls(server: Server, port: int, root: Path, host: str = HOST) -> str:
    """The answer through a door, whose name is not asked of the network."""
    address = ServerAddress(host, "postgres", port, str(root))
    return ask(address, hostaddr="127.0.0.1")


def socket_of(server: Server) -> str:
    return f"{server.host}/.s.PGSQL.{server.port}"


def test_a_server_is_asked_in_our_way_whatever_it_does_for_others(server: Server) -> None:
    engines = open_server(make_otherwise(server, "otherwise"), "postgres", "")
    asked = ("transaction_isolation", "client_encoding", "datestyle", "timezone")
    with engines.write() as session, session.begin():
        session.execute(text("CREATE TABLE said (at timestamptz, what text)"))
        session.execute(text("INSERT INTO said VALUES (now(), :words)"), {"words": "Zoë 東京"})
        said = [session.scalar(text(f"SHOW {setting}")) for setting in asked]
        what = session.scalar(text("SELECT what FROM said WHERE at = now()"))
    engines.dispose()
    assert (said[0], said[1], said[3]) == ("read committed", "UTF8", "UTC")
    assert str(said[2]).startswith("ISO")
    assert what == "Zoë 東京"


def test_a_server_that_asks_for_the_password_in_the_open_is_not_told(server: Server) -> None:
    address = make_otherwise(server, "asks_openly")
    with psycopg.connect(**connecting(address, "postgres", ""), autocommit=True) as admin:
        admin.execute('DROP ROLE IF EXISTS "old way"')
        admin.execute("CREATE ROLE \"old way\" LOGIN PASSWORD 'a password'")
    engines = open_server(address, "old way", "a password")
    with pytest.raises(Refused, match="server_asks_openly"), blaming(), engines.read() as session:
        session.scalar(text("SELECT 1"))
    engines.dispose()
    with psycopg.connect(**connecting(address, "postgres", ""), autocommit=True) as admin:
        admin.execute('DROP ROLE "old way"')


def test_what_the_server_has_prepared_outlives_a_reading(server: Server) -> None:
    asked = text("SELECT CAST(:n AS integer) + 1")
    engines = open_server(make_otherwise(server, "prepared"), "postgres", "")
    for n in range(8):
        with engines.read() as session:
            assert session.scalar(asked, {"n": n}) == n + 1
    prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%+ 1'")
    with engines.write() as session, session.begin():
        assert session.scalar(prepared) == 1
    engines.dispose()


def test_a_reading_that_went_wrong_leaves_a_connection_that_answers(server: Server) -> None:
    engines = open_server(make_otherwise(server, "went_wrong"), "postgres", "")
    with engines.read() as session, pytest.raises(DBAPIError):
        session.execute(text("SELECT 1 / 0"))
    with engines.write() as session, session.begin():
        assert session.scalar(text("SHOW transaction_read_only")) == "off"
    engines.dispose()


@with_doors
def test_a_server_that_somebody_vouches_for_is_asked(server: Server, authority: Authority) -> None:
    with tls_door(socket_of(server), authority.vouch_for(HOST)) as port:
        assert behind_tls(server, port, authority.root) == "postgres"


@with_doors
def test_one_whom_this_computer_trusts_needs_no_file(
    server: Server, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))
    with tls_door(socket_of(server), authority.vouch_for(HOST)) as port:
        here = ServerAddress(HOST, "postgres", port)
        assert ask(here, hostaddr="127.0.0.1") == "postgres"
        monkeypatch.delenv("SSL_CERT_FILE")
        assert ask(here, hostaddr="127.0.0.1") == "storage.server_certificate"


def test_whom_this_computer_trusts_is_written_in_a_file_for_the_driver(
    authority: Authority,
) -> None:
    der = ssl.PEM_cert_to_DER_cert(authority.root.read_text())
    context = ssl.create_default_context(cafile=written([der]))
    assert context.get_ca_certs(binary_form=True) == [der]
    assert written([]) == ""
    if trusted_roots() != "system":
        assert ssl.create_default_context(cafile=trusted_roots()).cert_store_stats()["x509_ca"]


@with_doors
def test_one_that_nobody_vouches_for_is_sent_nothing(
    server: Server, authority: Authority, tmp_path: Path
) -> None:
    other = Authority(tmp_path, "somebody-else")
    with tls_door(socket_of(server), other.vouch_for(HOST)) as port:
        assert behind_tls(server, port, authority.root) == "storage.server_certificate"


@with_doors
def test_one_of_another_name_is_sent_nothing(server: Server, authority: Authority) -> None:
    with tls_door(socket_of(server), authority.vouch_for("db.example.net")) as port:
        assert behind_tls(server, port, authority.root) == "storage.server_certificate"


@with_doors
def test_one_without_encryption_is_sent_nothing(server: Server, authority: Authority) -> None:
    with tls_door(socket_of(server), None) as port:
        assert behind_tls(server, port, authority.root) == "storage.server_no_tls"


def test_a_root_certificate_that_is_not_there_is_said(server: Server, tmp_path: Path) -> None:
    address = ServerAddress(HOST, "postgres", 1, str(tmp_path / "missing.pem"))
    assert ask(address, hostaddr="127.0.0.1") in (
        "storage.server_certificate",
        "storage.server_gone",
    )


@pytest.fixture(scope="module")
def ana(server: Server) -> Iterator[str]:
    """Somebody who signs in at the server with the password "right one"."""
    engine = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE ROLE ana LOGIN PASSWORD 'right one'"))
    yield "ana"
    with engine.connect() as connection:
        connection.execute(text("DROP ROLE ana"))
    engine.dispose()


def test_a_password_opens_and_a_wrong_one_does_not(server: Server, ana: str) -> None:
    address = ServerAddress(server.host, "postgres", server.port)
    assert ask(address, ana, "right one") == "ana"
    assert ask(address, ana, "wrong one") == "storage.server_sign_in"
    assert ask(address, ana, "") == "storage.server_sign_in"
    assert ask(address, "nobody-here", "right one") == "storage.server_sign_in"


@pytest.mark.parametrize("who", ["other way", "no way"])
def test_a_server_that_asks_for_no_password_or_for_nothing_is_said(
    server: Server, who: str
) -> None:
    address = ServerAddress(server.host, "postgres", server.port)
    assert ask(address, who, "right one") == "storage.server_refuses"


def test_what_is_not_there_is_said(server: Server) -> None:
    here = ServerAddress(server.host, "no-such-office", server.port)
    assert ask(here) == "storage.server_no_database"
    assert ask(ServerAddress("127.0.0.1", "postgres", 1)) == "storage.server_gone"
    assert ask(ServerAddress("no-such-host.invalid", "x")) == "storage.server_unknown"


def test_who_reads_cannot_write_and_sees_one_moment(server: Server) -> None:
    address = ServerAddress(server.host, "postgres", server.port)
    engines = open_server(address, "postgres", "")
    with engines.write() as session, session.begin():
        session.execute(text("CREATE TABLE moment (n int)"))
    with engines.read() as reading:
        count = text("SELECT count(*) FROM moment")
        assert reading.scalar(count) == 0
        with engines.write() as session, session.begin():
            session.execute(text("INSERT INTO moment VALUES (1)"))
        assert reading.scalar(count) == 0
        with pytest.raises(Refused, match=r"storage\.readonly"), blaming():
            reading.execute(text("INSERT INTO moment VALUES (2)"))
    with engines.write() as session, session.begin():
        assert session.scalar(count) == 1
        session.execute(text("DROP TABLE moment"))
    engines.dispose()
