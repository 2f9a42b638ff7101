"""The command line on an office on a server, as an administrator would script it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from openpyxl import load_workbook
from psycopg.sql import SQL, Identifier

from db.storage.keys.wrapping import Argon2
from desktop.cli import main
from tests.db.office.versions import Tomorrow
from tests.db.server import Server

PASSWORD, OWNERS = "copper meadow harbor 19", "a secret of the owner's 77"
CLIENTS = "First name,Last name,Date of birth\nAda,Lovelace,1985-12-10\nAlan,Turing,1982-06-23\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    """An empty database whose owner is no superuser and may make roles."""
    with psycopg.connect(
        host=server.host, port=server.port, user="postgres", autocommit=True
    ) as connection:
        connection.execute(
            SQL("CREATE ROLE keeper_of_it LOGIN CREATEROLE PASSWORD {}").format(OWNERS)
        )
        connection.execute(SQL("CREATE DATABASE cases OWNER {}").format(Identifier("keeper_of_it")))
    with psycopg.connect(
        host=server.host, port=server.port, user="postgres", dbname="cases", autocommit=True
    ) as connection:  # what only a superuser may add on PostgreSQL 14
        connection.execute("GRANT ALL ON SCHEMA public TO keeper_of_it")
    host = server.host.replace("/", "%2F")
    return f"postgresql://{host}:{server.port}/cases"


Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def caseroom(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Exit code, standard output and errors of a verb; passwords stand in the environment."""
    monkeypatch.setenv("CASEROOM_SERVER_PASSWORD", OWNERS)
    # Passwords that cost what they cost an office would be most of what these tests cost.
    monkeypatch.setattr(Argon2.__init__, "__defaults__", (64, 1, 1))

    def run(*words: str, password: str = PASSWORD) -> tuple[int, str, str]:
        monkeypatch.setenv("CASEROOM_PASSWORD", password)
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_an_office_is_made_filled_printed_and_checked(
    address: str, tmp_path: Path, caseroom: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    init = ("init", address, "--name", "Harbor House", "--admin", "ana", "--time-zone", "UTC")
    assert caseroom(*init)[::2] == (
        1,
        "Say with --login who owns the database on the server and may make roles there.\n",
    )
    code, out, err = caseroom(*init, "--login", "keeper_of_it", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["office"] == address.replace(":5432", "")
    recovery_code = json.loads(out)["recovery_code"]
    table = tmp_path / "clients.csv"
    table.write_text(CLIENTS, "utf-8")
    here = ("--office", address, "--user", "ana")
    code, out, err = caseroom("import", "clients", str(table), *here, "--json")
    assert (code, err) == (0, ""), err
    assert json.loads(out)["added"] == 2
    code, _, err = caseroom("export", "clients", *here, "--out", str(tmp_path / "clients.xlsx"))
    assert (code, err.count("Traceback")) == (0, 0), err
    rows = load_workbook(tmp_path / "clients.xlsx").active
    assert rows is not None
    written = {str(cell) for row in rows.iter_rows(values_only=True) for cell in row}
    assert {"Lovelace", "Turing"} <= written
    code, out, err = caseroom("check", *here)
    assert code == 0, out + err
    code, _, err = caseroom("check", *here, password="not the password 55")
    assert (code, err.startswith("The user name or the password is wrong.")) == (1, True), err
    monkeypatch.setenv("CASEROOM_RECOVERY_CODE", recovery_code)
    assert caseroom("recover", *here, "--drill")[0] == 0
    assert caseroom("recover", *here)[0] == 1  # without the owner's login
    code, _, err = caseroom("recover", *here, "--login", "keeper_of_it")
    assert code == 0, err
    kept = tmp_path / "Kept"
    kept.mkdir()
    backup = ("backup", *here, "--to", str(kept))
    assert caseroom(*backup)[0] == 1  # without a login that reads every row
    code, out, err = caseroom(*backup, "--login", "keeper_of_it", "--json")
    assert (code, json.loads(out)["whole"]) == (0, True), err
    code, out, err = caseroom("drill", *here, "--file", json.loads(out)["file"])
    assert code == 0, out + err
    attached = tmp_path / "Attached"
    attached.mkdir()
    code, out, err = caseroom("files", *here, "--to", str(attached), "--json")
    assert (code, json.loads(out)["place"]) == (0, str(attached)), err
    attached.rename(tmp_path / "Away")
    code, out, err = caseroom("files", *here)
    assert (code, err, "cannot be reached" in out) == (1, "", True)
    (tmp_path / "Away").rename(attached)
    code, out, err = caseroom("rotate-key", *here, "--json")
    assert (code, json.loads(out)["key"], json.loads(out)["backup"]) == (0, 2, None), err
    owner = ("--login", "keeper_of_it", "--json")
    code, out, _ = caseroom("upgrade", *here, *owner)
    assert (code, json.loads(out)["upgraded"]) == (0, False)
    with Tomorrow(tmp_path).runs():
        code, _, err = caseroom("check", *here)
        assert (code, err.startswith("This office is of an older version")) == (1, True)
        code, _, err = caseroom("upgrade", *here, *owner)
        assert (code, "--backed-up" in err) == (1, True), err
        code, out, err = caseroom("upgrade", *here, *owner, "--backed-up")
        assert (code, json.loads(out)["backup"]) == (0, None), err
    assert caseroom("check", *here)[0] == 0  # which is additive
    folder = tmp_path / "Back in a folder"
    words = ("move", *here, "--to", str(folder), "--login", "keeper_of_it", "--json")
    code, out, err = caseroom(*words)
    assert code == 0, err
    assert (json.loads(out)["codes"], json.loads(out)["files_damaged"]) == ({}, [])
    code, _, err = caseroom("check", *here)
    assert (code, err.startswith("This office has moved to")) == (1, True)
    code, out, err = caseroom("check", "--office", str(folder), "--user", "ana")
    assert code == 0, out + err
    in_folder = ("backup", "--office", str(folder), "--user", "ana")
    code, _, err = caseroom(*in_folder, "--login", "keeper_of_it")
    assert (code, err.startswith("This office is in a folder")) == (1, True)
    code, out, _ = caseroom(*words)  # asked once more
    assert code == 1
