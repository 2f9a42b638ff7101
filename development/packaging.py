"""`dev.py installer`: builds what people install on the system at hand, and tries it.

Each system has a package of `installers` that builds for it; they run in the environment, for they
need PyInstaller and the libraries that they bundle.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from development.console import Trouble, say
from development.environment import BUNDLE_LOCK, ROOT, call, prepare, python

_RELEASES = ("bookworm", "trixie")
_REHEARSE = "--rehearse"


def installer(arguments: list[str]) -> int:
    """What people install on this system; with --rehearse the Windows packages, under Wine."""
    if sys.platform == "darwin":
        raise Trouble("There is no package for macOS yet; see installers/macos/README.md.")
    if arguments[:1] == [_REHEARSE]:
        prepare(BUNDLE_LOCK)
        return _run("installers.windows.rehearsal", arguments[1:])
    if sys.platform == "win32":
        prepare(BUNDLE_LOCK)
        return _run("installers.windows.build", arguments)
    return _of_debian(arguments)


def _of_debian(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py installer", description=installer.__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument(
        "--try-in-chroot",
        nargs="?",
        const=_RELEASES[0],
        choices=_RELEASES,
        metavar="RELEASE",
        help="install, use, upgrade and remove it in a clean Debian (bookworm, trixie); needs root",
    )
    asked = parser.parse_args(arguments)
    out = asked.out.resolve()
    prepare(BUNDLE_LOCK)
    if _run("installers.linux.build", ["--out", str(out)]):
        return 1
    return _try(out, asked.try_in_chroot) if asked.try_in_chroot else 0


def _try(out: Path, release: str) -> int:
    packages = sorted(out.glob("caseroom_*.deb"), key=lambda file: file.stat().st_mtime)
    say(f"Trying {packages[-1].name} in a clean Debian …")
    return _run("installers.linux.trial", [str(packages[-1]), "--release", release])


def _run(module: str, arguments: Sequence[str]) -> int:
    return call([python(), "-m", module, *arguments])
