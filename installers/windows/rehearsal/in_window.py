"""Step: a caseworker is told of a newer version, and installs it from the program's own window.

Everything by keyboard. That the office names the folder is done from this Linux, as if by an
administrator on another PC: the office is the same.
"""

import json
from contextlib import closing

from db.office import Office
from db.office.entering import enter, where_is
from db.operations.office_settings.updates import change_updates
from db.queries.drafts import my_drafts
from db.queries.updates import updates_form
from db.rules.update_place import UpdatesForm
from installers.windows.rehearsal import releasing, starting
from installers.windows.rehearsal.steps import require
from installers.windows.rehearsal.updating import SHARE, fetched
from installers.windows.rehearsal.upgrading import is_later
from installers.windows.rehearsal.world import World

SIGN_IN = "sign in"
_INSIDE, _PALETTE, _FOUND = "— Caseroom", "Find or do", "Newer version"
_MESSAGE, _BEGUN = "Take a message", "Kept across the update"
_PATIENCE = 300


def installs_from_its_window(world: World) -> str:
    """Signed in, told of it, “Install now”: closed, brought up to date, and open again."""
    world.begin_without()
    world.require_installs(world.now)
    share = world.fresh_folder(SHARE)
    releasing.lay_out(share, world.later, world.keys)
    name_the_folder(world)
    _begin_a_message(world)
    pointer = starting.pointer_to_office(world)
    before = world.prefix.begin(world.own / "Caseroom.exe", pointer)
    sign_in(world)
    world.picture("update-1-told")
    _look_for_newer(world)
    world.picture("update-2-found")
    world.screen.press(_FOUND, "Return")
    asked = f"Caseroom {world.later.version}"
    world.require_window(asked)
    world.picture("update-3-asked")
    world.screen.press(asked, "Return")
    before.wait(_PATIENCE)  # not by the window's end: another one follows
    world.require_window(SIGN_IN, _PATIENCE)
    world.picture("update-4-again")
    says = is_later(world)
    sign_in(world)
    _look_for_newer(world)
    world.picture("update-5-none")
    left = [file.name for file in fetched(world).rglob("*.exe*")]
    require(not left, f"this is left of what was fetched: {left}")
    world.close(world.own)
    _still_has_the_message(world)
    is_in_order(world)
    return says


def _begin_a_message(world: World) -> None:
    """Closed before it was sent: a draft of it is kept."""
    program = world.prefix.begin(world.own / "Caseroom.exe", starting.pointer_to_office(world))
    sign_in(world)
    world.screen.press(_INSIDE, "ctrl+m")
    world.require_window(_MESSAGE)
    world.screen.press(_MESSAGE, "Tab")  # from whom it is for to what it says
    world.screen.type(_MESSAGE, _BEGUN)
    world.picture("update-0-begun")
    world.close(world.own)
    program.wait(60)


def _still_has_the_message(world: World) -> None:
    with _entered(world, "caseworker") as office:
        kept = [str(draft.body) for draft in office.read(my_drafts)]
    require(any(_BEGUN in body for body in kept), f"the message begun before is gone: {kept}")


def is_in_order(world: World) -> None:
    """The installed program checks the sample office; raises `Failed`."""
    name, password = user(world, "administrator")
    folder, more = starting.sample_office(world), {"CASEROOM_PASSWORD": password}
    answer = world.cli(
        world.own, "check", "--office", folder, "--user", name, seconds=_PATIENCE, **more
    )
    require(answer.code == 0, f"check ended with {answer.code}: {answer.says}")


def _look_for_newer(world: World) -> None:
    world.screen.press(_INSIDE, "ctrl+k")
    world.require_window(_PALETTE)
    world.screen.type(_PALETTE, "Look for a newer version")
    world.screen.press(_PALETTE, "Return")
    world.require_window(_FOUND)


def sign_in(world: World) -> None:
    """As the sample office's caseworker."""
    offer_password(world)
    world.require_window(_INSIDE)


def offer_password(world: World) -> None:
    """The caseworker's, at the sign-in; what comes of it is not waited for."""
    name, password = user(world, "caseworker")
    world.require_window(SIGN_IN)
    world.screen.press(SIGN_IN, "alt+u", "ctrl+a")
    world.screen.type(SIGN_IN, name)
    world.screen.press(SIGN_IN, "Tab")
    world.screen.type(SIGN_IN, password)
    world.screen.press(SIGN_IN, "Return")


def name_the_folder(world: World) -> None:
    """The office says where its updates lie: in the folder that steps use as a share."""
    place = world.prefix.windows(world.prefix.drive / SHARE)
    with _entered(world, "administrator") as office:
        opened = office.read(updates_form)
        office.write(change_updates, UpdatesForm(place), opened.version)


def _entered(world: World, role: str) -> closing[Office]:
    """The sample office, entered from this Linux."""
    folder = starting.sample_office(world)
    return closing(enter(where_is(str(folder)), *user(world, role), device="rehearsal"))


def user(world: World, role: str) -> tuple[str, str]:
    """Name and password of the sample office's first user in this role."""
    users = json.loads(str(world.known["demo"]))["users"]
    found = next(one for one in users if one["role"] == role)
    return str(found["name"]), str(found["password"])
