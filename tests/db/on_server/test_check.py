"""`check_server` before a real server; each of the usual mistakes is real where it can be."""

import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from db.migrations.server_guards import GUARDS
from db.office.server_check import check_server
from db.rules.findings import Refused, Severity
from db.storage import server_look
from db.storage.server_address import ServerAddress
from db.texts import sentence
from desktop.cli import main
from tests.db.on_server.looking import PASSWORD, QUICK
from tests.db.server import Server

Found = Callable[..., dict[str, Severity]]


@pytest.fixture
def found(server: Server, login: str) -> Found:
    """What is found beside what everybody sees."""

    def look(database: str = "looked", who: str = login) -> dict[str, Severity]:
        address = ServerAddress(server.host, database, server.port)
        findings = check_server(address.to_text(), who, PASSWORD)
        assert not any("{" in sentence(one) for one in findings)
        return {
            one.code: one.severity
            for one in findings
            if one.code not in QUICK and one.severity is not Severity.INFORMATION
        }

    return look


def test_what_the_tests_do_to_be_quick_is_found(server: Server, login: str) -> None:
    address = ServerAddress(server.host, "looked", server.port)
    findings = check_server(address.to_text(), login, PASSWORD)
    assert [one.params for one in findings if one.code == "server.not_durable"] == [
        {"setting": "fsync"},
        {"setting": "full_page_writes"},
    ]
    codes = {one.code for one in findings}
    assert codes - QUICK == {"server.backups_unseen", "server.no_office"}


@pytest.mark.parametrize(
    ("may", "code"),
    [
        ("SUPERUSER", "server.superuser"),
        ("BYPASSRLS", "server.passes_policies"),
        ("CREATEROLE", "server.makes_roles"),
        ("CREATEDB", "server.makes_databases"),
        ("REPLICATION", "server.replicates"),
    ],
)
def test_a_login_that_may_too_much(admin: Connection, found: Found, may: str, code: str) -> None:
    assert found() == {}
    admin.execute(text(f"ALTER ROLE looker {may}"))
    assert set(found()) == {code}


def test_a_login_that_can_become_more(admin: Connection, found: Found) -> None:
    admin.execute(text("CREATE ROLE between NOINHERIT"))
    admin.execute(text("GRANT postgres TO between"))
    admin.execute(text("GRANT between, pg_read_all_data TO looker"))
    assert "server.becomes" in found()
    admin.execute(text("DROP ROLE between"))
    assert found() == {"server.becomes": Severity.HARD}


def test_a_login_that_owns_a_table(admin: Connection, found: Found) -> None:
    admin.execute(text("CREATE TABLE owned (n int)"))
    admin.execute(text("ALTER TABLE owned OWNER TO looker"))
    assert found() == {"server.owns_tables": Severity.HARD}


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("log_statement = 'all'", "server.logs_statements"),
        ("log_min_duration_statement = 100", "server.logs_slow"),
        ("log_parameter_max_length_on_error = 20", "server.logs_on_error"),
        ("password_encryption = 'md5'", "server.password_encryption"),
    ],
)
def test_a_setting_of_the_server(admin: Connection, found: Found, setting: str, code: str) -> None:
    admin.execute(text(f"ALTER ROLE looker SET {setting}"))
    assert set(found()) == {code}


def test_too_few_connections_for_one_program(admin: Connection, found: Found) -> None:
    admin.execute(text("ALTER ROLE looker CONNECTION LIMIT 2"))
    assert found() == {"server.connections_limited": Severity.HARD}


def test_an_encoding_that_cannot_hold_every_name(admin: Connection, found: Found) -> None:
    admin.execute(text("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'"))
    assert found("latin") == {"server.encoding": Severity.HARD}
    admin.execute(text("DROP DATABASE latin"))


def test_a_password_asked_for_in_the_open(admin: Connection, found: Found) -> None:
    admin.execute(text(f"CREATE ROLE \"old way\" LOGIN PASSWORD '{PASSWORD}'"))
    assert found(who="old way") == {"server.no_scram": Severity.SOFT}
    admin.execute(text('DROP ROLE "old way"'))


def test_a_server_that_asks_for_no_password(found: Found) -> None:
    open_door = "server.no_password" if os.name == "nt" else "server.no_password_socket"
    assert set(found(who="postgres")) == {"server.superuser", open_door}


def test_an_office_of_another_version(admin: Connection, found: Found) -> None:
    for made in ("alembic_version (version_num text)", "fact (key text, value text)"):
        admin.execute(text(f"CREATE TABLE {made}"))
    admin.execute(text("GRANT SELECT ON alembic_version, fact TO looker"))
    admin.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    assert found() == {"server.schema_newer": Severity.HARD}
    admin.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert found() == {"server.schema_older": Severity.SOFT}
    admin.execute(text("DROP TABLE alembic_version, fact"))


def test_a_missing_extension(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = re.findall(r"CREATE EXTENSION IF NOT EXISTS (\w+)", "\n".join(GUARDS))
    assert needed == list(server_look.NEEDED_EXTENSIONS)
    monkeypatch.setattr(server_look, "NEEDED_EXTENSIONS", (*needed, "not_there"))
    assert found() == {"server.extension": Severity.HARD}


def test_how_far_a_clock_is_ahead_whatever_part_of_the_way_took_the_time() -> None:
    before = datetime(2026, 3, 2, 12, tzinfo=UTC)
    after = before + timedelta(seconds=5)
    ahead = server_look.ahead
    assert ahead(before, before + timedelta(seconds=3), after) == timedelta()
    assert ahead(before, after + timedelta(seconds=90), after) == timedelta(seconds=90)
    assert ahead(before, before - timedelta(seconds=90), after) == timedelta(seconds=-90)


def test_who_is_not_let_in_is_told_so(server: Server, login: str) -> None:
    address = ServerAddress(server.host, "looked", server.port).to_text()
    with pytest.raises(Refused, match=r"storage\.server_sign_in"):
        check_server(address, login, "wrong one")


def test_the_command_line_says_it(
    server: Server, login: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CASEROOM_PASSWORD", "of somebody's")
    monkeypatch.setenv("CASEROOM_SERVER_PASSWORD", PASSWORD)
    words = ["server-check", ServerAddress(server.host, "looked", server.port).to_text()]
    assert main([*words, "--login", login, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert {
        "code": "server.saves_late",
        "weight": "must",
        "text": "synchronous_commit is off: what was said to be saved can be lost in a power cut. "
        "Set synchronous_commit = on.",
    } in told["findings"]
    assert main([*words, "--login", login]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "3 things must be mended before an office is kept here."
    assert main([*words, "--user", login]) == 1  # nobody of that name works in an office there
    assert "does not take this name" in capsys.readouterr().err
    assert main(["server-check", "S:\\Harbor House", "--login", login]) == 1
    assert "postgresql://server.example.org/harbor" in capsys.readouterr().err


def test_no_password_comes_from_a_file_of_the_users(
    server: Server, login: str, found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:*:{login}:{PASSWORD}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", os.fspath(file))
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert found() == {}
