"""Real processes that write at once, one of them killed: nothing that was acknowledged is lost."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.client import Client
from db.office.keeping import check
from db.queries.reading import Reading
from db.storage.place import PlaceKind
from development.environment import ROOT
from tests.db.office.desk import PASSWORD, People, Ready
from tests.db.on_server.ready import ReadyOnServer

EACH = 12
_WRITER = """
import sys
from pathlib import Path
from db.office import open_office
from db.office.entering import where_is
from db.office.on_server import open_on_server
from db.operations.clients.intake import add_client
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
text, password, device, shared, times = sys.argv[1:]
where, cost = where_is(text), Argon2(64, 1, 1)
office = (
    open_office(where, "ana", password, device=device, cost=cost, shared=shared == "shared")
    if isinstance(where, Path)
    else open_on_server(where, "ana", password, device=device, cost=cost)
)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(times)):
    name = f"{device} {number}"
    form = ClientForm(new_id(), first_name=device, last_name=str(number))
    while True:
        try:
            office.write(add_client, form)
            break
        except Refused as refused:  # a computer that is very busy looks as if it slept
            if not refused.has("storage.deadline"):
                raise
    print(name, flush=True)
"""


@pytest.fixture(params=["local", "share", "server"])
def desk(
    request: pytest.FixtureRequest,
    ready: Ready,
    ready_shared: Ready,
    ready_on_server: ReadyOnServer,
    tmp_path: Path,
) -> Iterator[People]:
    if request.param == "server":
        with ready_on_server.desk() as lent:
            yield lent
        return
    made = (ready_shared if request.param == "share" else ready).copied(tmp_path / "o")
    yield made
    made.close()


def writer(where: str, device: str, shared: bool, times: int) -> "subprocess.Popen[str]":
    words = [where, PASSWORD, device, "shared" if shared else "local", str(times)]
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, *words],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def names(reading: Reading) -> list[str]:
    rows = reading.session.execute(select(Client.first_name, Client.last_name, Client.number))
    found = list(rows)
    assert len({number for _, _, number in found}) == len(found), "a client number was given twice"
    return [f"{first} {last}" for first, last, _ in found]


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_what_was_acknowledged_is_there_and_everything_is_sound(desk: People) -> None:
    office = desk.ana
    shared = office.place.kind is PlaceKind.SHARE
    writers = [
        writer(str(office.home.where), device, shared, times)
        for device, times in (("one", EACH), ("two", EACH), ("killed", 10_000))
    ]
    acknowledged: list[str] = []
    try:
        for process in writers:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in writers:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        doomed = writers.pop()
        assert doomed.stdout is not None
        for _ in range(4):
            acknowledged.append(doomed.stdout.readline().strip())
        doomed.kill()
        acknowledged += [line.strip() for line in doomed.communicate()[0].splitlines()]
        for process in writers:
            out, _ = process.communicate(timeout=120)
            assert process.returncode == 0
            acknowledged += [line.strip() for line in out.splitlines()]
    finally:
        for process in writers:
            if process.poll() is None:
                process.kill()
                process.wait()
    found = office.read(names)
    assert sorted(set(acknowledged)) == sorted(acknowledged)
    assert set(acknowledged) <= set(found)
    assert len([name for name in found if not name.startswith("killed")]) == 2 * EACH
    assert check(office) == []
