"""The same package once more, under a higher version: to try an upgrade."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from installers.bundle import INTERNAL, NotBuilt

_THREE = re.compile(r"\d+\.\d+\.\d+")
_VERSION = Path("opt/caseroom") / INTERNAL / "version.txt"


def higher(version: str) -> str:
    """A version above this one; of three numbers too, as a notice names it, where this one is."""
    first, _, last = version.rpartition(".")
    return f"{first}.{int(last) + 1}" if _THREE.fullmatch(version) else f"{version}.1"


def with_higher_version(package: Path, work: Path, out: Path) -> Path:
    """Make it; it is not compressed, for it is thrown away."""
    shutil.rmtree(work, ignore_errors=True)
    work.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dpkg-deb", "--raw-extract", str(package), str(work)], check=True)
    control, sums = work / "DEBIAN/control", work / "DEBIAN/md5sums"
    words = control.read_text("utf-8")
    [old] = [line for line in words.splitlines() if line.startswith("Version: ")]
    version = higher(old.removeprefix("Version: "))
    control.write_text(words.replace(old, f"Version: {version}"), "utf-8")
    before = _sum(work / _VERSION)
    (work / _VERSION).write_text(version + "\n", "utf-8")
    sums.write_text(sums.read_text("utf-8").replace(before, _sum(work / _VERSION)), "utf-8")
    file = out / package.name.replace(old.removeprefix("Version: "), version, 1)
    command = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(work), str(file)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
        raise NotBuilt("The package could not be made again under a higher version.")
    shutil.rmtree(work)
    return file


def _sum(file: Path) -> str:
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
