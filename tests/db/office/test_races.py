"""Real processes that write at once, one of them killed: nothing that was acknowledged is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.client import Client
from db.office import NewOffice, create_office
from db.office.keeping import check
from db.queries.reading import Reading
from db.storage.place import PlaceKind
from development.environment import ROOT
from tests.db.office.desk import CHEAP, PASSWORD

EACH = 12
_WRITER = """
import sys
from pathlib import Path
from db.office import open_office
from db.operations.clients.intake import add_client
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
folder, password, device, shared, times = sys.argv[1:]
office = open_office(Path(folder), "ana", password, device=device, cost=Argon2(64, 1, 1),
                     shared=shared == "shared")
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


def writer(folder: Path, device: str, shared: bool, times: int) -> "subprocess.Popen[str]":
    words = [str(folder), PASSWORD, device, "shared" if shared else "local", str(times)]
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
@pytest.mark.parametrize("shared", [False, True], ids=["local", "share"])
def test_what_was_acknowledged_is_there_and_everything_is_sound(
    tmp_path: Path, shared: bool
) -> None:
    form = NewOffice("Harbor House", "America/New_York", "ana", "Ana", PASSWORD, shared=shared)
    office = create_office(tmp_path / "o", form, device="desk", cost=CHEAP).office
    assert (office.place.kind is PlaceKind.SHARE) == shared
    writers = [
        writer(tmp_path / "o", device, shared, times)
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
    office.close()
