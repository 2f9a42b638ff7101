"""Steps: the installed program at work."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

from installers.windows.rehearsal.steps import Failed, require
from installers.windows.rehearsal.world import World

SIGN_IN = "Caseroom"


def tries_itself(world: World) -> str:
    """From the shortcut in the Start menu, with --self-test."""
    told = world.fresh_folder("SelfTest")
    world.prefix.run(
        "start", "/wait", world.own_shortcut, "--self-test", world.prefix.windows(told), seconds=300
    )
    return _read_self_test(world, told, "self-test")


def unpacked(world: World) -> str:
    """The portable .zip: unpacked anywhere, it starts and tries itself."""
    folder = world.fresh_folder("Unpacked")
    with zipfile.ZipFile(world.now.packages.portable) as archive:
        archive.extractall(folder)
    program = next(folder.glob("*/Caseroom.exe"))
    told = world.fresh_folder("SelfTestPortable")
    world.prefix.run(program, "--self-test", world.prefix.windows(told), seconds=300)
    return _read_self_test(world, told, "self-test-portable")


def opens_its_window(world: World) -> str:
    """From the shortcut, as a person does it: the sign-in window."""
    begun = world.prefix.begin("start", "/wait", world.own_shortcut)
    world.require_window(SIGN_IN)
    world.picture("sign-in")
    world.close(world.own)
    _end(begun)
    return f"windows: {world.screen.titles()}"


def makes_an_office(world: World) -> str:
    """The command line: a sample office, checked, and a report of it."""
    office = sample_office(world)
    folder = office.parent
    folder.mkdir(exist_ok=True)
    shutil.rmtree(office, ignore_errors=True)
    _well(world, "demo", office, "--clients", "30", "--seed", "7", "--no-open", "--json")
    known = json.loads(str(world.known["demo"]))
    user, password = _administrator(known)
    more = {"CASEROOM_PASSWORD": password}
    _well(world, "check", "--office", office, "--user", user, **more)
    paper = folder / "caseload.pdf"
    _well(world, "report", "caseload", "--office", office, "--user", user, "--out", paper, **more)
    require(paper.read_bytes().startswith(b"%PDF"), "the report is no PDF")
    return f"{paper.stat().st_size} bytes of PDF"


def opens_a_pointer(world: World) -> str:
    """A .caseroom file, double-clicked: the sign-in window with that office.

    Of an installation for all users: Wine 8 looks nowhere else for who opens a file.
    """
    world.require_installs(world.now, "/ALLUSERS")
    pointer = pointer_to_office(world)
    begun = world.prefix.begin("start", "/wait", pointer)
    world.require_window(SIGN_IN)
    world.picture("pointer")
    world.close(world.common)
    _end(begun)
    world.uninstall(world.common)
    return ""


def sample_office(world: World) -> Path:
    """Where it lies, once it was made."""
    return world.prefix.drive / "Offices" / "Harbor House"


def pointer_to_office(world: World) -> Path:
    """A file on the person's drive that names the sample office; it goes when the step ends."""
    office = world.prefix.windows(sample_office(world))
    pointer = world.belongings.give(world.prefix.profile / "Harbor House.caseroom")
    pointer.write_text(json.dumps({"caseroom": 1, "office": office}), "utf-8")
    return pointer


def offers_the_office(world: World) -> str:
    """Started on a fresh PC, it offers the office that the setup was told of."""
    begun = world.prefix.begin(world.own / "Caseroom.exe")
    world.require_window(SIGN_IN)
    world.picture("office-of-setup")
    world.close(world.own)
    _end(begun)
    return ""


def _read_self_test(world: World, told: Path, name: str) -> str:
    file = told / "self-test.json"
    require(file.is_file(), f"it wrote nothing into {told}")
    known = json.loads(file.read_text(encoding="utf-8"))
    world.pictures.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, world.pictures / f"{name}.json")
    if (told / "window.png").is_file():
        shutil.copyfile(told / "window.png", world.pictures / f"{name}.png")
    failed = [step for step in known["steps"] if not step["passed"]]
    if not known["passed"] or failed:
        raise Failed(
            "\n".join(f"{step['name']}: {step['says']}" for step in failed) or "not passed"
        )
    require(known["frozen"], "it is not the built program that ran")
    require((told / "window.png").is_file(), "it took no picture")
    named = ", ".join(f"{step['name']} {step['seconds']:.1f} s" for step in known["steps"])
    return f"{known['version']}, Python {known['python']}, Qt {known['qt']}: {named}"


def _well(world: World, verb: str, *words: str | Path, **more: str) -> None:
    answer = world.cli(world.own, verb, *words, seconds=400, **more)
    require(answer.code == 0, f"{verb} ended with {answer.code}: {answer.says}")
    world.known[verb] = answer.says


def _administrator(demo: dict[str, object]) -> tuple[str, str]:
    users = demo["users"]
    assert isinstance(users, list)
    for user in users:
        if user.get("role") == "administrator":
            return str(user["name"]), str(user["password"])
    raise Failed(f"the sample office has no administrator: {users}")


def _end(begun: subprocess.Popen[str]) -> None:
    try:
        begun.wait(60)
    except subprocess.TimeoutExpired:
        begun.kill()
        raise Failed("it did not end within a minute of being closed") from None
