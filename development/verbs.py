"""The verbs of dev.py."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from development import layers, needs, system
from development.console import Trouble, say
from development.environment import (
    DEVELOPMENT_LOCK,
    PROGRAM_LOCK,
    ROOT,
    bin_folder,
    call,
    environment,
    prepare,
    python,
)
from development.packaging import installer

_GUIDE = "dana"  # of the sample's people, the administrator sees most

USAGE = """\
python3 dev.py demo [DIR] [--clients N] [--seed S]   make a sample office and open it
python3 dev.py test [pytest's arguments]             all three layers of tests, or chosen tests
python3 dev.py test scenes [--on-server] [NAME …]    the real program, played from outside
python3 dev.py check [--fix]                         ruff, mypy, import-linter
python3 dev.py bench [NAME …]                        measure, and print ratios
python3 dev.py soak [DOSE …]                         crowds, kills, sleepers and races, in full
python3 dev.py fuzz [--minutes M] [TARGET …]         hostile files for all that reads files
python3 dev.py lock [--upgrade]                      resolve the dependencies anew
python3 dev.py audit                                 known vulnerabilities of what the locks name
python3 dev.py exec COMMAND …                        run a command of the environment (caseroom …)
python3 dev.py texts [update|missing]                compile the translations; list what they lack
python3 dev.py pictures [DIR]                        take a picture of each page for docs/
python3 dev.py installer [--try-in-chroot]           build what people install on this system
python3 dev.py installer --rehearse                  build it for Windows, and try it under Wine

All of them work from any folder, and set up the virtual environment (.venv) first.
"""


def run(arguments: list[str]) -> int:
    """Do what the command line asks for. Returns the exit code."""
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        asked = bool(arguments) and arguments[0] not in {"-h", "--help", "help"}
        print(USAGE, end="", file=sys.stderr if asked else sys.stdout)
        return 2 if asked else 0
    try:
        return verb(arguments[1:])
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def demo(arguments: list[str]) -> int:
    """A sample office, opened; where nobody could see it, a tour of it."""
    parser = argparse.ArgumentParser(prog="dev.py demo", description=demo.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="default: demo-office")
    parser.add_argument("--clients", metavar="N")
    parser.add_argument("--seed", metavar="S")
    parser.add_argument("--tour", type=Path, metavar="DIR", help="visit each page, save pictures")
    parser.add_argument("--no-open", action="store_true", help="only make the office")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    prepare(PROGRAM_LOCK)
    _require_qt()

    folder = asked.folder or Path("demo-office")
    on_tour = asked.tour or (None if asked.no_open or system.has_display() else Path("pictures"))
    if not on_tour and not asked.no_open and (folder / "office.db").is_file():
        say(f"Opening the sample office in {folder}; delete the folder to make a new one.")
        return _caseroom([str(folder)])
    if on_tour and asked.folder is None:
        folder = _free(folder)
    words = ["demo", str(folder)]
    for name in ("clients", "seed"):
        if getattr(asked, name) is not None:
            words += [f"--{name}", getattr(asked, name)]
    words += ["--no-open"] if asked.no_open else []
    words += ["--json"] if asked.json else []
    if not on_tour:
        return _caseroom(words)
    say("Visiting each page without a display …")
    return _caseroom([*words, "--tour", str(on_tour)], QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> int:
    """All layers of tests; with arguments, the scenes, or pytest and those."""
    prepare(DEVELOPMENT_LOCK)
    if arguments[:1] == ["scenes"]:
        return layers.run_scenes(arguments[1:])
    if arguments:
        return layers.run_some(arguments)
    return layers.run_all(layers.in_ci())


def check(arguments: list[str]) -> int:
    """Everything that can be known without running the program."""
    prepare(DEVELOPMENT_LOCK)
    fix = "--fix" in arguments
    commands: dict[str, Sequence[str | Path]] = {
        "ruff check": [bin_folder() / "ruff", "check", *(["--fix"] if fix else [])],
        "ruff format": [bin_folder() / "ruff", "format", *([] if fix else ["--check"])],
        "mypy": [python(), "-m", "mypy"],
        "import-linter": [bin_folder() / "lint-imports"],
    }
    failed = []
    for name, command in commands.items():
        say(f"=== {name}")
        if call(command):
            failed.append(name)
    say(f"Not in order: {', '.join(failed)}." if failed else "Everything is in order.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Each benchmark in a process of its own."""
    prepare(DEVELOPMENT_LOCK)
    _require_qt()
    files = [file for file in ROOT.glob("benchmarks/*.py") if "__main__" in file.read_text("utf-8")]
    found = [file.stem for file in files]
    chosen = [name for name in sorted(found) if not arguments or name in arguments]
    if not chosen:
        raise Trouble(f"There is no such benchmark. There are: {', '.join(sorted(found))}.")
    env = environment(QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))
    codes = [call([python(), "-m", f"benchmarks.{name}"], env) for name in chosen]
    return 1 if any(codes) else 0


