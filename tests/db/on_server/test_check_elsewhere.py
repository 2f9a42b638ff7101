"""`check_server` before a server on another computer: what stands between, and who is there."""

from pathlib import Path

import pytest

from db.office.server_check import check_server
from db.rules.findings import Severity
from db.storage.server_address import ServerAddress
from tests.db.on_server.looking import PASSWORD
from tests.db.on_server.test_connecting import HOST, socket_of, with_doors
from tests.db.on_server.tls_door import Authority, tls_door
from tests.db.server import Server


@with_doors
@pytest.mark.parametrize(
    ("shows", "code"),
    [
        (HOST, ""),
        ("db.example.net", "server.certificate_host"),
        ("", "storage.server_no_tls"),
    ],
)
def test_a_server_elsewhere_shows_who_it_is(
    server: Server, login: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    shows: str, code: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")  # the name is not asked of the network
    authority = Authority(tmp_path, "harbor-house-root")
    certificate = authority.vouch_for(shows) if shows else None
    with tls_door(socket_of(server), certificate) as port:
        address = ServerAddress(HOST, "looked", port, str(authority.root)).to_text()
        findings = check_server(address, login, PASSWORD)
    assert [one.code for one in findings if one.code in (code, "server.no_tls")] == [code] * bool(
        code
    )
    assert all(one.severity is Severity.HARD for one in findings) is bool(code)


@with_doors
def test_a_server_elsewhere_that_also_lets_in_without_encryption_or_password(
    server: Server, login: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    authority = Authority(tmp_path, "harbor-house-root")
    with tls_door(socket_of(server), authority.vouch_for(HOST), plain=True) as port:
        address = ServerAddress(HOST, "looked", port, str(authority.root)).to_text()
        codes = {one.code for one in check_server(address, login, PASSWORD)}
        assert {"server.plain_let_in", "server.certificate_ends"} <= codes  # it ends tomorrow
        assert "server.no_password" not in codes
        codes = {one.code for one in check_server(address, "postgres", PASSWORD)}
        assert {"server.plain_let_in", "server.no_password", "server.superuser"} <= codes
