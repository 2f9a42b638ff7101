"""What a scene has: a folder of its own, the program, and its command line."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.acceptance import ahead, as_installed
from tests.acceptance.looking import Looker
from tests.acceptance.sample import AHEAD, ON_SERVER, SceneServer, copy_sample, said_of
from tests.drivers.atspi_input import screenshot
from tests.drivers.atspi_program import Program


class Stage:
    """One scene's surroundings. Programs that it started end with it."""

    def __init__(self, folder: Path, artifacts: Path) -> None:
        self.folder = folder
        self.artifacts = artifacts
        self.python = os.environ["CASEROOM_PYTHON"]
        self.programs: list[Program] = []
        self.on_server = ON_SERVER in os.environ
        self.server: SceneServer | None = None
        self._ahead = int(os.environ.get(AHEAD, "0"))
        self.installed: tuple[str, str] | None = None  # folder and version: see `as_installed`
        self._looker: Looker | None = None

    def set_clock(self, clock: str) -> None:
        """Play what follows at this time of a working day, the next one: "9:20"."""
        words = [self.python, "-m", ahead.__name__, "until", clock, str(self._ahead)]
        self._ahead = int(subprocess.check_output(words, text=True, timeout=60))

    def run(self, module: str) -> list[str]:
        """The words that run a module of the program by this scene's clock."""
        return [self.python, *ahead.words(self._ahead, module)]

    def start(self, *command: str, env: Mapping[str, str] | None = None) -> Program:
        """Start a program with a window, and wait until it is on the accessibility bus."""
        program = Program(command, self.artifacts / f"program-{len(self.programs) + 1}.log", env)
        self.programs.append(program)
        return program

    def open(self, *words: str, env: Mapping[str, str] | None = None) -> Program:
        """Start Caseroom's window, for example with an office's place."""
        if self.installed is not None:
            words = (*self.installed, *words)
        module = "desktop" if self.installed is None else as_installed.__name__
        return self.start(*self.run(module), *words, env=env)

    def caseroom(
        self, *words: str, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one verb of the command line to its end."""
        return subprocess.run(
            [*self.run("desktop"), *words],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def answer(self, *words: str, env: Mapping[str, str] | None = None) -> Any:
        """What a verb prints with --json. Fails with the verb's own words if it refuses."""
        done = self.caseroom(*words, "--json", env=env)
        assert done.returncode == 0, f"caseroom {' '.join(words)}: {done.stderr}"
        return json.loads(done.stdout)

    def looker(self) -> Looker:
        """Who looks into offices by this scene's clock."""
        words = self.run("tests.acceptance.look")
        if self._looker is not None and self._looker.words != words:
            self._looker.end()
            self._looker = None
        self._looker = self._looker or Looker(words)
        return self._looker

    def sample_office(self) -> Any:
        """A sample office in this scene's folder, or on a server of its own: what
        `caseroom demo --json` says of it, and as "office" where it is."""
        if self.on_server:
            self.server = SceneServer(self.python)
            place = self.server.place
        else:
            place = str(self.folder / "office")
            copy_sample(Path(place))
        return said_of() | {"office": place}

    def empty_place(self) -> str:
        """Where an office can be made: a folder, or an empty database of this scene's own."""
        if not self.on_server:
            return str(self.folder / "Harbor House")
        self.server = SceneServer(self.python, empty=True)
        return self.server.place

    def picture(self, name: str) -> Path:
        """Keep a picture of the screen as it is now."""
        file = self.artifacts / f"{name}.png"
        screenshot(file)
        return file

    def crash_reports(self) -> list[Path]:
        """What the programs wrote about errors inside them, wherever this account keeps logs."""
        reports = Path(os.environ["HOME"]).rglob("crash-*.txt")
        return sorted(report for report in reports if report.stat().st_size)

    def files_with(self, words: str) -> list[Path]:
        """Files of this account, its temporary folder included, in which the words can be read."""
        control = self.folder / "control"
        control.write_text(words, encoding="utf-8")
        places = {Path(os.environ["HOME"]), Path(os.environ.get("TMPDIR", os.environ["HOME"]))}
        files = {file for place in places for file in place.rglob("*") if file.is_file()}
        codes = [words.encode(code) for code in ("utf-8", "utf-16-le")]
        found = sorted(file for file in files if any(code in _content(file) for code in codes))
        control.unlink()
        assert control in found, "it would not have been found"
        return [file for file in found if file != control]

    def outline(self) -> str:
        """All that every running program shows."""
        return "\n\n".join(program.outline() for program in self.programs if program.running)

    def close(self) -> None:
        """End what still runs."""
        for program in self.programs:
            program.stop()
        if self._looker is not None:
            self._looker.end()
        if self.server is not None:
            self.server.end()


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:  # gone meanwhile
        return b""