def soak(arguments: list[str]) -> int:
    """The full doses of load, kills and sleep, with their figures."""
    prepare(DEVELOPMENT_LOCK)
    return call([python(), "-m", "tests.soak", *arguments])


def fuzz(arguments: list[str]) -> int:
    """Hostile files for everything that reads files, for some minutes."""
    prepare(DEVELOPMENT_LOCK)
    return call([python(), "-m", "tests.fuzz", *arguments])


def lock(arguments: list[str]) -> int:
    """Resolve the dependencies anew."""
    from development.lock import write_locks

    write_locks(upgrade="--upgrade" in arguments)
    return 0


def audit(arguments: list[str]) -> int:
    """Known vulnerabilities of the locked packages; 3 where they could not be asked for."""
    from development.audit import audit as ask

    return ask()


def execute(arguments: list[str]) -> int:
    """A command of the environment, in the folder where one stands, with its own exit code."""
    if not arguments:
        raise Trouble("Say what to run, for example: python3 dev.py exec caseroom --help")
    prepare(PROGRAM_LOCK)
    if _command(arguments[0]) is None:
        prepare(DEVELOPMENT_LOCK)
    command = _command(arguments[0])
    if command is None:
        raise Trouble(f"The environment has no command “{arguments[0]}”.")
    return subprocess.call([command, *arguments[1:]], env=environment())


def texts(arguments: list[str]) -> int:
    """Compile the translations, or say what they lack."""
    prepare(DEVELOPMENT_LOCK)
    return call([python(), "-m", "development.texts", *(arguments or ["compile"])])


def pictures(arguments: list[str]) -> int:
    """A picture of each page of a sample office, light and dark, for the documentation."""
    prepare(PROGRAM_LOCK)
    _require_qt()
    target = Path(arguments[0]) if arguments else ROOT / "docs" / "pictures"
    with tempfile.TemporaryDirectory(prefix="caseroom-pictures-") as folder:
        tour = Path(folder) / "tour"
        words = ["demo", str(Path(folder) / "office"), "--seed", "7", "--tour", str(tour)]
        code = _caseroom(words, QT_QPA_PLATFORM="offscreen")
        target.mkdir(parents=True, exist_ok=True)
        for look in ("light", "dark"):
            for file in sorted(tour.glob(f"* {_GUIDE} {look}.png")):
                page = file.name.removesuffix(f" {_GUIDE} {look}.png")
                shutil.copyfile(file, target / f"{page}-{look}.png")
    return code


def _caseroom(words: list[str], **more: str) -> int:
    command = _command("caseroom")
    if command is None:
        raise Trouble("The environment lacks the program. Delete .venv and try again.")
    return subprocess.call([command, *words], env=environment(**more))


def _command(name: str) -> str | None:
    return shutil.which(name, path=str(bin_folder()))


def _require_qt() -> None:
    missing = system.missing_libraries(system.QT_LIBRARIES)
    if not needs.get(missing, "Qt") or system.missing_libraries(system.QT_LIBRARIES):
        raise Trouble("Qt cannot start without these libraries.")
    windows = system.missing_libraries(system.WINDOW_LIBRARIES)
    if windows and os.environ.get("DISPLAY"):
        needs.get(windows, "Qt's windows")


def _free(folder: Path) -> Path:
    """The folder itself if it is new or empty, or the next free name beside it."""
    n = 1
    candidate = folder
    while candidate.exists() and any(candidate.iterdir()):
        n += 1
        candidate = folder.with_name(f"{folder.name}-{n}")
    return candidate


VERBS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "soak": soak,
    "fuzz": fuzz,
    "lock": lock,
    "audit": audit,
    "exec": execute,
    "installer": installer,
    "texts": texts,
    "pictures": pictures,
}
