"""The lock: which release of each package, with its hashes, on every system.

It names no index: whoever installs from it uses their own.
"""

import subprocess
import sys
from pathlib import Path

from development.console import Trouble, say
from development.environment import (
    BUNDLE_LOCK,
    DEVELOPMENT_LOCK,
    PROGRAM_LOCK,
    ROOT,
    VENV,
    environment,
)

_UV = "uv>=0.9"


def write_locks(*, upgrade: bool) -> None:
    """Resolve `pyproject.toml` anew. Releases that are locked stay, unless upgraded."""
    uv = resolver()
    _compile(uv, PROGRAM_LOCK, ["--extra", "server", "--group", "build"], upgrade=upgrade)
    groups = ["--extra", "server", "--group", "build", "--group", "dev"]
    groups += ["--constraint", PROGRAM_LOCK.name]
    _compile(uv, DEVELOPMENT_LOCK, groups, upgrade=upgrade)
    # One environment takes both, so they must not name two releases of one package.
    groups = ["--extra", "server", "--group", "build", "--group", "bundle"]
    groups += ["--constraint", DEVELOPMENT_LOCK.name]
    _compile(uv, BUNDLE_LOCK, groups, upgrade=upgrade)


def _compile(uv: Path, lock: Path, options: list[str], *, upgrade: bool) -> None:
    command = [str(uv), "pip", "compile", "pyproject.toml", "--output-file", lock.name]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-header", "--quiet", *options]
    if upgrade:
        command.append("--upgrade")
    if subprocess.call(command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL):
        raise Trouble(f"{lock.name} could not be resolved; the reasons stand above.")
    say(f"Wrote {lock.name}.")


def resolver(folder: Path = VENV / "lock-tools") -> Path:
    """The resolver, in an environment of its own: the program does not need it."""
    found = [*folder.glob("bin/uv"), *folder.glob("Scripts/uv.exe")]
    if found:
        return found[0]
    say("Installing the resolver …")
    made = subprocess.call([sys.executable, "-m", "venv", str(folder)], stdout=sys.stderr)
    pip = [*folder.glob("bin/pip"), *folder.glob("Scripts/pip.exe")]
    if made or not pip or subprocess.call([str(pip[0]), "install", "-q", _UV], stdout=sys.stderr):
        raise Trouble("The resolver (uv) could not be installed; pip's own words stand above.")
    return resolver(folder)
