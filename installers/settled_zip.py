"""Makes a zip file the same whoever packed it: the order of its members is nobody's chance.

PyInstaller packs the part of Python's library that starts the program in an order that differs
from one environment to the next. Its modules lose their docstrings here, as all others do.
"""

import marshal
import os
import zipfile
from pathlib import Path

from installers.docstrings import without_docstrings

_HEAD = 16  # bytes of a compiled module before its code
_DAY_ONE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file knows


def settle(packed: Path) -> None:
    """Write the file anew, its members by name and all of one moment, as densely as before."""
    anew = packed.with_suffix(".settled")
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(anew, "w") as after:
        for member in sorted(before.infolist(), key=lambda found: found.filename):
            kept = zipfile.ZipInfo(member.filename, _DAY_ONE)
            kept.compress_type, kept.external_attr = member.compress_type, member.external_attr
            kept.create_system = 0
            after.writestr(kept, _undocumented(member.filename, before.read(member)))
    os.replace(anew, packed)


def _undocumented(name: str, content: bytes) -> bytes:
    if not name.endswith(".pyc"):
        return content
    code = without_docstrings(marshal.loads(content[_HEAD:]))
    return content[:_HEAD] + marshal.dumps(code)
