"""The three layers of tests, one after the other, and the sum of what they found.

1 and 2: rules, records, paper and widgets, with pytest, offscreen. 3: the keyring against a real
Secret Service, and the real program driven from outside under a display of its own.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from development import needs, system
from development.console import say, shout
from development.environment import ROOT, call, environment, for_many, python
from development.in_memory import in_memory
from development.reports import dearest_files, read_report

Command = Sequence[str | Path]

_OUTSIDE = "acceptance or secret_service"


@dataclass
class Sum:
    """What became of the tests of all layers; and which layer did not run, and why."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    did_not_run: list[str] = field(default_factory=list)

    def add(self, passed: int, failed: int, skipped: int = 0) -> None:
        """Count the tests of one layer."""
        self.passed += passed
        self.failed += failed
        self.skipped += skipped

    def line(self) -> str:
        """The closing line."""
        words = f"{self.passed} passed, {self.failed} failed"
        return f"{words}, {self.skipped} skipped" if self.skipped else words


def run_all(in_ci: bool) -> int:
    """Run every layer. Returns the exit code: in CI, a layer that did not run is a failure."""
    total = Sum()
    with tempfile.TemporaryDirectory(
        prefix="caseroom-", dir=in_memory(), ignore_cleanup_errors=True
    ) as folder:
        results = Path(folder)  # and whatever the tests write
        results.chmod(0o711)  # PostgreSQL goes through it as somebody else
        _timed("Layers 1 and 2: rules, records, paper, widgets", lambda: _inside(total, results))
        _timed("Layer 3: a real Secret Service", lambda: _secret_service(total, results))
        _timed("Layer 3: the real program, from outside", lambda: _acceptance(total, results))
    if total.did_not_run:
        shout([f"DID NOT RUN: {words}" for words in total.did_not_run])
        if in_ci:
            total.add(0, len(total.did_not_run))
    sys.stderr.flush()
    print(total.line(), flush=True)
    return 1 if total.failed or not total.passed else 0


def run_some(arguments: list[str]) -> int:
    """Run chosen tests of the first two layers with pytest's own arguments."""
    if not _qt_is_here():
        return 1
    return call([python(), "-m", "pytest", "-m", f"not ({_OUTSIDE})", *arguments], _offscreen())


def run_scenes(arguments: list[str]) -> int:
    """Play chosen scenes of the third layer with their runner's own arguments."""
    why = _no_scenes()
    if why:
        say(f"No scene can be played: {why}.")
        return 1
    return call([python(), "-m", "tests.acceptance.run", *arguments], environment())


def _timed(what: str, layer: Callable[[], None]) -> None:
    say(f"\n=== {what}")
    begun = time.monotonic()
    layer()
    say(f"=== {what}: {time.monotonic() - begun:.0f} s")


def _offscreen(**more: str) -> dict[str, str]:
    return for_many(QT_QPA_PLATFORM="offscreen", PYTHONUNBUFFERED="1", **more)


def _qt_is_here() -> bool:
    """Whether Qt's libraries are here, installed meanwhile if need be."""
    missing = system.missing_libraries(system.QT_LIBRARIES)
    return needs.get(missing, "Qt") and not system.missing_libraries(system.QT_LIBRARIES)


def _inside(total: Sum, results: Path) -> None:
    if not _qt_is_here():
        total.did_not_run.append("layers 1 and 2 (Qt's libraries are missing, see above)")
        return
    options = ["-q", "-n", "2", "--dist", "worksteal", "-m", f"not ({_OUTSIDE})"]
    report = results / "inside.xml"
    _pytest(total, report, [python(), "-m", "pytest", *options], _offscreen(TMPDIR=str(results)))
    for file, took in dearest_files(report):
        say(f"{took:7.1f} s  {file}")


def _secret_service(total: Sum, results: Path) -> None:
    why = _lacking(system.SECRET_SERVICE, "The keyring's tests")
    if why:
        total.did_not_run.append(f"layer 3, a real Secret Service ({why})")
        return
    files = [
        file
        for file in sorted((ROOT / "tests").rglob("test_*.py"))
        if "mark.secret_service" in file.read_text(encoding="utf-8")
    ]
    command: list[str | Path] = [python(), "-m", "tests.acceptance.secret_service", python()]
    command += ["-m", "pytest", "-q", "-m", "secret_service", *files]
    if not files or _pytest(total, results / "keyring.xml", command, _offscreen()) == _NO_TESTS:
        total.did_not_run.append("layer 3, a real Secret Service (no test asks for one)")


def _acceptance(total: Sum, results: Path) -> None:
    why = _no_scenes()
    if why:
        total.did_not_run.append(f"layer 3, the real program ({why})")
        return
    sums = results / "scenes.json"
    call([python(), "-m", "tests.acceptance.run", "--results", sums], for_many(TMPDIR=str(results)))
    try:
        counted = json.loads(sums.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        say("The acceptance tests ended without a result.")
        total.add(0, 1)
        return
    total.add(counted["passed"], counted["failed"])
    if not counted["passed"] + counted["failed"]:
        total.did_not_run.append("layer 3, the real program (there is no scene)")


def _no_scenes() -> str:
    """Why no scene can be played here, after what is missing was installed where it may be."""
    why = _lacking(system.ACCESSIBILITY, "The acceptance tests")
    if not why and not _window_libraries():
        why = "libraries for windows are missing, see above"
    return why


def _window_libraries() -> bool:
    missing = system.missing_libraries(system.WINDOW_LIBRARIES)
    return needs.get(missing, "Windows under X") and not system.missing_libraries(
        system.WINDOW_LIBRARIES
    )


def _lacking(tools: tuple[needs.Need, ...], purpose: str) -> str:
    """Why a layer cannot run here, after what is missing was installed where that is allowed."""
    if not sys.platform.startswith("linux"):
        return "it needs Linux"
    needs.get(system.missing_tools(tools), purpose)
    still = system.missing_tools(tools)
    return f"missing: {' '.join(need.what for need in still)}" if still else ""


_NO_TESTS = 5  # pytest's exit code


def _pytest(total: Sum, report: Path, command: Command, env: dict[str, str]) -> int:
    """Run pytest and count what it reports. Ending without a report counts as one failure."""
    code = call([*command, f"--junitxml={report}"], env)
    if code == _NO_TESTS:
        return code
    counted = read_report(report)
    total.add(*counted)
    if code and not counted[1]:
        say(f"pytest ended with exit code {code}.")
        total.add(0, 1)
    return code


def in_ci() -> bool:
    """Whether a machine asked for these tests."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
