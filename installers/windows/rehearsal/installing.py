"""Steps: installing in each way, and what Windows is told."""

import json
from pathlib import Path

from installers import file_list
from installers.windows.rehearsal import certificate, state
from installers.windows.rehearsal.steps import Failed, require
from installers.windows.rehearsal.world import ENTRY, KEY, POINTER, UNINSTALLER, World

_OFFICE = r"\\server\share\Peñasco House"


def leaves_nothing(world: World) -> str:
    """Installed and removed again, nothing is left in the files or the registry."""
    world.prefix.settle()
    before = state.state_of(world.prefix.folder)
    world.known["before"] = before
    world.require_installs(world.now, f"/OFFICE={_OFFICE}")
    world.require_files(world.now, world.own, [POINTER])
    world.uninstall(world.own)
    after = state.state_of(world.prefix.folder)
    left = state.left_over(before, after) + state.lost(before, after)
    require(not left, "before and after differ:\n" + "\n".join(left[:20]))
    return f"{len(before.files)} files and {len(before.registry)} lines of the registry compared"


def silently(world: World) -> str:
    """Without a question, for one person."""
    says = world.require_installs(world.now)
    require("is installed in" in says, f"the setup said: {says}")
    require(world.own_shortcut.is_file(), "there is no shortcut in the Start menu")
    return world.require_files(world.now, world.own)


def is_told_to_windows(world: World) -> str:
    """Apps & features, the file association and the program's own key."""
    windows = world.prefix.windows
    expected = {
        (rf"HKCU\{KEY}", "InstallDir"): windows(world.own),
        (rf"HKCU\{KEY}", "Version"): world.now.version,
        (rf"HKCU\{ENTRY}", "DisplayName"): "Caseroom",
        (rf"HKCU\{ENTRY}", "DisplayVersion"): world.now.version,
        (rf"HKCU\{ENTRY}", "Publisher"): "Caseroom",
        (rf"HKCU\{ENTRY}", "UninstallString"): f'"{windows(world.own / UNINSTALLER)}"',
        (rf"HKCU\{ENTRY}", "QuietUninstallString"): f'"{windows(world.own / UNINSTALLER)}" /S',
        (r"HKCU\Software\Classes\.caseroom", ""): "Caseroom.Office",
        (r"HKCU\Software\Classes\Caseroom.Office", ""): "Caseroom office",
        (r"HKCU\Software\Classes\Caseroom.Office\shell\open\command", ""): (
            f'"{windows(world.own / "Caseroom.exe")}" "%1"'
        ),
    }
    for (key, name), value in expected.items():
        found = world.prefix.registry(key, name)
        require(found == value, f"{key} {name or '(its own value)'} is {found!r}, not {value!r}")
    size = int(world.prefix.registry(rf"HKCU\{ENTRY}", "EstimatedSize"), 16)
    listed = sum(file.size for file in file_list.read_list(world.now.packages.files)) / 1024
    require(abs(size - listed) < 2, f"it says that it has {size} KB, and has {listed:.0f}")
    return f"{len(expected) + 1} values; {size} KB"


def is_signed(world: World) -> str:
    """By the command that the environment gave, with the rehearsal's certificate."""
    files = [world.own / name for name in ("Caseroom.exe", "caseroom-cli.exe", UNINSTALLER)]
    files.append(world.now.packages.setup)
    for file in files:
        certificate.require_signed(file, world.keys)
    return ", ".join(file.name for file in files)


def for_all_users(world: World) -> str:
    """/ALLUSERS beside one's own: both are whole, and each goes without the other."""
    world.require_installs(world.now, "/ALLUSERS")
    world.require_files(world.now, world.common)
    world.require_files(world.now, world.own)
    require(world.common_shortcut.is_file(), "there is no shortcut in everybody's Start menu")
    found = world.prefix.registry(rf"HKLM\{KEY}", "InstallDir")
    require(found == world.prefix.windows(world.common), f"HKLM says it is in {found!r}")
    world.require_version(world.now, world.common)
    world.uninstall(world.common)
    require(not world.common.exists(), "its folder is still there")
    require(not world.common_shortcut.exists(), "its shortcut is still there")
    require(not world.prefix.registry(rf"HKLM\{KEY}", "InstallDir"), "HKLM still knows of it")
    world.require_files(world.now, world.own)
    return "one's own stayed"


def takes_over_what_is_there(world: World) -> str:
    """Without a switch, where there is only one for all users, that is brought up to date."""
    world.require_installs(world.now, "/ALLUSERS")
    world.require_installs(world.later)
    world.require_files(world.later, world.common)
    require(not world.own.exists(), "it was installed a second time, for one person")
    world.uninstall(world.common)
    return ""


def points_at_an_office(world: World) -> str:
    """/OFFICE writes the pointer that a fresh PC offers first, and an upgrade keeps it."""
    folder: Path = world.prefix.drive / "Offices" / "Harbor House"
    text = ""
    for office in ("postgresql://db.example/harbor", world.prefix.windows(folder)):
        world.require_installs(world.now, f"/OFFICE={office}")
        world.require_files(world.now, world.own, [POINTER])
        text = (world.own / POINTER).read_text(encoding="utf-8")
        if text != json.dumps({"caseroom": 1, "office": office}) + "\n":
            raise Failed(f"the pointer says {text!r}")
    return text.strip()


def refuses_an_office(world: World) -> str:
    """Nobody's records belong into a program's folder."""
    office = world.prefix.drive / "Offices" / "Harbor House"
    before = sorted(str(file) for file in office.rglob("*"))
    # A folder after /D= stands without quotation marks: Wine would put them around one word.
    words = f"/D={world.prefix.windows(office)}".split(" ")
    answer = world.install(world.now, "/CURRENTUSER", *words)
    require(answer.ended_with(87), f"the setup ended with {answer.code}: {answer.says}")
    require(before == sorted(str(file) for file in office.rglob("*")), "it changed the office")
    return answer.says
