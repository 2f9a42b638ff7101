"""Step: an office on a PostgreSQL server over TLS, through the driver and OpenSSL as shipped.

The server is this computer under the name that others call it by, so that its certificate is looked
at. For that Wine 8 needs help: before the driver asks Windows for any file it wants a function that
Wine lacks and it never calls. In a copy of the program it is told the name of a near one instead.
"""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from installers.windows.rehearsal import tools
from installers.windows.rehearsal.steps import Failed, require
from installers.windows.rehearsal.wine import Answer
from installers.windows.rehearsal.world import World

_NOBODY = "nobody"  # PostgreSQL refuses to run as root
_PASSWORD = secrets.token_urlsafe(15)  # of this run
# As long as each other, and neither is ever called.
_LACKING, _NEAR = b"NtFlushBuffersFileEx\0", b"NtFlushBuffersFile\0\0\0"
_UNTRUSTED = "is not vouched for, or is another server's"
_ELSEWHERE = "elsewhere.invalid"
_WHO_MAY_COME_IN = "local all postgres trust\nhostssl all all all scram-sha-256\n"
_PREPARED = (
    f"SET password_encryption = 'scram-sha-256'; "
    f"CREATE ROLE harbor_maker LOGIN CREATEROLE PASSWORD '{_PASSWORD}';",
    "CREATE DATABASE harbor OWNER harbor_maker TEMPLATE template0 ENCODING 'UTF8';",
    "REVOKE ALL ON DATABASE harbor FROM PUBLIC;",
)


def keeps_an_office_on_a_server(world: World) -> str:
    """Made and checked over TLS; a stranger's certificate, and another's name, are refused."""
    host = socket.gethostname()
    vouching = world.fresh_folder("Vouching")
    for name in ("server", "stranger"):
        _put_certificate(vouching, name, host)
    _put_certificate(vouching, "elsewhere", _ELSEWHERE)
    program = _copy_for_wine(world)
    more = {"CASEROOM_SERVER_PASSWORD": _PASSWORD, "CASEROOM_PASSWORD": _PASSWORD}

    def ask(verb: str, vouched: str, *words: str) -> Answer:
        root = world.prefix.windows(vouching / f"{vouched}.crt")
        place = f"postgresql://{host}:{port}/harbor?sslrootcert={root}"
        words = (place, *words) if verb == "init" else ("--office", place, *words)
        return world.cli(program, verb, *words, seconds=400, **more)

    with tempfile.TemporaryDirectory() as folder, _server(Path(folder), vouching) as (port, log):
        words = ("--login", "harbor_maker", "--name", "Harbor House", "--admin", "ana")
        made = ask("init", "server", *words)
        require(made.code == 0, f"init ended with {made.code}: {made.says}")
        checked = ask("check", "server", "--user", "ana")
        require(checked.code == 0, f"check ended with {checked.code}: {checked.says}")
        told = _connections(log)
        require(bool(told), "the server's log names no connection over TLS")
        strange = ask("check", "stranger", "--user", "ana")
        _shows(Path(folder), vouching, "elsewhere")
        require(world.wait(lambda: _ELSEWHERE in _shown(host, port), 30), "it shows another")
        named = ask("check", "elsewhere", "--user", "ana")
        for refused in (strange, named):
            require(
                refused.code == 1 and _UNTRUSTED in refused.says,
                f"it should be refused, and ended with {refused.code}: {refused.says}",
            )
        require(_connections(log) == told, "somebody came in all the same")
    return told[-1].partition("SSL ")[2].strip("()") + f"\n{strange.says}\n{named.says}"


def _copy_for_wine(world: World) -> Path:
    """The installed program once more, whose driver asks for a function that Wine has."""
    program = world.belongings.give(world.prefix.drive / "ForTheServer")
    shutil.copytree(world.own, program)
    (driver,) = program.glob("*/libpq-*.dll")
    data = driver.read_bytes()
    require(data.count(_LACKING) == 1, "the driver does not ask for what Wine lacks any more")
    driver.write_bytes(data.replace(_LACKING, _NEAR))
    return program


def _connections(log: Path) -> list[str]:
    return [line for line in log.read_text().splitlines() if "SSL enabled" in line]


def _put_certificate(folder: Path, called: str, host: str) -> None:
    """One of a server that vouches for itself, and its key."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", f"/CN={host}", "-addext"]
    command += [f"subjectAltName=DNS:{host}", "-keyout", str(folder / f"{called}.key")]
    command += ["-out", str(folder / f"{called}.crt")]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise Failed("openssl could not make a certificate")


def _shows(folder: Path, vouching: Path, called: str) -> None:
    """The server shows this certificate from now on."""
    for ending in ("crt", "key"):
        target = folder / "data" / f"server.{ending}"
        shutil.copyfile(vouching / f"{called}.{ending}", target)
        target.chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(target, _NOBODY)
    if (folder / "data" / "postmaster.pid").exists():
        _run(folder, "pg_ctl", "-D", str(folder / "data"), "reload")


def _shown(host: str, port: int) -> str:
    """What openssl says of the certificate that the server shows now."""
    command = ["openssl", "s_client", "-starttls", "postgres", "-connect", f"{host}:{port}"]
    return subprocess.run(command, input="", capture_output=True, text=True, check=False).stdout


def _run(folder: Path, *words: str) -> None:
    """One of PostgreSQL's programs, as whom it lets itself be run."""
    command = [tools.find(words[0]), *words[1:]]
    as_whom = _NOBODY if os.geteuid() == 0 else None
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, user=as_whom)
    require(done.returncode == 0, f"{words[0]}: {done.stdout}{done.stderr}")


@contextmanager
def _server(folder: Path, vouching: Path) -> Iterator[tuple[int, Path]]:
    """A server that runs meanwhile in a folder: its port, and its log."""
    if os.geteuid() == 0:
        shutil.chown(folder, _NOBODY)
    run = partial(_run, folder)
    inner = folder / "data"
    run("initdb", "-D", str(inner), "-U", "postgres", "--auth=trust", "--locale=C", "-E", "UTF8")
    (inner / "pg_hba.conf").write_text(_WHO_MAY_COME_IN)
    _shows(folder, vouching, "server")
    host = socket.gethostname()
    with socket.socket() as door:
        door.bind((host, 0))
        port = int(door.getsockname()[1])
    options = f"-p {port} -k {folder} -c listen_addresses={host} -c ssl=on -c log_connections=on"
    log = folder / "log"
    run("pg_ctl", "-D", str(inner), "-w", "-o", options, "-l", str(log), "start")
    try:
        for sentence in _PREPARED:
            reached = ("-h", str(folder), "-p", str(port), "-U", "postgres", "-d", "postgres")
            run("psql", *reached, "-v", "ON_ERROR_STOP=1", "-c", sentence)
        yield port, log
    finally:
        run("pg_ctl", "-D", str(inner), "-m", "immediate", "stop")
