"""Step: another PC has brought the office to a newer schema; who comes with the program of before
is refused, and installs the new version from the sign-in.

The version after the next one is the next one with one more migration. On the other PC it is
unpacked from its .zip, and an administrator upgrades the office with its command line.
"""

import shutil
import zipfile
from pathlib import Path

from installers.windows.rehearsal import in_window, releasing, starting
from installers.windows.rehearsal.steps import require
from installers.windows.rehearsal.updating import SHARE, fetched
from installers.windows.rehearsal.upgrading import is_whole
from installers.windows.rehearsal.wine import Answer
from installers.windows.rehearsal.world import World

_INSTALL = "alt+v"  # “Install the new version…”; before that is there, a letter in the password
_PLACES = "update_places"  # so this computer's settings call where it heard that updates lie
_PATIENCE = 300
_UNTIL_FOUND, _BETWEEN = 90, 3


def installs_from_the_sign_in(world: World) -> str:
    """Too old for the office: refused, “Install the new version…”, and in with that one."""
    world.begin_without()
    world.require_installs(world.now)
    releasing.lay_out(world.fresh_folder(SHARE), world.much_later, world.keys)
    in_window.name_the_folder(world)
    pointer = starting.pointer_to_office(world)
    _hears_where_updates_lie(world, pointer)
    elsewhere = _upgrade_on_another_pc(world)
    refused = _require_refusal(world)
    before = world.prefix.begin(world.own / "Caseroom.exe", pointer)
    in_window.offer_password(world)
    asked = f"Caseroom {world.much_later.version}"
    require(world.wait(lambda: _is_asked(world, asked), _UNTIL_FOUND), "nothing was offered")
    world.picture("door-2-asked")
    world.screen.press(asked, "Return")
    before.wait(_PATIENCE)  # not by the window's end: another one follows
    world.require_window(in_window.SIGN_IN, _PATIENCE)
    says = is_whole(world, world.much_later)
    in_window.sign_in(world)
    world.picture("door-3-in")
    gone = world.wait(lambda: not [*fetched(world).rglob("*.exe*")], _UNTIL_FOUND)
    require(gone, "the installer that was fetched is left")
    world.close(world.own)
    in_window.is_in_order(world)
    return f"{elsewhere}\n{refused}\n{says}"


def _hears_where_updates_lie(world: World, pointer: Path) -> None:
    """By being in the office once, before it is upgraded."""
    program = world.prefix.begin(world.own / "Caseroom.exe", pointer)
    in_window.sign_in(world)
    settings = world.prefix.profile / "AppData" / "Local" / "Caseroom" / "settings.json"
    heard = world.wait(lambda: _PLACES in settings.read_text("utf-8"), _UNTIL_FOUND)
    require(heard, "it was not told where the office's updates lie")
    world.close(world.own)
    program.wait(60)


def _upgrade_on_another_pc(world: World) -> str:
    folder = world.fresh_folder("AnotherPC")
    with zipfile.ZipFile(world.much_later.packages.portable) as archive:
        archive.extractall(folder)
    program = next(folder.glob("*/Caseroom.exe")).parent
    answer = _of_administrator(world, program, "upgrade")
    require(answer.code == 0, f"upgrade ended with {answer.code}: {answer.says}")
    shutil.rmtree(folder)
    return answer.says.splitlines()[-1]


def _require_refusal(world: World) -> str:
    """The command line of the version of before says which one the office needs."""
    answer = _of_administrator(world, world.own, "check")
    needed = f"It needs version {world.much_later.version} of Caseroom"
    require(
        answer.code == 1 and needed in answer.says,
        f"it should be refused, and ended with {answer.code}: {answer.says}",
    )
    return answer.says.splitlines()[-1]


def _of_administrator(world: World, program: Path, verb: str) -> Answer:
    user, password = in_window.user(world, "administrator")
    office = starting.sample_office(world)
    more = {"CASEROOM_PASSWORD": password}
    return world.cli(program, verb, "--office", office, "--user", user, seconds=_PATIENCE, **more)


def _is_asked(world: World, title: str) -> bool:
    """The button comes once a newer version was found; a picture waits for it a little."""
    world.picture("door-1-refused")
    world.screen.press(in_window.SIGN_IN, _INSTALL)
    return world.screen.wait_for(title, _BETWEEN)
