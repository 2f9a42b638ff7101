"""Runs the scenes, three at once, each on a private desktop and within a time limit.

    python -m tests.acceptance.run [--on-server] [--keep] [--at-once N] [--ahead HOURS]
                                    [--results FILE] [NAME …]

Each has an office in a folder; with --on-server, on a real PostgreSQL of its own. Without names
all of them, and without --on-server some there too. A scene mostly waits, so three take little
longer than two; those that take longest begin. What a failed scene left to look at is in
build/acceptance/NAME; with --keep also what the others left. With --ahead they are played as if so
many hours later, on an office of then.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from development.environment import ROOT, for_many, python
from development.system import accessibility_python
from tests.acceptance.leftovers import MARK, end_leftovers
from tests.acceptance.places import (
    LONGEST,
    ONLY_IN_A_FOLDER,
    ONLY_ON_A_SERVER,
    TELLING,
    WITHOUT_SAMPLE,
)
from tests.acceptance.sample import AHEAD, ON_SERVER, SAMPLE, make_sample, take_to_server

HERE = Path(__file__).resolve().parent
ARTIFACTS = ROOT / "build" / "acceptance"
TIME_LIMIT_S = 180
_AT_ONCE = 3


def scenes() -> list[str]:
    """The names of all scenes: `driver` for `scene_driver.py`."""
    return sorted(file.stem.removeprefix("scene_") for file in HERE.glob("scene_*.py"))


@dataclass(frozen=True)
class Showing:
    """A scene against an office in a folder or on a server."""

    name: str
    on_server: bool = False

    def __str__(self) -> str:
        return f"{self.name} on a server" if self.on_server else self.name


def showings(names: list[str], *, on_server: bool) -> list[Showing]:
    """What is to be played; without names everything, what needs a server last."""
    if on_server:
        there = names or scenes()
        return [Showing(name, True) for name in there if name not in ONLY_IN_A_FOLDER]
    here = [Showing(name) for name in names or scenes() if name not in ONLY_ON_A_SERVER]
    return here + ([] if names else [Showing(name, True) for name in TELLING])


def run_scene(showing: Showing, sample: Path, *, keep: bool = False) -> bool:
    """Play one scene in a desktop of its own. Returns whether it went well.

    `sample` is the folder of the sample office. With `keep` the pictures of one that went well
    stay too.
    """
    artifacts = ARTIFACTS / str(showing).replace(" ", "-")
    shutil.rmtree(artifacts, ignore_errors=True)
    artifacts.mkdir(parents=True)
    mark = f"{artifacts.name}-{os.getpid()}"
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cr-") as home:
        env = _env(Path(home)) | {MARK: mark, SAMPLE: str(sample)}
        if showing.on_server:
            env[ON_SERVER] = "1"
        words = _play(f"{HERE.parent.name}.{HERE.name}.scene_{showing.name}", artifacts)
        log = artifacts / "output.txt"
        with log.open("wb") as output:
            process = subprocess.Popen(
                words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            try:
                code = process.wait(TIME_LIMIT_S)
            except subprocess.TimeoutExpired:
                code = None
            finally:
                end_leftovers(mark)
                process.wait(10)
    took = time.monotonic() - begun
    if code == 0:
        print(f"scene {showing}: passed ({took:.1f} s)", flush=True)
        if not keep:
            shutil.rmtree(artifacts, ignore_errors=True)
        return True
    why = f"exit code {code}" if code is not None else f"not over after {TIME_LIMIT_S} s"
    print(f"scene {showing}: FAILED, {why} ({took:.1f} s); see {artifacts.relative_to(ROOT)}")
    print(log.read_text(encoding="utf-8", errors="replace")[-6000:], flush=True)
    return False


def _play(module: str, artifacts: Path) -> list[str]:
    system_python = accessibility_python()
    if system_python is None:
        raise RuntimeError("no Python of the system's has the accessibility bindings")
    desktop = [sys.executable, "-m", "tests.acceptance.session"]
    return [*desktop, system_python, "-W", "ignore", "-m", "tests.acceptance.play", module,
            str(artifacts)]  # fmt: skip


def _env(home: Path) -> dict[str, str]:
    """A person's account with nothing in it, and no keyring."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    temporary = home / "tmp"
    temporary.mkdir()
    env = for_many(
        HOME=str(home),
        XDG_RUNTIME_DIR=str(runtime),
        TMPDIR=str(temporary),
        GSETTINGS_BACKEND="memory",
        LANG="C.UTF-8",
        PYTHONPATH=str(ROOT),
        PYTHONDONTWRITEBYTECODE="1",  # beside the sources
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
        CASEROOM_PYTHON=str(python()),
    )
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LC_ALL",
                 "VIRTUAL_ENV", "DBUS_SESSION_BUS_ADDRESS"):  # fmt: skip
        env.pop(name, None)
    return env


def main(arguments: list[str]) -> int:
    """Run scenes and count them."""
    parser = argparse.ArgumentParser(prog="tests.acceptance.run", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--on-server", action="store_true")
    parser.add_argument("--results", type=Path, metavar="FILE")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--ahead", type=int, default=0, metavar="HOURS")
    parser.add_argument("--at-once", type=int, default=_AT_ONCE, metavar="N")
    asked = parser.parse_args(arguments)
    os.environ[AHEAD] = str(asked.ahead * 3600)
    known = scenes()
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        parser.error(f"there is no scene {unknown[0]}; there are {', '.join(known)}")
    for name in asked.names or known:
        if asked.on_server and name in ONLY_IN_A_FOLDER:
            print(f"scene {name}: not on a server: {ONLY_IN_A_FOLDER[name]}", flush=True)
        if not asked.on_server and name in ONLY_ON_A_SERVER:
            print(f"scene {name}: not in a folder: {ONLY_ON_A_SERVER[name]}", flush=True)
    went_well = play(showings(asked.names, on_server=asked.on_server), asked.at_once, asked.keep)
    counted = {"passed": sum(went_well), "failed": len(went_well) - sum(went_well)}
    if asked.results:
        asked.results.write_text(json.dumps(counted), encoding="utf-8")
    return 1 if counted["failed"] else 0


def play(wanted: list[Showing], at_once: int, keep: bool) -> list[bool]:
    """Play these; whether each went well. What they need is made while others are played."""
    with tempfile.TemporaryDirectory(prefix="caseroom-sample-") as folder:
        sample, home = Path(folder), Path(folder, "home")
        home.mkdir()
        env = _env(home)
        with ThreadPoolExecutor(1) as backstage, ThreadPoolExecutor(max(1, at_once)) as stages:
            made = backstage.submit(make_sample, sample, python(), env)
            taken: Future[None] | None = None
            if any(showing.on_server for showing in wanted):
                taken = backstage.submit(take_to_server, sample, python(), env)

            def one(showing: Showing) -> bool:
                if showing.name not in WITHOUT_SAMPLE:
                    made.result()
                if showing.on_server and taken is not None:
                    taken.result()
                return run_scene(showing, sample, keep=keep)

            return list(stages.map(one, in_order(wanted)))


def in_order(wanted: list[Showing]) -> list[Showing]:
    """First what needs no sample, then what takes longest: nobody waits for one at the end. What
    needs a server is last, for the same reason."""

    def place(showing: Showing) -> tuple[bool, bool, int]:
        long = LONGEST.index(showing.name) if showing.name in LONGEST else len(LONGEST)
        return showing.on_server, showing.name not in WITHOUT_SAMPLE, long

    return sorted(wanted, key=place)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
