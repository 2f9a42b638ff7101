"""Running steps one after the other, and writing down what came of them as it comes.

The outcome is written before each step as well: of a program that went down with all hands it says
in which step.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from db.rules.findings import Refused
from db.texts import explain, t
from desktop.version import version

if TYPE_CHECKING:
    from desktop.self_test.bench import Bench

OUTCOME, ERRORS, STACKS = "self-test.json", "self-test-errors.txt", "self-test-stacks.txt"
LONGEST = 180.0  # seconds for one step, on the slowest computer


class Failed(Exception):
    """What a step found wrong, in a sentence."""


@dataclass(frozen=True)
class Step:
    """One thing that must work. `run` returns a sentence on what it saw, or raises."""

    name: str
    run: Callable[[Bench], str]


@dataclass
class Outcome:
    """What came of a step; `seconds` by the wall clock."""

    name: str
    passed: bool
    seconds: float
    says: str


@dataclass
class Report:
    """What is written for whoever asked."""

    folder: Path
    steps: list[Outcome] = field(default_factory=list)
    ended: bool = False

    @classmethod
    def begun_in(cls, folder: Path) -> Report:
        """An empty one, written once to see that it can be, in the place of an older one's files.

        Raises OSError.
        """
        for name in (ERRORS, STACKS, "window.png"):
            (folder / name).unlink(missing_ok=True)
        report = cls(folder)
        report.write()
        return report

    @property
    def passed(self) -> bool:
        """Whether every step passed, and none is to come."""
        return self.ended and all(step.passed for step in self.steps)

    def lines(self) -> list[str]:
        """The same for people."""
        return [
            f"{'+' if step.passed else '-'} {step.name}: {step.says}" for step in self.steps
        ] + [t("Everything works.") if self.passed else t("Not everything works.")]

    def write(self) -> None:
        """Write it, whole. Raises OSError."""
        said = {
            "version": version(),
            "python": platform.python_version(),
            "qt": _qt(),
            "platform": platform.platform(),
            "frozen": bool(getattr(sys, "frozen", False)),
            "passed": self.passed,
            "steps": [asdict(step) for step in self.steps],
        }
        new = self.folder / f"{OUTCOME}.new"
        new.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(new, self.folder / OUTCOME)

    def keep_error(self, step: str, error: BaseException) -> None:
        """For who builds the program: where it happened. There is nobody's data to be quoted."""
        with suppress(OSError), (self.folder / ERRORS).open("a", encoding="utf-8") as file:
            file.write(f"{step}\n{''.join(traceback.format_exception(error))}\n")


def run_steps(
    steps: Sequence[Step], bench: Bench, report: Report, longest: float = LONGEST
) -> None:
    """Run all of them, also after one that failed; each has `longest` seconds, or all is over."""
    for step in steps:
        _run(step, bench, report, longest)
    report.ended = True
    report.write()


def _run(step: Step, bench: Bench, report: Report, longest: float) -> None:
    outcome = Outcome(step.name, False, 0.0, t("The program ended in this step."))
    report.steps.append(outcome)
    report.write()
    guard = threading.Timer(longest, _give_up, (outcome, report, longest))
    guard.daemon = True
    guard.start()
    begun = time.monotonic()
    try:
        says, passed = step.run(bench), True
    except Failed as failed:
        says, passed = str(failed), False
    except Refused as refused:
        says, passed = explain(refused), False
        report.keep_error(step.name, refused)
    except BaseException as error:
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        says, passed = t("Something went wrong ({kind}).", kind=kind), False
        report.keep_error(step.name, error)
    guard.cancel()
    outcome.passed, outcome.says = passed, says
    outcome.seconds = round(time.monotonic() - begun, 3)
    report.write()


def _give_up(outcome: Outcome, report: Report, longest: float) -> None:
    """On the guard's thread: say where it hangs, and end, for nobody else will."""
    import faulthandler

    outcome.seconds = longest
    outcome.says = t("It did not end within {seconds} seconds.", seconds=round(longest))
    with suppress(OSError):
        report.write()
        with (report.folder / STACKS).open("w", encoding="utf-8") as file:
            faulthandler.dump_traceback(file)
    os._exit(1)


def _qt() -> str:
    """Qt's version, once a step has needed it: a Qt that cannot be loaded is a step's failure."""
    core = sys.modules.get("PySide6.QtCore")
    return str(core.qVersion()) if core is not None and hasattr(core, "qVersion") else ""
