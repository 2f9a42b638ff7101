"""What waits here for two programs of one person: neither drops what it has not read."""

import subprocess
import sys
from pathlib import Path

from db.storage.keys.identity import Identity
from db.storage.later import Later
from development.environment import ROOT

ANA = Identity.generate()


def test_the_slower_of_two_programs_drops_only_what_it_has_read_itself(tmp_path: Path) -> None:
    one, other = Later(tmp_path / "later", ANA), Later(tmp_path / "later", ANA)
    one.add(b"first")
    one.add(b"second")
    read_by_both = other.lines()
    one.drop(one.lines())
    one.add(b"third")
    other.drop(read_by_both)
    assert one.all() == [b"third"]


ADD = """
import sys
from pathlib import Path
from db.storage.keys.identity import Identity
from db.storage.later import Later
later = Later(Path(sys.argv[1]), Identity.from_bytes(bytes.fromhex(sys.argv[2])))
for number in range(200):
    later.add(f"{sys.argv[3]} {number}".encode())
"""


def test_two_programs_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    file, key = tmp_path / "a.later", ANA.to_bytes().hex()
    both = [
        subprocess.Popen([sys.executable, "-c", ADD, str(file), key, name], cwd=ROOT)
        for name in ("one", "other")
    ]
    assert [program.wait() for program in both] == [0, 0]
    wanted = {f"{name} {number}".encode() for name in ("one", "other") for number in range(200)}
    assert set(Later(file, ANA).all()) == wanted
