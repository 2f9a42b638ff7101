"""An office that PostgreSQL's own programs have saved and brought back is the same."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.staff import Staff
from db.office.keeping import check
from db.office.server_check import check_server
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.office.desk import OWN
from tests.db.on_server.desk import new_server_desk
from tests.db.on_server.looking import PASSWORD
from tests.db.server import Server


def names(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(Staff.user_name).order_by(Staff.user_name)))


def program(server: Server, name: str, *words: str) -> None:
    command = [str(server.programs / name), "-h", server.host, "-p", str(server.port)]
    done = subprocess.run(
        [*command, "-U", "postgres", *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_dump_is_restored_with_its_walls(server: Server, login: str, tmp_path: Path) -> None:
    desk = new_server_desk(server, "dumped")
    desk.hire_and_settle("ben", Role.CASEWORKER)
    before = desk.ana.read(names)
    desk.close()
    dump = str(tmp_path / "office.dump")
    program(server, "pg_dump", "--format=custom", "--file", dump, desk.address.database)
    program(server, "dropdb", desk.address.database)
    program(server, "pg_restore", "--create", "--exit-on-error", "--dbname", "postgres", dump)
    ana = desk.sit()
    assert ana.read(names) == before == ["ana", "ben"]
    assert check(ana) == []
    desk.sit("ben", OWN)
    desk.close()
    with pytest.raises(Refused, match=r"storage\.server_forbids"):
        check_server(desk.address.to_text(), login, PASSWORD)
