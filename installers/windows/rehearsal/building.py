"""Both versions: the one that this tree is, built by PyInstaller under Wine, and a next one."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from development.console import say
from development.environment import ROOT
from installers import bundle, contents, file_list, sizes
from installers.windows import build, setup
from installers.windows.rehearsal import next_version
from installers.windows.rehearsal.steps import Failed, require
from installers.windows.rehearsal.toolchain import Toolchain
from installers.windows.rehearsal.wine import Prefix

MOST_SECONDS = 300
_PATIENCE = 1500  # on a machine that does other things


@dataclass(frozen=True)
class Built:
    """A version and what was made of it."""

    version: str
    packages: build.Packages


@dataclass
class Building:
    """Where the two versions are made, and how long the real one took."""

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
        """A copy that is the next version; before anything is signed."""
        return next_version.make(self._folder, contents.version(), self.work / "next")

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

    def package_next(self) -> Built:
        """The next one's."""
        version = next_version.following(contents.version())
        folder, out = self.work / "next", self.work / "next-packages"
        shutil.rmtree(out, ignore_errors=True)
        made = build.package(folder, version, self.work / "next-work", out, quick=True)
        return Built(version, made)

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
