"""Steps: an office on a PostgreSQL server, over TLS, with the one OpenSSL that is shipped.

The server is this computer, whose certificate nobody looks at: under Wine 8 the driver finds no
file of a certificate (it asks Windows in a way that Wine lacks), neither the server's root nor one
of its own.
"""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.windows.rehearsal import tools
from installers.windows.rehearsal.steps import Failed, require
from installers.windows.rehearsal.world import World

_NOBODY = "nobody"  # PostgreSQL refuses to run as root
_PASSWORD = secrets.token_urlsafe(15)  # of this run
_WHO_MAY_COME_IN = "local all postgres trust\nhostssl all all all scram-sha-256\n"
_PREPARED = (
    f"SET password_encryption = 'scram-sha-256'; "
    f"CREATE ROLE harbor_maker LOGIN CREATEROLE PASSWORD '{_PASSWORD}';",
    "CREATE DATABASE harbor OWNER harbor_maker TEMPLATE template0 ENCODING 'UTF8';",
    "REVOKE ALL ON DATABASE harbor FROM PUBLIC;",
)


def keeps_an_office_on_a_server(world: World) -> str:
    """Made and checked over TLS: the server lets nobody in without, and its log names it."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as (port, log):
        ours = f"postgresql://localhost:{port}/harbor"
        more = {"CASEROOM_SERVER_PASSWORD": _PASSWORD, "CASEROOM_PASSWORD": _PASSWORD}
        more |= {"PGSSLCERTMODE": "disable"}  # or the driver gives up without one of its own
        words = ("--login", "harbor_maker", "--name", "Harbor House", "--admin", "ana")
        made = world.cli(world.own, "init", ours, *words, seconds=400, **more)
        require(made.code == 0, f"init ended with {made.code}: {made.says}")
        checked = world.cli(
            world.own, "check", "--office", ours, "--user", "ana", seconds=400, **more
        )
        require(checked.code == 0, f"check ended with {checked.code}: {checked.says}")
        told = [line for line in log.read_text().splitlines() if "SSL enabled" in line]
    require(bool(told), "the server's log names no connection over TLS")
    return told[-1].partition("SSL ")[2].strip("()")


def _put_certificate(folder: Path, name: str) -> None:
    """One that vouches for itself, and its key."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext"]
    command += [f"subjectAltName=DNS:{name}", "-keyout", str(folder / "server.key")]
    command += ["-out", str(folder / "server.crt")]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise Failed("openssl could not make a certificate")


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, Path]]:
    """A server that runs meanwhile in a folder: its port, and its log."""
    as_whom = _NOBODY if os.geteuid() == 0 else None
    if as_whom:
        shutil.chown(folder, _NOBODY)

    def run(*words: str) -> None:
        command = [tools.find(words[0]), *words[1:]]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, user=as_whom)
        require(done.returncode == 0, f"{words[0]}: {done.stdout}{done.stderr}")

    inner = folder / "data"
    run("initdb", "-D", str(inner), "-U", "postgres", "--auth=trust", "--locale=C", "-E", "UTF8")
    (inner / "pg_hba.conf").write_text(_WHO_MAY_COME_IN)
    _put_certificate(inner, "localhost")
    (inner / "server.key").chmod(0o600)
    for name in ("server.crt", "server.key"):
        if as_whom:
            shutil.chown(inner / name, _NOBODY)
    with socket.socket() as door:
        door.bind(("localhost", 0))
        port = int(door.getsockname()[1])
    options = f"-p {port} -k {folder} -c listen_addresses=localhost -c ssl=on -c log_connections=on"
    log = folder / "log"
    run("pg_ctl", "-D", str(inner), "-w", "-o", options, "-l", str(log), "start")
    try:
        for sentence in _PREPARED:
            reached = ("-h", str(folder), "-p", str(port), "-U", "postgres", "-d", "postgres")
            run("psql", *reached, "-v", "ON_ERROR_STOP=1", "-c", sentence)
        yield port, log
    finally:
        run("pg_ctl", "-D", str(inner), "-m", "immediate", "stop")
