"""Steps: the setup's own pages, in both languages, as a person sees them."""

from collections.abc import Sequence

from installers.windows.rehearsal.steps import require
from installers.windows.rehearsal.world import World

_TITLES = {"en": "Caseroom Setup", "es": "Instalación de Caseroom"}
_REMOVAL = {"en": "Caseroom Uninstall", "es": "Desinstalación de Caseroom"}


def in_english(world: World) -> str:
    """From the first page to the last, and the program is there."""
    world.begin_without()
    begun = world.prefix.begin(world.now.packages.setup, "/LANG=en")
    _turn(world, "en", ("welcome", "whom", "folder"))
    title = _TITLES["en"]
    world.screen.press(title, "Return")
    done = world.wait((world.own / "Uninstall.exe").exists, 300)
    require(done, "it was not installed")
    require(world.wait(world.own_shortcut.exists, 60), "there is no shortcut")
    world.picture("setup-en-4-done")
    world.screen.press(title, "space")  # not started at once
    world.screen.press(title, "Return")
    require(world.screen.wait_until_gone(title, 60), "the setup's window stayed")
    begun.wait(60)
    world.close(world.own)
    return world.require_files(world.now, world.own)


def in_spanish(world: World) -> str:
    """The pages before anything is changed, and the first one of the removal."""
    world.begin_without()
    begun = world.prefix.begin(world.now.packages.setup, "/LANG=es")
    _turn(world, "es", ("welcome", "whom", "folder"))
    begun.kill()
    world.prefix.end_all()
    require(not world.own.exists(), "it installed something before it was told to")
    world.require_installs(world.now)
    for language in ("es", "en"):
        begun = world.prefix.begin(world.own / "Uninstall.exe", f"/LANG={language}")
        world.require_window("Caseroom")
        world.picture(f"removal-{language}")
        begun.kill()
        world.prefix.end_all()
    return world.require_files(world.now, world.own)


def _turn(world: World, language: str, pages: Sequence[str]) -> None:
    title = _TITLES[language]
    world.require_window(title)
    for number, page in enumerate(pages, 1):
        world.picture(f"setup-{language}-{number}-{page}")
        if page != pages[-1]:
            world.screen.press(title, "Return")
