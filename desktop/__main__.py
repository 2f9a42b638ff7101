"""`caseroom [OFFICE]` opens the window; `caseroom VERB …` is the command line, without Qt."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.frozen import settle_in


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program. Returns the exit code."""
    _leave_no_core_dump()
    settle_in()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if _is_for_the_window(arguments):
        gc.disable()  # until the first window is painted: all that is made before is there to stay
        from desktop.app import main as open_window

        return open_window(arguments)
    gc.enable()  # a built program begins without: see installers/hooks/before_all.py
    if arguments[:1] == ["--self-test"]:
        from desktop.self_test import main as test_itself

        return test_itself(arguments)
    from desktop.cli import main as run_verb

    return run_verb(arguments)


def _leave_no_core_dump() -> None:
    """A copy of the program's memory would hold the office's key and the names in it, readable."""
    try:
        import resource
    except ImportError:  # Windows, whose reports are the system's own
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _is_for_the_window(arguments: Sequence[str]) -> bool:
    """No argument, or one that is an office: a folder or an address. Verbs come first."""
    if not arguments:
        return True
    if len(arguments) > 1 or arguments[0].startswith("-"):
        return False
    place = arguments[0]
    # No verb is like that, and to ask them all takes a while. A pointer that is gone is said to be.
    if "/" in place or "\\" in place or place.lower().endswith(".caseroom"):
        return True
    from desktop.cli.arguments import VERBS

    return place not in VERBS and Path(place).exists()


if __name__ == "__main__":
    sys.exit(main())
