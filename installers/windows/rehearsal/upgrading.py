"""Steps: a newer version over an older one, an older over a newer, and what comes between."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from installers import file_list
from installers.windows import setup
from installers.windows.rehearsal.building import Built
from installers.windows.rehearsal.starting import SIGN_IN
from installers.windows.rehearsal.steps import Failed, require
from installers.windows.rehearsal.world import KEY, POINTER, World

_BUSY, _NEWER = 1618, 1638
_PATIENCE = 300


def refuses_while_open(world: World) -> str:
    """What does not close: the setup stops before it has changed anything."""
    before = file_list.listed(world.own)
    holder = hold_open(world, "Caseroom.exe", "r+b")
    begun = time.monotonic()
    answer = world.install(world.later)
    holder.kill()
    world.prefix.end_all()
    require(answer.ended_with(_BUSY), f"the setup ended with {answer.code}: {answer.says}")
    require(file_list.listed(world.own) == before, "it changed files")
    found = world.prefix.registry(rf"HKCU\{KEY}", "Version")
    require(found == world.now.version, f"it wrote the version {found}")
    return f"{answer.says} ({time.monotonic() - begun:.0f} s)"


def closes_the_program(world: World) -> str:
    """An open program is asked to close, and the next version takes its place."""
    program = world.prefix.begin(world.own / "Caseroom.exe")
    world.require_window(SIGN_IN)
    world.require_installs(world.later)
    require(world.screen.wait_until_gone(SIGN_IN, 10), "the program is still open")
    program.wait(30)
    return is_later(world)


def refuses_an_older(world: World) -> str:
    """An older version over a newer one: a sentence, an exit code, and nothing changed."""
    before = file_list.listed(world.own)
    answer = world.install(world.now)
    require(answer.ended_with(_NEWER), f"the setup ended with {answer.code}: {answer.says}")
    require(file_list.listed(world.own) == before, "it changed files")
    return answer.says


def comes_back_after_its_update(world: World) -> str:
    """/UPDATE, as the program itself asks for it: closed, brought up to date, and open again."""
    world.begin_without()
    world.require_installs(world.now)
    before = world.prefix.begin(world.own / "Caseroom.exe")
    world.require_window(SIGN_IN)
    update = world.prefix.begin(world.later.packages.setup, "/S", "/UPDATE")
    before.wait(_PATIENCE)  # not by the window's end: another one follows
    update.wait(_PATIENCE)
    require(update.returncode == 0, f"the setup ended with {update.returncode}")
    world.require_window(SIGN_IN)
    says = is_later(world)
    world.close(world.own)
    return says


def survives_being_killed(world: World) -> str:
    """Killed again and again: there are always programs that start, and the setup mends all.

    While it unpacks, before the first program takes its place, between the two, and before the old
    files go.
    """
    world.begin_without()
    world.require_installs(world.now)
    contents = world.own / setup.contents_folder(world.later.version)
    moments: list[tuple[str, str, Callable[[], bool]]] = [
        ("while it unpacks", "", (contents / "PySide6").is_dir),
        ("before the command line's place", "caseroom-cli.exe", _Changes(world, "Uninstall.exe")),
        ("between the two programs", "Caseroom.exe", _Changes(world, "caseroom-cli.exe")),
        ("before the old files go", "", _Changes(world, "Caseroom.exe")),
    ]
    told = [f"{name}: {_kill_when(world, held, is_now)}" for name, held, is_now in moments]
    world.require_installs(world.later)
    return "\n".join([*told, is_later(world)])


class _Changes:
    """Whether a file was replaced since one looked."""

    def __init__(self, world: World, name: str) -> None:
        self._file = world.own / name
        self._was = self._file.stat().st_ino

    def __call__(self) -> bool:
        try:
            return self._file.stat().st_ino != self._was
        except FileNotFoundError:
            return False


def hold_open(world: World, name: str, how: str) -> subprocess.Popen[str]:
    """Something that has one of the programs open: "rb", as a virus scanner has it, so that nobody
    can replace it; "r+b", so that nobody else can write to it, as if it ran."""
    hold = f"import sys, time; kept = open(sys.argv[1], '{how}'); print('held', flush=True)"
    python = world.known["python"]
    assert isinstance(python, Path)
    holder = world.prefix.begin(python, "-c", f"{hold}; time.sleep(600)", world.own / name)
    assert holder.stdout is not None
    require(holder.stdout.readline().strip() == "held", f"nothing could hold {name} open")
    return holder


def _kill_when(world: World, held: str, is_now: Callable[[], bool]) -> str:
    if held:
        hold_open(world, held, "rb")
    begun = world.prefix.begin(world.later.packages.setup, "/S")
    until = time.monotonic() + _PATIENCE
    while not is_now():
        if begun.poll() is not None or time.monotonic() > until:
            raise Failed("the setup was done before it could be killed")
    begun.kill()
    world.prefix.end_all()
    begun.wait(30)
    done = not (world.own / setup.contents_folder(world.now.version)).exists()
    says = [_version_of(world, "caseroom-cli.exe"), _version_of(world, "Caseroom.exe")]
    for version in says:
        require(
            version in (world.now.version, world.later.version),
            f"a program does not start any more; they say {says}",
        )
    return f"the programs are {says[0]} and {says[1]}" + (", the old files gone" if done else "")


def _version_of(world: World, program: str) -> str:
    """What a program says of itself; of the one with a window, only the folder that it belongs to,
    which must be whole."""
    if program == "caseroom-cli.exe":
        return world.cli(world.own, "--version", seconds=90).says.removeprefix("Caseroom ")
    data = (world.own / program).read_bytes()
    for built in (world.later, world.now):
        folder = setup.contents_folder(built.version)
        if folder.encode() in data:
            expected = file_list.read_list(built.packages.files)
            wanted = [file for file in expected if file.path.startswith(f"{folder}/")]
            found = {file.path: file for file in file_list.listed(world.own)}
            if all(found.get(file.path) == file for file in wanted):
                return built.version
    return "nothing whole"


def is_later(world: World) -> str:
    """What lies there is the next version, and all of it; raises `Failed`."""
    return is_whole(world, world.later)


def is_whole(world: World, built: Built) -> str:
    """What lies there is this version, and all of it; raises `Failed`."""
    also = [POINTER] if (world.own / POINTER).exists() else []
    says = world.require_files(built, world.own, also)
    world.require_version(built, world.own)
    return f"{says}; none of the version before is left"
