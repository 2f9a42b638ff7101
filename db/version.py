"""Which version of the program this is.

`pyproject.toml` says it. An installation with pip carries it in its metadata; a built program has
no metadata, and a file `version.txt` at the root of what was bundled, which the build writes.
"""

from functools import cache
from pathlib import Path

FILE = "version.txt"
UNKNOWN = "0"
_ROOT = Path(__file__).parent.parent


@cache
def version() -> str:
    """The program's version, like "1.4.0"; "0" where nothing says it."""
    return _of_bundle(_ROOT) or _of_installation() or UNKNOWN


def _of_bundle(root: Path) -> str:
    try:
        return (root / FILE).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _of_installation() -> str:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed  # slow to import

    try:
        return installed("caseroom")
    except PackageNotFoundError:
        return ""
