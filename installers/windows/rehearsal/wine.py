"""A Windows of our own to try things in: a folder that Wine calls drive C, and what runs in it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from development.console import Trouble
from installers.windows.rehearsal import tools

# Without a browser, .NET and a debugger, which would be asked for; no menus on this Linux.
_NOT_HERE = "mscoree,mshtml,winedbg.exe,winemenubuilder.exe=;mscms=n"
_ENDED = 124  # as `timeout` says it


@dataclass(frozen=True)
class Answer:
    """How a Windows program ended. `code` is the last byte of its exit code: Linux has no more."""

    code: int
    says: str

    def ended_with(self, windows_code: int) -> bool:
        """Whether it ended with this code of Windows."""
        return self.code == windows_code % 256


@dataclass
class Prefix:
    """One Windows. `home` is whose documents it finds; `display` the screen that it opens on."""

    folder: Path
    home: Path
    display: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def drive(self) -> Path:
        """Drive C."""
        return self.folder / "drive_c"

    @property
    def profile(self) -> Path:
        """The folder of the one person who uses it."""
        own = [one for one in (self.drive / "users").iterdir() if one.name != "Public"]
        return own[0]

    def linux(self, path: str) -> Path:
        """Where a path of drive C lies."""
        return self.drive.joinpath(*PureWindowsPath(path).parts[1:])

    def windows(self, path: Path) -> str:
        """How Windows calls a path of this Linux: on drive C if it is there, else on Z."""
        if path.is_relative_to(self.drive):
            return str(PureWindowsPath("C:\\", *path.relative_to(self.drive).parts))
        return str(PureWindowsPath("Z:\\", *path.parts[1:]))

    def variables(self) -> dict[str, str]:
        """What Wine is told."""
        known = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("QT_", "PYTHON", "WINE", "LC_", "XDG_")) and name != "LANGUAGE"
        }
        known |= {"PATH": tools.search_path(), "WINELOADER": str(tools.wine_loader())}
        known |= {"WINEPREFIX": str(self.folder), "WINEDEBUG": "-all", "HOME": str(self.home)}
        known |= {"WINEDLLOVERRIDES": _NOT_HERE, "LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"}
        known |= {"DISPLAY": self.display} if self.display else {}
        return known | self.more

    def run(self, *words: str | Path, seconds: float = 120, **more: str) -> Answer:
        """Run a Windows program to its end, or end it after `seconds`."""
        begun = self.begin(*words, **more)
        try:
            says, _ = begun.communicate("", timeout=seconds)
        except subprocess.TimeoutExpired:
            begun.kill()
            return Answer(_ENDED, f"did not end within {seconds:.0f} seconds")
        return Answer(begun.returncode, says.strip())

    def begin(self, *words: str | Path, **more: str) -> subprocess.Popen[str]:
        """Start a Windows program. Through pipes: Python for Windows wants no file here."""
        return subprocess.Popen(
            [str(tools.wine_loader()), *self._words(words)],
            env=self.variables() | more,
            cwd=self.drive,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def settle(self, seconds: float = 60) -> bool:
        """Wait until nothing runs in it any more, and its registry is on the disk."""
        command = [tools.find("wineserver"), "-w"]
        try:
            subprocess.run(command, env=self.variables(), timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end_all(self) -> None:
        """End what runs in it."""
        subprocess.run([tools.find("wineserver"), "-k"], env=self.variables(), check=False)
        self.settle()

    def registry(self, key: str, name: str = "") -> str:
        """A value of the registry; "" if it is not there. Without `name` the key's own."""
        which = ["/v", name] if name else ["/ve"]
        for line in self.run("reg", "query", key, *which).says.splitlines():
            before, kind, value = line.strip().partition("REG_")
            if kind and before:
                return value.partition("    ")[2]
        return ""

    def copy_to(self, folder: Path) -> "Prefix":
        """The same Windows a second time."""
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(self.folder, folder, symlinks=True)
        return Prefix(folder, self.home, self.display, dict(self.more))

    def _words(self, words: Sequence[str | Path]) -> list[str]:
        return [self.windows(word) if isinstance(word, Path) else word for word in words]


def make(folder: Path, home: Path, display: str) -> Prefix:
    """A new Windows 10. Raises `Trouble`."""
    home.mkdir(parents=True, exist_ok=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Prefix(folder, home, display)
    made.drive.mkdir(parents=True)
    made.run("wineboot", "-i", seconds=300)
    if made.run("winecfg", "-v", "win10").code:
        raise Trouble("Wine could not make a Windows; try “wine64 wineboot -i” to see why.")
    made.settle()
    return made
