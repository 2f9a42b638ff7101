"""Runs inside the built program, during the build only: imports what it names, says what lacks.

Arguments: a file with a module's name in each line, and the file to write the failures to.
"""

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Import everything. Returns 1 when something could not be."""
    names = Path(sys.argv[1]).read_text(encoding="utf-8").split()
    failures = []
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException as error:
            failures.append(f"{name}: {type(error).__name__}: {error}")
    Path(sys.argv[2]).write_text("\n".join(failures), encoding="utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
