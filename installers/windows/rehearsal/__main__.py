"""`python -m installers.windows.rehearsal [--reuse] [STEP …]`: build under Wine, and try it.

`--reuse` takes the packages of the run before; names choose among the steps.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from development.console import Trouble, say
from development.environment import ROOT
from installers import release_keys
from installers.windows import signing
from installers.windows.rehearsal import (
    at_the_door,
    certificate,
    in_window,
    installing,
    leaving,
    pages,
    releasing,
    serving,
    starting,
    toolchain,
    updating,
    upgrading,
)
from installers.windows.rehearsal.building import Building, Built, say_where
from installers.windows.rehearsal.screen import Screen, screen
from installers.windows.rehearsal.steps import Steps
from installers.windows.rehearsal.world import World

_HOME = ROOT / "build" / "windows"

STEPS: tuple[Callable[[World], str], ...] = (
    installing.leaves_nothing,
    pages.in_english,
    pages.in_spanish,
    installing.is_told_to_windows,
    installing.is_signed,
    starting.tries_itself,
    starting.opens_its_window,
    starting.makes_an_office,
    serving.keeps_an_office_on_a_server,
    starting.opens_a_pointer,
    installing.refuses_an_office,
    installing.for_all_users,
    upgrading.refuses_while_open,
    upgrading.closes_the_program,
    upgrading.refuses_an_older,
    upgrading.comes_back_after_its_update,
    upgrading.survives_being_killed,
    updating.is_told_of_a_newer_version,
    updating.installs_it,
    in_window.installs_from_its_window,
    at_the_door.installs_from_the_sign_in,
    starting.unpacked,
    leaving.leaves_what_is_not_its_own,
    installing.takes_over_what_is_there,
    installing.points_at_an_office,
    starting.offers_the_office,
    leaving.goes_with_its_pointer,
    leaving.leaves_nothing_else,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Rehearse. 0 if every step passed, else 1."""
    parser = argparse.ArgumentParser(prog="installer --rehearse", description=__doc__)
    parser.add_argument("--reuse", action="store_true", help="take the packages built before")
    parser.add_argument("--quick", action="store_true", help="compress less, while changing a step")
    parser.add_argument("steps", nargs="*", metavar="STEP")
    asked = parser.parse_args(arguments)
    steps = Steps()
    begun = time.monotonic()
    try:
        with screen() as shown:
            _rehearse(steps, shown, asked)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    steps.write(_HOME / "rehearsal.json")
    failed = [step.name for step in steps.taken if not step.passed]
    took = time.monotonic() - begun
    say(f"{len(steps.taken)} steps in {took:.0f} s; pictures in {_HOME / 'pictures'}")
    say(f"FAILED: {', '.join(failed)}" if failed else "Every step passed.")
    return 0 if steps.passed else 1


def _rehearse(steps: Steps, shown: Screen, asked: argparse.Namespace) -> None:
    begun = time.monotonic()
    chain = toolchain.prepare(_HOME / "tools", shown.display)
    say(f"Wine, Python and the libraries are ready ({time.monotonic() - begun:.0f} s).")
    prefix = toolchain.windows(chain, shown.display)
    building = Building(chain, prefix, _HOME / "packages", _HOME / "work", quick=asked.quick)
    keys = _HOME / "keys"
    made = building.built_before() if asked.reuse else _build(steps, building, keys)
    if not made:
        return
    now, later, much_later = made
    say_where(now)
    trial = prefix.copy_to(_HOME / "trial")
    world = World(trial, shown, now, later, much_later, _HOME / "pictures", keys)
    world.known["python"] = chain.python
    try:
        for act in STEPS:
            if not asked.steps or act.__name__ in asked.steps:
                steps.take((act.__doc__ or "").partition("\n")[0], partial(world.act, act))
    finally:
        trial.end_all()


def _build(steps: Steps, building: Building, keys: Path) -> list[Built]:
    """All versions, or none if it cannot go on."""
    made: list[Built] = []
    os.environ[signing.VARIABLE] = certificate.make(keys)
    os.environ[release_keys.VARIABLE] = building.prefix.windows(releasing.make_key(keys))
    acts: dict[str, Callable[[], str | None]] = {
        "PyInstaller makes the program, under Wine": building.bundle,
        "the next versions are made of it": building.make_next,
        "the setup and the .zip are made": lambda: made.append(building.package()),
        "they are as small as they must be": building.require_small,
        "that took as long as it may": building.require_fast,
        "the next versions' setups are made": lambda: made.extend(building.package_next()),
    }
    for name, act in acts.items():
        if not steps.take(name, act) and not _goes_on(building, act):
            return []
    return made


def _goes_on(building: Building, act: object) -> bool:
    """Whether what failed can be tried all the same: what took too long, or is too large."""
    return act in (building.require_fast, building.require_small)


if __name__ == "__main__":
    sys.exit(main())
