"""The versions: the one that this tree is, built by PyInstaller under Wine, and two after it."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from development.console import Trouble, say
from development.environment import ROOT
from installers import bundle, contents, file_list, sizes
from installers.windows import build, portable, setup
from installers.windows.rehearsal import newer_schema, next_version
from installers.windows.rehearsal.steps import Failed, require
from installers.windows.rehearsal.toolchain import Toolchain
from installers.windows.rehearsal.wine import Prefix

MOST_SECONDS = 300
AFTER = "next", "much-later"  # the versions after this one
_PATIENCE = 1500  # on a machine that does other things


@dataclass(frozen=True)
class Built:
    """A version and what was made of it."""

    version: str
    packages: build.Packages


@dataclass
class Building:
    """Where the versions are made, and how long the real one took."""

    chain: Toolchain
    prefix: Prefix
    out: Path
    work: Path
    quick: bool = False  # for whoever changes a step: what it makes is too large for a release
    seconds: float = 0

    def bundle(self) -> str:
        """PyInstaller's part, under Wine."""
        begun = time.monotonic()
        shutil.rmtree(self.out, ignore_errors=True)
        moment = subprocess.run(
            ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
        words: list[str | Path] = ["-m", "installers.bundle", "--out", self.out]
        words += ["--work", self.work / "bundle"]
        more = {"SOURCE_DATE_EPOCH": moment} if moment else {}
        answer = self.prefix.run(self.chain.python, *words, seconds=_PATIENCE, **more)
        self.seconds += time.monotonic() - begun
        if answer.code not in (0, bundle.TOO_LARGE):
            raise Failed(answer.says[-4000:])
        return "\n".join(line for line in answer.says.splitlines() if " MB" in line)

    def make_next(self) -> str:
        """Copies that are the next versions; before anything is signed. The second has a schema
        that those before it do not know."""
        later, folder = contents.version(), self._folder
        for after in AFTER:
            folder, before = self.work / after, folder
            later = next_version.make(before, later, folder)
        added = newer_schema.add(folder / setup.contents_folder(later), later)
        return f"{later} has {added.stem}"

    def package(self) -> Built:
        """The real one's setup and .zip."""
        begun = time.monotonic()
        made = build.package(
            self._folder,
            contents.version(),
            self.work,
            self.out,
            quick=self.quick,
            bill=self._make_bill,
        )
        self.seconds += time.monotonic() - begun
        return Built(contents.version(), made)

    def _make_bill(self) -> Path:
        """Of what lies there for Windows, by this Linux's Python: it has the libraries for that."""
        site, noted = str(self.chain.libraries), self.work / "bundle"
        return bundle.make_bill(self._folder, noted, self.out, "windows", site)

    def package_next(self) -> list[Built]:
        """Those of the next ones."""
        made, version = [], contents.version()
        for after in AFTER:
            version = next_version.following(version)
            out = self.work / f"{after}-packages"
            shutil.rmtree(out, ignore_errors=True)
            work = self.work / f"{after}-work"
            packages = build.package(self.work / after, version, work, out, quick=True)
            made.append(Built(version, packages))
        return made

    def built_before(self) -> list[Built]:
        """All that lie there from the run before. Raises `Trouble`."""
        made, version = [], contents.version()
        for folder in (self.out, *(self.work / f"{after}-packages" for after in AFTER)):
            files = (setup.setup_name(version), portable.zip_name(version), bundle.LIST)
            paths = [folder / name for name in (*files, build.HASHES)]
            if not all(path.is_file() for path in paths):
                raise Trouble("There is nothing to reuse: rehearse once without --reuse.")
            made.append(Built(version, build.Packages(*paths)))
            version = next_version.following(version)
        return made

    def require_small(self) -> str:
        """What is installed, and the setup; a quick setup is not looked at."""
        made = setup.setup_name(contents.version())
        listed = file_list.read_list(self.out / bundle.LIST)
        says = f"{sizes.total(listed) / 1e6:.1f} MB installed"
        try:
            # As Windows counts it: this runs on Linux, where a program may be larger.
            sizes.require_small(sizes.total(listed), sizes.most_bytes("win32"), "The program")
            if not self.quick:
                setup.require_small(self.out / made)
        except sizes.TooLarge as trouble:
            raise Failed(str(trouble)) from None
        return says

    def require_fast(self) -> str:
        """The build alone, without what was set up once."""
        require(
            self.seconds <= MOST_SECONDS,
            f"{self.seconds:.0f} s, and may take {MOST_SECONDS} on two idle cores; "
            f"load {os.getloadavg()[0]:.1f}",
        )
        return f"{self.seconds:.0f} s of at most {MOST_SECONDS}"

    @property
    def _folder(self) -> Path:
        return self.out / bundle.FOLDER


def say_where(built: Built) -> None:
    """Tell the person where the setup is."""
    say(f"The setup, signed for this rehearsal only: {built.packages.setup}")
