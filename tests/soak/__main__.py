"""`python3 dev.py soak`: the full doses, and their figures.

An office under load on one file, local and as on a share; `kill -9` at random moments; a computer
that sleeps inside a write; a real PostgreSQL under load and killed; races for one hour of one
person and of three, on a file, on one with a million rows in its calendar, and on a server. What
only a real NAS and real PCs show is not in it.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from benchmarks.waited_for import working_office
from tests.soak.doors import in_folder
from tests.soak.full_calendar import fill
from tests.soak.kills import kill
from tests.soak.load import load
from tests.soak.races import FIRST, race
from tests.soak.server_doses import server_doses, server_races
from tests.soak.sleeps import naps, sleep
from tests.soak.workers import START

_DOSES = ("load", "kills", "sleeps", "server", "races")
_ROUNDS = 60  # of a race on a file


def main() -> int:
    """Print what each dose has shown; 1 if one of them failed."""
    parser = argparse.ArgumentParser(prog="dev.py soak", description=main.__doc__)
    parser.add_argument(
        "doses", nargs="*", metavar="DOSE", help="load, kills, sleeps, server, races; else all"
    )
    parser.add_argument("--processes", type=int, default=25, metavar="N")
    parser.add_argument("--seconds", type=float, default=60, metavar="S")
    parser.add_argument(
        "--pause", type=float, default=0.5, metavar="S", help="mean seconds between two acts"
    )
    parser.add_argument("--kills", type=int, default=300, metavar="N")
    parser.add_argument("--sleeps", type=int, default=8, metavar="N")
    parser.add_argument(
        "--rows", type=int, default=1_000_000, metavar="N", help="of the calendar of a large race"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    asked = parser.parse_args()
    doses = asked.doses or list(_DOSES)
    unknown = [dose for dose in doses if dose not in _DOSES]
    if unknown:
        parser.error(f"There is no dose “{unknown[0]}”: {', '.join(_DOSES)}.")
    if START != "forkserver":
        print("DID NOT RUN: kills and sleeps need a system with signals; load runs.")
        doses = [dose for dose in doses if dose == "load"]
    failed = False
    with tempfile.TemporaryDirectory(prefix="caseroom-soak-") as temporary:
        made = Path(temporary) / "made"
        working_office(made, 200)
        print(f"The sample office of 200 clients, {os.cpu_count()} processors.", flush=True)
        for dose in doses:
            if dose in ("server", "races"):
                given = server_doses(made, asked) if dose == "server" else _races(made, asked)
                for words, passed in given:
                    print(("passed: " if passed else "FAILED: ") + words, flush=True)
                    failed |= not passed
                continue
            for shared in (True, False) if dose != "sleeps" else (True,):
                folder = Path(shutil.copytree(made, Path(temporary) / "office"))
                words, passed = _give(dose, folder, shared, asked)
                print(("passed: " if passed else "FAILED: ") + words, flush=True)
                failed |= not passed
                shutil.rmtree(folder)
    return int(failed)


def _give(dose: str, folder: Path, shared: bool, asked: argparse.Namespace) -> tuple[str, bool]:
    place = "share" if shared else "local"
    if dose == "load":
        found = load(
            in_folder(folder, shared=shared), processes=asked.processes,
            seconds=asked.seconds, seed=asked.seed, pause=asked.pause,
        )  # fmt: skip
        return found.told(place), found.passes
    if dose == "kills":
        half = asked.kills // 2 + (asked.kills % 2 if shared else 0)
        killed = kill(in_folder(folder, shared=shared), kills=half, seed=asked.seed, longest=0.03)
        return killed.told(place), not killed.faults
    if dose == "sleeps":
        slept = sleep(folder, naps(asked.sleeps, asked.seed), asked.seed)
        return slept.words(), slept.passes
    raise ValueError(dose)


def _races(made: Path, asked: argparse.Namespace) -> Iterator[tuple[str, bool]]:
    """On files, each with its own calendar, and on a server."""
    for where, shared, rows in (
        (" on a file", False, 0), (" on a share", True, 0), (" on a file", False, asked.rows),
    ):  # fmt: skip
        folder = Path(shutil.copytree(made, made.with_name("raced")))
        door = in_folder(folder, shared=shared)
        if rows:
            where += f" whose calendar takes {fill(door, rows):,} times"
        for number, people in enumerate((1, 3)):
            first = FIRST + timedelta(days=number * _ROUNDS)
            raced = race(door, rounds=_ROUNDS, seed=asked.seed, people=people, first=first)
            yield raced.words(8, where), raced.passes
        shutil.rmtree(folder)
    yield from server_races(made, asked.seed)


if __name__ == "__main__":
    sys.exit(main())
