"""The next version of a built program, without building it: only what it says of itself differs.

PyInstaller writes the name of the folder of files into each program, and the version stands in a
file. All names keep their length, so that bytes can be exchanged.
"""

import shutil
from pathlib import Path

from db.version import FILE
from development.console import Trouble
from installers.windows.setup import contents_folder, three_numbers

NEW = "new-part.txt"  # a file that only the next version has


def following(version: str) -> str:
    """A version after this one, as long as it. Raises `Trouble` if there is none."""
    numbers = list(three_numbers(version))
    for place in (2, 1, 0):
        later = [*numbers]
        later[place] += 1
        name = ".".join(map(str, later))
        if len(name) == len(version):
            return name
    raise Trouble(f"There is no version after {version} that is as long.")


def make(folder: Path, version: str, target: Path) -> str:
    """Copy the built program in `folder` to `target` as its next version; gives that version."""
    later = following(version)
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(folder, target)
    (target / contents_folder(version)).rename(target / contents_folder(later))
    contents = target / contents_folder(later)
    (contents / NEW).write_text("of the new version\n")
    (contents / FILE).write_text(later, encoding="utf-8")
    for program in target.glob("*.exe"):
        before, after = contents_folder(version).encode(), contents_folder(later).encode()
        data = program.read_bytes()
        if before not in data:
            raise Trouble(f"{program.name} does not say which folder it belongs to.")
        program.write_bytes(data.replace(before, after))
    return later
