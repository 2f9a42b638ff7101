"""Steps: the program goes, and what is the people's stays."""

from installers.windows.rehearsal import state
from installers.windows.rehearsal.steps import require
from installers.windows.rehearsal.world import POINTER, World

# Where the program keeps what is the person's: settings, logs, drafts, what was seen last.
_OF_THE_PERSON = "Caseroom"
_OURS = "Offices"


def leaves_what_is_not_its_own(world: World) -> str:
    """Removed after use: the office, the settings, and what somebody put beside it stay."""
    kept = world.belongings.give(world.own / "notes of somebody.txt")
    kept.write_text("mine\n")
    office = world.prefix.drive / "Offices" / "Harbor House"
    before = {file: file.stat().st_size for file in office.rglob("*") if file.is_file()}
    require(bool(before), "there is no office to look after")
    world.uninstall(world.own)
    after = {file: file.stat().st_size for file in office.rglob("*") if file.is_file()}
    require(before == after, "the office was touched")
    require([*world.own.iterdir()] == [kept], f"this is left: {[*world.own.iterdir()]}")
    kept.unlink()
    world.own.rmdir()
    world.own.parent.rmdir()  # the uninstaller left it, since there was something in it
    return f"{len(before)} files of the office are as they were"


def goes_with_its_pointer(world: World) -> str:
    """Removed with the pointer that /OFFICE wrote: that goes too, and the office it names stays."""
    require((world.own / POINTER).is_file(), "there is no pointer to be removed")
    return leaves_what_is_not_its_own(world)


def leaves_nothing_else(world: World) -> str:
    """Against the Windows before the first setup, only the office and the settings are new."""
    world.prefix.settle()
    before = world.known["before"]
    assert isinstance(before, state.State)
    new = state.left_over(before, state.state_of(world.prefix.folder))
    other = [line for line in new if not _is_the_persons(line)]
    require(not other, "this is left:\n" + "\n".join(other[:20]))
    settings = [line for line in new if _OF_THE_PERSON in line]
    require(bool(settings), "the settings are gone")
    return f"{len(new)} lines of office and settings"


def _is_the_persons(line: str) -> bool:
    parts = line.split("/")
    if parts[0] == _OURS:
        return True
    # The keyring is the person's too: their entries, and what Windows makes for the first of them.
    return "AppData" in parts and (_OF_THE_PERSON in parts or "caseroom" in parts)
