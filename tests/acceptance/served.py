"""The sample office on a real PostgreSQL, for scenes; run by the program's own Python.

    python -m tests.acceptance.served take SAMPLE   take the office in this folder to a server
    python -m tests.acceptance.served serve SAMPLE  serve a copy of what came of it
    python -m tests.acceptance.served empty SAMPLE  serve an empty database, which has an owner

The first leaves the server's files in the folder. The others print the database's address when it
is served, answer the lines `halt` and `start` of their input with an empty line when that is done,
and end with their input.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from db.office.entering import enter
from db.storage.server_address import ServerAddress
from tests.acceptance.sample import MAKER, MAKERS_PASSWORD, OFFICE, SERVED, keep_codes, said_of
from tests.db.server import Server

BY_CODE_ALREADY = ("sam", "ana", "rita")  # whom scenes are about; the others still have theirs
_DATABASE = "harbor"  # belongs to the names of the logins, and stays as it is


def take(sample: Path) -> None:
    """Move a copy of the office by the command line, and let some sign in with their code."""
    passwords = {user["name"]: user["password"] for user in said_of(sample)["users"]}
    administrator = next(iter(passwords))
    moving = sample / "moving"
    shutil.copytree(sample / OFFICE, moving)
    server = Server()
    try:
        server.make(_DATABASE)
        address = _address(server)
        words = ["--office", str(moving), "--to", str(address), "--user", administrator]
        done = subprocess.run(
            [sys.executable, "-m", "desktop", "move", *words, "--login", "postgres", "--json"],
            env=os.environ
            | {"CASEROOM_PASSWORD": passwords[administrator], "CASEROOM_SERVER_PASSWORD": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        codes: dict[str, Any] = json.loads(done.stdout)["codes"]
        keep_codes(sample, codes)
        for user in BY_CODE_ALREADY:
            enter(address, user, passwords[user], device="first-time", code=codes[user]).close()
        server.halt()
        shutil.move(server.data, sample / SERVED)
    finally:
        server.stop()
        shutil.rmtree(moving)


def serve(sample: Path) -> None:
    """Until the input ends, or somebody ends the process."""
    _serve(Server(data=sample / SERVED))


def empty(sample: Path) -> None:
    """The same with a database in which an office can be made."""
    server = Server()
    as_superuser = {"host": server.host, "port": server.port, "user": "postgres"}
    with psycopg.connect(**as_superuser, autocommit=True) as connection:  # type: ignore[arg-type]
        name, password = Identifier(MAKER), Literal(MAKERS_PASSWORD)
        role = SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}").format(name, password)
        connection.execute(role)
        database = SQL("CREATE DATABASE {} OWNER {}").format(Identifier(_DATABASE), name)
        connection.execute(database)
    _serve(server)


def _serve(server: Server) -> None:
    signal.signal(signal.SIGTERM, _ended)
    try:
        print(_address(server), flush=True)
        for line in sys.stdin:
            {"halt": server.halt, "start": server.start}[line.strip()]()
            print(flush=True)
    finally:
        server.stop()


def _ended(_: int, __: FrameType | None) -> None:
    sys.exit(1)


def _address(server: Server) -> ServerAddress:
    return ServerAddress(server.host, _DATABASE, server.port)


if __name__ == "__main__":
    {"take": take, "serve": serve, "empty": empty}[sys.argv[1]](Path(sys.argv[2]))
