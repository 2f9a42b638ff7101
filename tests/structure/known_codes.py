"""The codes that a program knows which may still work on today's offices: see `test_codes`."""

import json
import sys
from pathlib import Path
from typing import Any

from db.models import Base
from db.models.types import Code
from db.storage import schema

_KNOWN = Path(__file__).parent / "known_codes.json"
NEWEST_FLOOR = schema._floor(schema.newest_schema())


def codes_now() -> dict[str, list[str]]:
    """Each kind of code that stands in the records, with its values."""
    columns = (column.type for table in Base.metadata.tables.values() for column in table.columns)
    kinds = {one.kind for one in columns if isinstance(one, Code)}
    return {kind.__name__: sorted(kind) for kind in sorted(kinds, key=lambda one: one.__name__)}


def known() -> dict[str, Any]:
    """What is on file: "floor", a migration, and "codes", as `codes_now` gave them at it."""
    found: dict[str, Any] = json.loads(_KNOWN.read_text("utf-8"))
    return found


def new_codes(now: dict[str, list[str]]) -> dict[str, list[str]]:
    """Those that a program of the floor does not know, of kinds that it has."""
    before = known()["codes"]
    more = {kind: sorted(set(now[kind]) - set(before[kind])) for kind in now.keys() & before.keys()}
    return {kind: values for kind, values in more.items() if values}


def main() -> int:
    """Write them anew; 1, and nothing is written, where no migration lets them be more."""
    if _KNOWN.exists() and known()["floor"] == NEWEST_FLOOR:
        sys.stderr.write("Nothing was written: no migration since has “additive = False”.\n")
        return 1
    kinds = [f"{json.dumps(kind)}: {json.dumps(values)}" for kind, values in codes_now().items()]
    content = f'{{"floor": "{NEWEST_FLOOR}", "codes": {{\n' + ",\n".join(kinds) + "\n}}\n"
    _KNOWN.write_text(content, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
