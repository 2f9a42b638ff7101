"""A program that is killed while it writes into a sealed file of an office on a server."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

from development.environment import ROOT
from tests.db.office.desk import OWN
from tests.db.on_server.desk import ServerDesk

_PROGRAM = """
import os, sys, tempfile
from uuid import UUID
from db.office.on_server import open_on_server
from db.office.sealed import open_sealed
from db.operations.clients.intake import add_client
from db.storage.sealed_table import SealedTable
from db.storage.server_address import server_address
from tests.db.office.desk import BEGAN, CHEAP
from tests.db.people_on_file import client_form
address, password, sealed_id, folder, where = sys.argv[1:]
tempfile.tempdir = folder
office = open_on_server(
    server_address(address), "maria", password, device="killed", cost=CHEAP, clock=lambda: BEGAN
)
inside = open_sealed(office, UUID(sealed_id))
keep = SealedTable.keep
def killed(*args):
    if where == "kept":
        keep(*args)
    os.kill(os.getpid(), 9)
SealedTable.keep = killed
inside.write(add_client, client_form("Ada Lovelace"))
"""


def kill_while_writing(desk: ServerDesk, sealed_id: UUID, temporary: Path, where: str) -> None:
    """Let another program of Maria's take Ada in, and be killed before it is `sent` or `kept`."""
    arguments = [str(desk.address), OWN, str(sealed_id), str(temporary), where]
    done = subprocess.run([sys.executable, "-c", _PROGRAM, *arguments], cwd=ROOT, check=False)
    assert done.returncode == -9
