"""Steps: a newer version lies in a folder, with a signed notice; the installed program takes it."""

from pathlib import Path

from installers import file_list
from installers.windows.rehearsal import releasing, starting
from installers.windows.rehearsal.steps import require
from installers.windows.rehearsal.upgrading import is_later
from installers.windows.rehearsal.wine import Answer
from installers.windows.rehearsal.world import KEY, World

SHARE = "Share"
_THERE_IS_ONE = 3
_PATIENCE = 300


def is_told_of_a_newer_version(world: World) -> str:
    """A signed notice in a folder: seen, and refused where a byte of it or of the setup differs."""
    world.begin_without()
    world.require_installs(world.now)
    share = world.fresh_folder(SHARE)
    notice = releasing.lay_out(share, world.later, world.keys)
    answer = _update(world, "--check")
    require(answer.code == _THERE_IS_ONE, f"it ended with {answer.code}: {answer.says}")
    for words in (world.now.version, world.later.version, "Signed for a rehearsal."):
        require(words in answer.says, f"“{words}” is not in what it said: {answer.says}")
    before = file_list.listed(world.own)
    genuine = notice.read_bytes()
    notice.write_bytes(genuine.replace(b"rehearsal.", b"rehearsal!"))
    said = [_refused(world, "changed after it was signed")]
    notice.write_bytes(genuine)
    _change_a_byte(share / world.later.packages.setup.name)
    said.append(_refused(world, "not the one that its notice describes"))
    require(file_list.listed(world.own) == before, "it changed files of the program")
    found = world.prefix.registry(rf"HKCU\{KEY}", "Version")
    require(found == world.now.version, f"the registry says {found}")
    return "\n".join(said)


def installs_it(world: World) -> str:
    """`caseroom-cli update`: fetched, checked, and installed; then it tries itself."""
    share = world.fresh_folder(SHARE)
    releasing.lay_out(share, world.later, world.keys)
    answer = _update(world)
    require(answer.code == 0, f"it ended with {answer.code}: {answer.says}")
    require(world.prefix.settle(_PATIENCE), "the setup did not end")
    says = is_later(world)
    tried = starting.tries_itself(world)
    require(tried.startswith(world.later.version), f"another version tried itself: {tried}")
    again = _update(world, "--check")
    require(again.code == 0 and "no newer version" in again.says, f"it said: {again.says}")
    left = [file.name for file in fetched(world).rglob("*.exe*")]
    require(not left, f"this is left of what was fetched: {left}")
    return f"{says}\n{tried}"


def _update(world: World, *words: str) -> Answer:
    share = world.prefix.windows(world.prefix.drive / SHARE)
    return world.cli(world.own, "update", *words, "--from", share, seconds=_PATIENCE)


def _refused(world: World, words: str) -> str:
    answer = _update(world)
    require(answer.code == 1, f"it should be refused, and ended with {answer.code}: {answer.says}")
    require(words in answer.says, f"it should say “{words}”, and said: {answer.says}")
    return answer.says.splitlines()[-1]


def _change_a_byte(file: Path) -> None:
    with file.open("r+b") as opened:
        middle = file.stat().st_size // 2
        opened.seek(middle)
        byte = opened.read(1)[0]
        opened.seek(middle)
        opened.write(bytes([byte ^ 1]))


def fetched(world: World) -> Path:
    """Where the program of the person keeps an installer that it fetched."""
    return world.prefix.profile / "AppData" / "Local" / "Caseroom" / "Cache" / "updates"
