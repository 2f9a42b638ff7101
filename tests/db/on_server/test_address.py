"""Where an office on a server is found, as somebody types it."""

import pytest

from db.storage.problems import StorageProblem
from db.storage.server import connecting
from db.storage.server_address import ServerAddress, is_server_address, server_address
from db.storage.trusted_roots import trusted_roots


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("postgresql://db.example.org/harbor", ServerAddress("db.example.org", "harbor")),
        ("postgres://db.example.org:6000/harbor", ServerAddress("db.example.org", "harbor", 6000)),
        ("  postgresql://DB.example.org/harbor/ ", ServerAddress("db.example.org", "harbor")),
        ("postgresql://[fd00::7]/harbor", ServerAddress("fd00::7", "harbor")),
        ("postgresql://%2Frun%2Fpg/harbor", ServerAddress("/run/pg", "harbor")),
        (
            "postgresql://db.example.org/harbor?sslrootcert=C:\\ca.pem",
            ServerAddress("db.example.org", "harbor", root_certificate="C:\\ca.pem"),
        ),
        (
            "postgresql://db.example.org/harbor%3F?sslrootcert=/etc/R%26D%20%2B%20%23%251/ca.pem",
            ServerAddress("db.example.org", "harbor?", root_certificate="/etc/R&D + #%1/ca.pem"),
        ),
    ],
)
def test_it_is_read_and_written_again(typed: str, meant: ServerAddress) -> None:
    assert server_address(typed) == meant
    assert server_address(meant.to_text()) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("postgresql://db.example.org", "server_address"),
        ("postgresql:///harbor", "server_address"),
        ("postgresql://db.example.org/a/b", "server_address"),
        ("postgresql://db.example.org:many/harbor", "server_address"),
        ("postgresql://[fd00::7/harbor", "server_address"),
        ("mysql://db.example.org/harbor", "server_address"),
        ("postgresql://ana:secret@db.example.org/harbor", "server_password_typed"),
        ("postgresql://db.example.org/harbor?password=secret", "server_option"),
        ("postgresql://db.example.org/harbor?sslmode=disable", "server_option"),
        ("postgresql://db.example.org/harbor?host=elsewhere.example.org", "server_option"),
    ],
)
def test_what_is_none_or_says_too_much_is_refused(typed: str, code: str) -> None:
    with pytest.raises(StorageProblem) as refused:
        server_address(typed)
    assert refused.value.has(f"storage.{code}")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("postgresql://x/y", True),
        ("POSTGRES://x/y", True),
        (r"\\nas\office", False),
        ("C:/offices/postgresql", False),
        ("postgresql", False),
    ],
)
def test_it_is_told_from_a_folder(text: str, is_one: bool) -> None:
    assert is_server_address(text) is is_one


@pytest.mark.parametrize("host", ["db.example.org", "192.168.1.7", "fd00::7", "localhost.evil.org"])
def test_whatever_leaves_this_computer_is_encrypted_and_the_server_is_checked(host: str) -> None:
    told = connecting(ServerAddress(host, "harbor"), "ana", "secret")
    assert (told["sslmode"], told["sslrootcert"]) == ("verify-full", trusted_roots())


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "/run/pg"])
def test_on_this_computer_nothing_need_be_encrypted(host: str) -> None:
    assert "sslrootcert" not in connecting(ServerAddress(host, "harbor"), "ana", "secret")
