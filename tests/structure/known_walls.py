"""A server's walls as they were when their number was last raised: see `test_walls`."""

import json
import sys
from pathlib import Path

from db.migrations.walls import walls_version

KNOWN = Path(__file__).parent / "known_walls.json"


def known() -> str:
    """What the walls on file are known by."""
    found: dict[str, str] = json.loads(KNOWN.read_text("utf-8"))
    return found["walls"]


def number(known_by: str) -> int:
    """Their number, of what they are known by."""
    return int(known_by.split()[1])


def main() -> int:
    """Write them anew; 1, and nothing is written, where they changed and their number did not."""
    now = walls_version()
    if KNOWN.exists() and now != known() and number(now) <= number(known()):
        sys.stderr.write("Nothing was written: raise the number in db/migrations/walls first.\n")
        return 1
    KNOWN.write_text(json.dumps({"walls": now}) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
