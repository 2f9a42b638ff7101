"""What kind of copy of the program this is: that decides how a newer one takes its place."""

import os
import shutil
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

PACKAGE_FOLDER = Path("/opt/caseroom")


class Copy(Enum):
    """How the program came onto this computer."""

    PER_USER = "per_user"  # Windows, for one account
    PER_MACHINE = "per_machine"  # Windows, for all: an administrator of the computer is asked
    PACKAGE = "package"  # Debian's
    PORTABLE = "portable"  # a folder that somebody unpacked
    SOURCE = "source"


@dataclass(frozen=True)
class Surroundings:
    """What is asked of the system; tests give others."""

    frozen: bool
    folder: Path  # of the program
    system: str  # as notices call it
    registered: tuple[str, str] = ("", "")  # InstallDir of HKCU and HKLM on Windows
    can_ask_rights: bool = False  # whether Linux has pkexec

    @property
    def kind(self) -> Copy:
        """The copy's kind."""
        if not self.frozen:
            return Copy.SOURCE
        if self.system == "windows":
            own, machine = self.registered
            if own and _same(Path(own), self.folder):
                return Copy.PER_USER
            return (
                Copy.PER_MACHINE if machine and _same(Path(machine), self.folder) else Copy.PORTABLE
            )
        if self.system == "linux" and self.folder.is_relative_to(PACKAGE_FOLDER):
            return Copy.PACKAGE
        return Copy.PORTABLE


def surroundings() -> Surroundings:
    """Those of this program."""
    frozen = bool(getattr(sys, "frozen", False))
    system = {"win32": "windows", "linux": "linux"}.get(sys.platform, "other")
    return Surroundings(
        frozen,
        Path(sys.executable).resolve().parent,
        system,
        (_install_dir("HKEY_CURRENT_USER"), _install_dir("HKEY_LOCAL_MACHINE")),
        shutil.which("pkexec") is not None,
    )


def is_root() -> bool:
    """Whether whoever runs the program may install packages without being asked."""
    return os.name == "posix" and os.geteuid() == 0


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _install_dir(hive: str) -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(getattr(winreg, hive), r"Software\Caseroom") as key:
            return str(winreg.QueryValueEx(key, "InstallDir")[0])
    except OSError:
        return ""
