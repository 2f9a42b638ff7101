"""A program that stands still inside a write, as a laptop does whose lid is closed.

It has lost its lock meanwhile, as on a drive whose server gave it to another computer, and others
have saved. A real process is stopped (SIGSTOP) and goes on later. Its deadline is shortened.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.models.client import Client
from db.models.office import Fact
from db.office import NewOffice, Office, create_office
from db.office.keeping import check
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.timing import Timing
from development.environment import ROOT
from tests.db.office.desk import CHEAP, PASSWORD

pytestmark = [
    pytest.mark.only_in_folder("a drive that gave a lock to another"),
    pytest.mark.skipif(os.name == "nt", reason="there is no SIGSTOP on Windows"),
]

NEW_PAGES = 4  # that others fill meanwhile
STANDS_STILL = 1.5  # seconds; three times its deadline, which a busy computer must not reach
_SLEEPER = """
import os, signal, sys
from pathlib import Path
from db.office import open_office
from db.models.office import Fact
from db.rules.findings import Refused
from db.storage.keys.wrapping import Argon2
from db.storage.place import Place
folder, password, deadline, times = sys.argv[1:]
stops = int(times)
Place.longest_pause = float(deadline)
office = open_office(Path(folder), "ana", password, device="laptop", cost=Argon2(64, 1, 1),
                     shared=True)

def write_and_stop(work):
    global stops
    work.session.add(Fact(key="sleeper", value="late"))
    work.session.flush()
    if stops == 0:
        return
    stops -= 1
    # POSIX: closing the file lets go of every lock that the process has on it.
    os.close(os.open(Path(folder) / "office.db", os.O_RDWR))
    print("inside", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)

try:
    office.write(write_and_stop)
    print("saved", flush=True)
except Refused as refused:
    print(refused, flush=True)
"""


def play(folder: Path, deadline: float, stops: int = 1) -> tuple[Office, int, str]:
    """Stop a writer, save meanwhile, let it go on: the office, what was acknowledged, its words."""
    made = NewOffice("Harbor House", "America/New_York", "ana", "Ana", PASSWORD, shared=True)
    office = create_office(folder, made, device="desk", cost=CHEAP).office
    words = [sys.executable, "-c", _SLEEPER, str(folder), PASSWORD, str(deadline), str(stops)]
    sleeper = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert sleeper.stdout is not None
    try:
        saved = 0
        for _ in range(stops):
            assert sleeper.stdout.readline() == "inside\n"
            os.waitid(os.P_PID, sleeper.pid, os.WSTOPPED)
            until, grown = time.monotonic() + STANDS_STILL, pages(office) + NEW_PAGES
            while time.monotonic() < until or pages(office) < grown:
                form = ClientForm(new_id(), first_name="Ada", last_name="Lovelace")
                office.write(add_client, form)
                saved += 1
            os.kill(sleeper.pid, signal.SIGCONT)
        said = sleeper.communicate(timeout=240)[0].strip()
    finally:
        sleeper.kill()
        sleeper.wait()
    office.engines.dispose()
    # What looks damaged is looked at twice; nobody's caches must expire here.
    office.engines = replace(office.engines, timing=Timing(pause=lambda _: None))
    return office, saved, said


def pages(office: Office) -> int:
    """How large the database is."""
    with office.engines.engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


def colleagues(reading: Reading) -> int:
    found = reading.session.scalar(
        select(func.count()).select_from(Client).where(Client.first_name == "Ada")
    )
    return found or 0


def late(reading: Reading) -> int:
    """How often the sleeper's own record is there."""
    found = select(func.count()).select_from(Fact).where(Fact.key == "sleeper")
    return reading.session.scalar(found) or 0


def test_what_others_saved_while_it_stood_still_is_there_and_so_is_its_own(tmp_path: Path) -> None:
    office, saved, said = play(tmp_path / "o", deadline=STANDS_STILL / 3)
    assert said == "saved"
    assert (office.read(colleagues), office.read(late)) == (saved, 1)
    assert check(office) == []
    office.close()


def test_one_that_stands_still_again_in_its_second_attempt_is_told_to_save_again(
    tmp_path: Path,
) -> None:
    office, saved, said = play(tmp_path / "o", deadline=STANDS_STILL / 3, stops=2)
    assert said == "storage.deadline"
    assert (office.read(colleagues), office.read(late)) == (saved, 0)
    assert check(office) == []
    office.close()


def test_without_the_deadline_it_would_wipe_them_away(tmp_path: Path) -> None:
    """That this play is dangerous at all: or the test above would show nothing."""
    office, saved, said = play(tmp_path / "o", deadline=3600)
    assert said == "saved"
    try:
        lost = office.read(colleagues) < saved or check(office) != []
    except Refused:
        lost = True
    assert lost
    office.close()
