"""The virtual environment: made, filled from the lock, and left alone while nothing changed."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from development.console import Trouble, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAM_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
BUNDLE_LOCK = ROOT / "requirements-build.lock"
_STAMPS = VENV / "caseroom-stamps.json"


def bin_folder() -> Path:
    """Where the environment keeps its commands."""
    return VENV / ("Scripts" if os.name == "nt" else "bin")


def python() -> Path:
    """The environment's own Python."""
    return bin_folder() / ("python.exe" if os.name == "nt" else "python")


def environment(**more: str) -> dict[str, str]:
    """This process's variables, with the environment's commands first on the path."""
    variables = dict(os.environ)
    variables.pop("PYTHONHOME", None)
    variables["VIRTUAL_ENV"] = str(VENV)
    variables["PATH"] = os.pathsep.join([str(bin_folder()), variables.get("PATH", "")])
    variables.update(more)
    return variables


def for_many(**more: str) -> dict[str, str]:
    """The same for hundreds of processes. Where none may write bytecode beside the sources, each
    would compile the whole program anew: they share a folder in `build` instead."""
    variables = environment(**more)
    if variables.pop("PYTHONDONTWRITEBYTECODE", ""):
        variables.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "build" / "bytecode"))
    return variables


def call(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> int:
    """Run a command in the project's folder, as it is. Returns its exit code."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=env or environment())


def prepare(lock: Path = DEVELOPMENT_LOCK) -> None:
    """Make the environment hold what a lock names, and the program itself. Raises `Trouble`."""
    if not lock.is_file():
        raise Trouble(f"{lock.name} is missing: run “python3 dev.py lock”.")
    if not _usable():
        _make()
    stamps = _stamps()
    if stamps.get(lock.name) != _fingerprint(lock):
        _install(lock)
        stamps[lock.name] = _fingerprint(lock)
        if lock != PROGRAM_LOCK:  # the others hold everything that the program's lock does
            stamps[PROGRAM_LOCK.name] = _fingerprint(PROGRAM_LOCK)
        _STAMPS.write_text(json.dumps(stamps), encoding="utf-8")
    _compile_texts()


def _fingerprint(lock: Path) -> str:
    known = hashlib.sha256()
    for part in (lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes()):
        known.update(hashlib.sha256(part).digest())
    # An environment is bound to its interpreter, and to the folder in which the program stands.
    known.update(f"{sys.version}|{sys.platform}|{ROOT}".encode())
    return known.hexdigest()


def _stamps() -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads(_STAMPS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps


def _usable() -> bool:
    """Whether there is an environment of this very Python that starts."""
    if not python().is_file():
        return False
    ask = [str(python()), "-c", "import sys; print(sys.version, sys.prefix, sep='|')"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    version, _, prefix = answer.rpartition("|")
    return version == sys.version and Path(prefix) == VENV


def _make() -> None:
    if importlib.util.find_spec("venv") is None:
        raise Trouble(
            "This Python has no “venv” module. Install it "
            f"(Debian, Ubuntu: apt-get install python3.{sys.version_info.minor}-venv)."
        )
    if VENV.exists():
        say("The virtual environment (.venv) belongs to another Python: making it anew.")
        shutil.rmtree(VENV)
    else:
        say("Making a virtual environment (.venv) …")
    command = [sys.executable, "-m", "venv", str(VENV)]
    if importlib.util.find_spec("ensurepip") is None:
        command.append("--without-pip")  # Debian keeps it in a package of its own
    made = subprocess.run(command, stdout=sys.stderr, check=False)
    if made.returncode:
        raise Trouble(f"The virtual environment could not be made in {VENV}.")


def _pip() -> list[str]:
    """Pip for the environment: its own, or the one of the Python that runs this."""
    if (bin_folder() / ("pip.exe" if os.name == "nt" else "pip")).is_file():
        return [str(python()), "-m", "pip"]
    if importlib.util.find_spec("pip") is None:
        minor = sys.version_info.minor
        raise Trouble(
            "This Python has neither “ensurepip” nor “pip”. Install one of them "
            f"(Debian, Ubuntu: apt-get install python3.{minor}-venv; Fedora: dnf install "
            "python3-pip)."
        )
    return [sys.executable, "-m", "pip", "--python", str(python())]


def _install(lock: Path) -> None:
    count = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
    say(f"Installing {count} packages from {lock.name} …")
    quiet = ["-qq", "--disable-pip-version-check", "--no-input"]
    wheels_only = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    _pip_install([*quiet, *wheels_only, "-r", str(lock)])
    _pip_install([*quiet, "--no-build-isolation", "--no-deps", "--editable", str(ROOT)])


def _pip_install(options: Sequence[str]) -> None:
    done = subprocess.run(
        [*_pip(), "install", *options],
        cwd=ROOT,
        env=environment(PIP_ROOT_USER_ACTION="ignore"),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode:
        raise Trouble(
            "The packages could not be installed; pip's own words stand above. "
            "Is this computer connected, and is there room on the disk?"
        )


def stale_texts() -> bool:
    """Whether a translation is newer than what was compiled of it."""
    sources = (ROOT / "db" / "texts" / "locale").glob("*/LC_MESSAGES/*.po")
    made = [(source, source.with_suffix(".mo")) for source in sources]
    return any(
        not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime
        for source, compiled in made
    )


def _compile_texts() -> None:
    if stale_texts() and call([python(), "-m", "development.texts", "compile"]):
        raise Trouble("The translations could not be compiled.")
