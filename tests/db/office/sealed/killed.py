"""A program that is killed while it seals."""

import subprocess
import sys
from uuid import UUID

from db.office.sealed import SealedOffice
from development.environment import ROOT
from tests.db.office.desk import OWN
from tests.db.office.sealed.cabinet import Cabinet

_PROGRAM = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
import db.office.sealed.arriving as arriving, db.office.sealed.moving as moving
from db.office import open_office
from db.office.sealed import open_sealed
from tests.db.office.desk import CHEAP
folder, password, sealed_id, client, where = sys.argv[1:]
now = lambda: datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
office = open_office(Path(folder), "sue", password, device="killed", cost=CHEAP, clock=now)
inside = open_sealed(office, UUID(sealed_id))
def stop(*args, **kwargs):
    os.kill(os.getpid(), 9)
def after(function):
    def both(*args, **kwargs):
        function(*args, **kwargs)
        stop()
    return both
def before(owner, name):
    setattr(owner, name, stop)
if where == "files":
    moving._encrypt_anew = after(moving._encrypt_anew)
elif where == "copied":
    moving.put_rows = after(moving.put_rows)
elif where == "committed inside":
    type(inside).write_held = after(type(inside).write_held)
elif where == "taken out":
    arriving.keep_busy = after(arriving.keep_busy)
elif where == "committed":
    arriving._leave_nothing = stop
elif where == "files gone":
    arriving._empty_journal = stop
digest = office.read(moving.what_moves, UUID(client)).digest
moving.move_in(inside, UUID(client), digest)
"""


def kill_while_sealing(cabinet: Cabinet, inside: SealedOffice, client: UUID, where: str) -> None:
    """Let another program seal a client, and be killed at this step of it."""
    folder, sealed_id = str(cabinet.desk.folder), str(inside.record.id)
    arguments = [folder, OWN, sealed_id, str(client), where]
    done = subprocess.run([sys.executable, "-c", _PROGRAM, *arguments], cwd=ROOT, check=False)
    assert done.returncode == -9
