"""Builds what Windows people install: `python -m installers.windows.build [--out DIR]`.

On Windows it takes PyInstaller in the Python that runs it, and makensis; the rehearsal calls
`package` with a folder that it built under Wine. Leaves in DIR the setup, the portable .zip, the
list of what both hold, the bill of materials and the hashes of all of them. `--release` refuses to
go without what makes a release trusted: the public keys of update notices (`bundle.py`) and a
signing command.
"""

import argparse
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from development.console import Trouble, say
from development.environment import ROOT
from installers import bundle, contents, file_list, sizes
from installers.windows import portable, setup, signing

HASHES = "SHA256SUMS"
PROGRAMS = ("Caseroom.exe", "caseroom-cli.exe")


@dataclass(frozen=True)
class Packages:
    """What was made."""

    setup: Path
    portable: Path
    files: Path
    hashes: Path


def package(
    folder: Path,
    version: str,
    work: Path,
    out: Path,
    *,
    quick: bool = False,
    bill: Callable[[], Path] | None = None,
) -> Packages:
    """Make the setup and the .zip of a built program in `out`. Raises `Trouble`.

    The programs in `folder` are signed, if the environment says how. `quick`: see `make_setup`.
    `bill` makes the bill of materials, of the programs as they are then; it raises `NotBuilt`.
    """
    setup.three_numbers(version)
    out.mkdir(parents=True, exist_ok=True)
    if signing.is_wanted():
        for program in PROGRAMS:
            signing.sign(folder / program)
    files = file_list.listed(folder)
    list_of_files = out / bundle.LIST
    file_list.write_list(files, list_of_files)
    papers = [list_of_files] if bill is None else [bill(), list_of_files]
    made = setup.make_setup(folder, version, work, out, quick=quick)
    zipped = portable.make_portable(folder, version, out)
    hashes = out / HASHES
    hashes.write_text(hash_lines([made, zipped, *papers]), "utf-8", newline="\n")
    say(f"{sizes.total(files) / 1e6:6.1f} MB installed")
    for file in (made, zipped):
        say(f"{file.stat().st_size / 1e6:6.1f} MB {file.name}")
    return Packages(made, zipped, list_of_files, hashes)


def require_small(made: Packages) -> None:
    """Raise `sizes.TooLarge` if the program or its setup takes more room than it may."""
    bundle.require_small(made.files)
    setup.require_small(made.setup)


def hash_lines(files: Sequence[Path]) -> str:
    """What `sha256sum --check` reads."""
    return "".join(f"{_sha256(file)}  {file.name}\n" for file in files)


def require_signing() -> None:
    """Raise `Trouble` unless the environment says how to sign."""
    if not signing.is_wanted():
        raise Trouble(f"{signing.VARIABLE} does not say how to sign: Windows would warn of it.")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and say where it is. Returns the exit code; packages that are too large are there to
    be tried all the same."""
    parser = argparse.ArgumentParser(prog="installers.windows.build", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "windows")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "windows" / "work")
    parser.add_argument("--release", action="store_true", help="refuse to go without keys")
    asked = parser.parse_args(arguments)
    out, work = asked.out.resolve(), asked.work.resolve()
    begun = time.monotonic()
    try:
        if os.name != "nt":
            raise Trouble("This builds on Windows; here, “python3 dev.py installer --rehearse”.")
        if asked.release:
            require_signing()
        shutil.rmtree(out, ignore_errors=True)
        folder = bundle.build(out, work, release=asked.release)
        bill = partial(bundle.make_bill, folder, work, out, "windows")
        made = package(folder, contents.version(), work, out, bill=bill)
    except (Trouble, bundle.NotBuilt) as trouble:
        say(str(trouble))
        return 1
    say(f"Built in {time.monotonic() - begun:.0f} s: {made.setup}")
    try:
        require_small(made)
    except sizes.TooLarge as trouble:
        say(str(trouble))
        return bundle.TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
