"""What the built program needs of a Debian system: found by looking into its libraries."""

import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from development.needs import Need, lacking, missing_tools
from installers.bundle import NotBuilt

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)\b")
_LIBC = "libc6"
# Debian 13 gave these names an ending; each of both is right for one who has the other.
_RENAMED = "t64"

# What no library names, because it is looked for while the program runs.
# Keyboards, fonts, and whom a server's or an address's certificate is believed from.
ALWAYS = ("ca-certificates", "fontconfig-config | fontconfig", "xkb-data")
RECOMMENDS = (
    "gnome-keyring | kwalletmanager | org.freedesktop.secrets",
    "fonts-dejavu-core | fonts-liberation",
    "pkexec | policykit-1",
    "xdg-utils",
)
SUGGESTS = ("cups",)

TOOLS = (
    Need("objdump", "binutils"),
    Need("dpkg", "dpkg"),
    Need("dpkg-deb", "dpkg"),
    Need("strip", "binutils"),
)


def require_tools() -> None:
    """Raise `NotBuilt` with what to install, if a tool is missing."""
    if missing := missing_tools(TOOLS):
        raise NotBuilt(lacking(missing))


def depends(folder: Path) -> list[str]:
    """The packages that the program in a folder cannot do without, by name.

    Raises `NotBuilt` for a library that is neither in the folder nor in a package.
    """
    heads = {file: _head(file) for file in programs_and_libraries(folder)}
    sonames = missing_libraries(heads, folder)
    packages = {_package_of(soname) for soname in sonames}
    return sorted({*map(either_name, packages - {_LIBC}), libc(heads.values()), *ALWAYS})


def programs_and_libraries(folder: Path) -> list[Path]:
    """The files that the system's loader reads."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sorted(file for file in files if _is_elf(file))


def _is_elf(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def missing_libraries(heads: Mapping[Path, str], folder: Path) -> list[str]:
    """The names of libraries that are asked for and do not stand in the folder itself."""
    there = {file.name for file in folder.rglob("*.so*")}
    asked = {name for head in heads.values() for name in _NEEDED.findall(head)}
    return sorted(asked - there)


def libc(heads: Iterable[str]) -> str:
    """The C library, of at least the version that the program was made against."""
    found = {(int(a), int(b)) for head in heads for a, b in _GLIBC.findall(head)}
    if not found:
        return _LIBC
    newest = max(found)
    return f"{_LIBC} (>= {newest[0]}.{newest[1]})"


def either_name(package: str) -> str:
    """A package, under its old name as well if Debian 13 renamed it."""
    bare = package.removesuffix(_RENAMED)
    return f"{package} | {bare}" if bare != package else package


def _head(file: Path) -> str:
    done = subprocess.run(
        ["objdump", "-p", str(file)],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    if done.returncode:
        raise NotBuilt(f"objdump cannot read {file.name}.")
    return done.stdout


def _package_of(soname: str) -> str:
    for folder in ("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64"):
        for path in (f"{folder}/{soname}", str(Path(folder, soname).resolve())):
            done = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return done.stdout.partition(":")[0].strip()
    raise NotBuilt(f"No package of this system has {soname}, which the program asks for.")
