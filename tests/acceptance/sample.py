"""The sample office of the scenes: made once by the command line, copied for each of them.

Making it takes as long as many a scene; taking it to a server too.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.acceptance import ahead

SAMPLE = "CASEROOM_SCENES_SAMPLE"  # the variable that tells a scene where it is
ON_SERVER = "CASEROOM_SCENES_ON_SERVER"  # and whether it is played against a server
AHEAD = "CASEROOM_SCENES_AHEAD"  # seconds by which all of it is played ahead of the clock
OFFICE, SERVED, _SAID, _CODES = "office", "served", "said.json", "codes.json"
MAKER, MAKERS_PASSWORD = "harbor_maker", "a secret of the owner's 77"  # of an empty database


def make_sample(where: Path, python: Path, env: Mapping[str, str]) -> None:
    """Make it in this folder, as the account whose variables these are."""
    options = ["--clients", "30", "--seed", "7", "--no-open", "--json"]
    program = ahead.words(int(env.get(AHEAD, "0")), "desktop")
    said = _done([python, *program, "demo", where / OFFICE, *options], env)
    (where / _SAID).write_text(said, encoding="utf-8")


def take_to_server(where: Path, python: Path, env: Mapping[str, str]) -> None:
    """Have the same office on a server too, beside the one in the folder."""
    # PostgreSQL may run as somebody who may not look into the account.
    env = {**env, "TMPDIR": str(where.parent)}
    _done([python, "-m", "tests.acceptance.served", "take", where], env)


def said_of(where: Path | None = None) -> dict[str, Any]:
    """What `caseroom demo --json` said of it; of the scene's own without a folder."""
    where = where or Path(os.environ[SAMPLE])
    said: dict[str, Any] = json.loads((where / _SAID).read_text(encoding="utf-8"))
    return said


def keep_codes(where: Path, codes: Mapping[str, str]) -> None:
    """Keep by which code each may sign in once where it was taken to a server."""
    (where / _CODES).write_text(json.dumps(codes), encoding="utf-8")


def codes() -> dict[str, str]:
    """Those codes, for a scene."""
    kept: dict[str, str] = json.loads((Path(os.environ[SAMPLE]) / _CODES).read_text("utf-8"))
    return kept


def copy_sample(folder: Path) -> None:
    """Put a copy of it here."""
    shutil.copytree(Path(os.environ[SAMPLE]) / OFFICE, folder)


class SceneServer:
    """A server of this scene's own, as long as the scene wants. `place` is an office's address on
    it, or that of an empty database which belongs to `MAKER`.
    """

    def __init__(self, python: str, *, empty: bool = False) -> None:
        where = Path(os.environ[SAMPLE])
        what = "empty" if empty else "serve"
        self._process = subprocess.Popen(
            [python, "-m", "tests.acceptance.served", what, where],
            # Not in the scene's account, whose files hold nothing that can be read.
            env={**os.environ, "TMPDIR": str(where.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.place = self._answer()

    def halt(self) -> None:
        """Let the server stop."""
        self._ask("halt")

    def start(self) -> None:
        """Let it serve again."""
        self._ask("start")

    def end(self) -> None:
        """Stop it, and leave nothing of it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)

    def _ask(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        self._answer()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "there is no server for this scene"
        return line.strip()


def _done(command: list[str | Path], env: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        env={**env, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"there is no sample office for the scenes: {done.stderr}")
    return done.stdout
