"""What encryption costs whoever waits: the same office on SQLCipher and on plain SQLite.

`python -m benchmarks.encrypted_against_plain [CLIENTS]`. Both are local copies of the sample
office, one exported without a key; the same work is done in both, in alternating rounds.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.waited_for import Day, compared, sign_in, told, working_office
from db.office import Office
from db.storage import engine
from db.storage.engine import DATABASE, connect, open_engines

LIMITS = {
    "search": 1.5,
    "open a client": 1.5,
    "open a client, nothing of it in memory": 2.0,
    "open a case": 1.5,
    "save a note": 1.5,
    "book an appointment": 1.5,
}
ROUNDS, EACH = 10, 20


def plain(office: Office, file: Path) -> None:
    """Put the office on a copy of its database that has no key."""
    source = connect(office.folder.database, office.data_key, office.place, office.engines.timing)
    source.execute("ATTACH DATABASE ? AS plain KEY ''", (str(file),))
    source.execute("SELECT sqlcipher_export('plain')")
    source.execute("DETACH DATABASE plain")
    source.close()
    office.engines.dispose()
    with patch.object(engine, "give_key", _no_key):
        office.engines = open_engines(file, b"", office.place, must_exist=True)
        with office.engines.engine.connect() as one, office.engines.engine.connect() as two:
            assert one is not two  # both come from the pool from now on, and none is made anew


def _no_key(connection: Any, _: bytes) -> None:
    connection.isolation_level = None


def main() -> int:
    """Print the ratios; 1 if one of them is above its limit."""
    clients = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "encrypted", Path(folder) / "plain"
        working_office(first, clients)
        shutil.copytree(first, second)
        ours, peer = sign_in(first, "bench-1"), sign_in(second, "bench-2")
        plain(peer, second / f"plain-{DATABASE}")
        assert b"SQLite format 3" in (second / f"plain-{DATABASE}").read_bytes()[:16]
        found = compared(Day(ours, 3), Day(peer, 3), ROUNDS, EACH)
        ours.close()
        peer.close()
    return told(found, LIMITS, "encrypted", "plain")


if __name__ == "__main__":
    sys.exit(main())
