"""What the steps act on: a Windows, a screen, three versions, and where things are in it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from installers import file_list
from installers.windows import listing, setup
from installers.windows.rehearsal.belongings import Belongings
from installers.windows.rehearsal.building import Built
from installers.windows.rehearsal.screen import Screen
from installers.windows.rehearsal.steps import Failed, require
from installers.windows.rehearsal.wine import Answer, Prefix

UNINSTALLER, POINTER, SHORTCUT = "Uninstall.exe", "office.caseroom", "Caseroom.lnk"
ENTRY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Caseroom"
KEY = r"Software\Caseroom"
_LOOK_AGAIN = 0.1


@dataclass
class World:
    """One rehearsal's."""

    prefix: Prefix
    screen: Screen
    now: Built
    later: Built
    much_later: Built  # whose offices the others may not open
    pictures: Path
    keys: Path  # of the throw-away certificate
    known: dict[str, object] = field(default_factory=dict)
    belongings: Belongings = field(default_factory=Belongings)

    def act(self, step: Callable[["World"], str]) -> str:
        """Take a step; what it made for itself is gone afterwards, however it ended."""
        with self.belongings.of_one_step():
            return step(self)

    @property
    def own(self) -> Path:
        """Where a setup without rights puts the program."""
        return self.prefix.profile / "AppData" / "Local" / "Programs" / "Caseroom"

    @property
    def common(self) -> Path:
        """Where a setup for all users puts it."""
        return self.prefix.drive / "Program Files" / "Caseroom"

    @property
    def own_shortcut(self) -> Path:
        """In the Start menu of the person."""
        roaming = self.prefix.profile / "AppData" / "Roaming"
        return roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs" / SHORTCUT

    @property
    def common_shortcut(self) -> Path:
        """In the Start menu of all users."""
        data = self.prefix.drive / "ProgramData"
        return data / "Microsoft" / "Windows" / "Start Menu" / "Programs" / SHORTCUT

    def install(self, built: Built, *switches: str) -> Answer:
        """Silently."""
        answer = self.prefix.run(built.packages.setup, "/S", *switches, seconds=400)
        self.prefix.settle(5)
        return answer

    def require_installs(self, built: Built, *switches: str) -> str:
        """Silently, and it must work. Gives what the setup said."""
        answer = self.install(built, *switches)
        require(answer.code == 0, f"the setup ended with {answer.code}: {answer.says}")
        return answer.says

    def begin_without(self) -> None:
        """Nothing of the person's own is installed, whatever the step before left."""
        if (self.own / UNINSTALLER).exists():
            self.uninstall(self.own)

    def uninstall(self, folder: Path) -> None:
        """As Apps & features does it silently: it copies itself away and goes on from there."""
        self.prefix.run(folder / UNINSTALLER, "/S")
        gone = self.wait(lambda: not (folder / UNINSTALLER).exists(), 60)
        require(gone, "the uninstaller did not end within a minute")
        self.prefix.settle(30)

    def cli(self, folder: Path, *words: str | Path, seconds: float = 180, **more: str) -> Answer:
        """The command line of an installed program."""
        return self.prefix.run(folder / "caseroom-cli.exe", *words, seconds=seconds, **more)

    def require_files(self, built: Built, folder: Path, also: Iterable[str] = ()) -> str:
        """Raise `Failed` unless a folder holds what the version's list says, and nothing else."""
        expected = file_list.read_list(built.packages.files)
        found = file_list.listed(folder)
        extra = {
            UNINSTALLER,
            f"{setup.contents_folder(built.version)}/{listing.NAME}",
            *also,
        }
        program = [file for file in found if file.path not in extra]
        differing = file_list.differences(expected, program)
        require(not differing, "these are not as files.json says: " + ", ".join(differing[:10]))
        missing = extra - {file.path for file in found}
        require(not missing, "these are missing: " + ", ".join(sorted(missing)))
        return f"{len(expected)} files are as files.json says"

    def require_version(self, built: Built, folder: Path) -> None:
        """Raise `Failed` unless the installed program starts and says this version."""
        answer = self.cli(folder, "--version", seconds=60)
        require(
            answer.says == f"Caseroom {built.version}",
            f"it should say {built.version}, and said: {answer.code} {answer.says}",
        )

    def picture(self, name: str) -> None:
        """Of the whole screen."""
        self.screen.picture(self.pictures / f"{name}.png")

    def require_window(self, title: str, seconds: float = 90) -> None:
        """Wait for a window. Raises `Failed`, with a picture, if it does not come."""
        if not self.screen.wait_for(title, seconds):
            self.picture(f"instead-of-{title}".replace(" ", "-"))
            raise Failed(f"no window “{title}”; there are: {self.screen.titles()}")

    def close(self, folder: Path) -> None:
        """Ask what is open to close, as a setup does."""
        answer = self.cli(folder, "close", "--wait", "30")
        require(answer.code == 0, f"it did not close: {answer.says}")

    @staticmethod
    def wait(ready: Callable[[], bool], seconds: float) -> bool:
        """Look again and again, until it is so or the time is over."""
        until = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > until:
                return False
            time.sleep(_LOOK_AGAIN)
        return True

    def fresh_folder(self, name: str) -> Path:
        """An empty folder on drive C; it goes when the step ends."""
        folder = self.belongings.give(self.prefix.drive / name)
        folder.mkdir()
        return folder
