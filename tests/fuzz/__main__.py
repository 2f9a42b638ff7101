"""`python3 dev.py fuzz`: each target gets its share of the minutes; prints what was found."""

import argparse
import sys
import time
import traceback
from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.fuzz.feeding import Target, feed
from tests.fuzz.targets import TARGETS

_AT_ONCE = 50  # files, between two looks at the clock


def main() -> int:
    """Feed hostile files; 1 if one of them was more than refused."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=main.__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="or all of them")
    parser.add_argument("--minutes", type=float, default=10, metavar="M")
    asked = parser.parse_args()
    chosen = [one for one in TARGETS if not asked.targets or one.name in asked.targets]
    if not chosen:
        names = ", ".join(one.name for one in TARGETS)
        print(f"There is no such target. There are: {names}.", file=sys.stderr)
        return 2
    found = [_run(target, asked.minutes * 60 / len(chosen)) for target in chosen]
    return int(not all(found))


def _run(target: Target, seconds: float) -> bool:
    until, fed, taken = time.monotonic() + seconds, 0, 0

    @settings(
        max_examples=_AT_ONCE, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(target.content)
    def play(content: Any) -> None:
        nonlocal fed, taken
        fed += 1
        taken += feed(target, content, memory=fed % 10 == 0)

    try:
        while time.monotonic() < until:
            play()
    except BaseException:
        print(f"FAILED: {target.name}, after {fed} files:", flush=True)
        traceback.print_exc(file=sys.stdout)
        return False
    print(f"passed: {target.name}: {fed} files, {taken} of them taken", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
