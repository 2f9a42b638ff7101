"""A newer version in the office's shared folder, from the day it lies there to the next start."""

import shutil
import subprocess

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import until

NOTICE, PACKAGE = "caseroom-update.json", "caseroom_0.2.0_amd64.deb"
WORDS = "Mrs. Tannhaeuser showed the papers of the new flat"


def play(stage: Stage) -> None:
    """An administrator says where; a caseworker reads, says later, installs, and goes on typing."""
    here, share = stage.folder / "program", stage.folder / "share"
    for folder in (here, share):
        folder.mkdir()
    made = [*stage.run("tests.acceptance.as_installed"), "release", str(here)]
    subprocess.run(made, check=True, timeout=60)
    stage.installed = (str(here), "0.1.0")

    def put(kind: str) -> None:
        shutil.copyfile(here / kind / NOTICE, share / NOTICE)

    put("stranger")
    visit = Visit(stage, "dana")
    window = visit.window
    keys("ctrl+9")
    window.find("Parts of the office", "list").focus()
    type_text("Updates")
    where = window.find("Where they lie", "field")
    keys(where.access_key)
    type_text(str(share))
    keys(window.find("Save place", "button").access_key)
    window.shows("is signed by nobody whom this copy of Caseroom knows")
    stage.picture("stranger")
    for kind, says in (
        ("altered", "was changed after it was signed"),
        ("good", "There is a newer version of Caseroom: 0.2.0."),
        ("older", "this computer has seen one of version 0.2.0 before"),
    ):
        put(kind)
        keys(window.find("Look now", "button").access_key)
        window.shows(says)
    stage.picture("older")
    put("good")
    signed = (here / "good" / PACKAGE).read_bytes()
    (share / PACKAGE).write_bytes(bytes(len(signed)))
    visit.find("Sign out")

    visit.who = "ana"
    window = visit.window = visit.sign_in()
    window.shows("Caseroom 0.2.0 is ready to install.")
    stage.picture("band")
    window.find("What is new…", "button").click()
    asked = visit.program.window("Caseroom 0.2.0")
    asked.find("What is new", "field").reads("Groups have a picture.")
    asked.find("Later", "button").click()
    window.lacks("Caseroom 0.2.0 is ready to install.")

    number = next(case["number"] for case in visit.look("cases") if case["worker"] == "ana")
    visit.find(number)
    window.find("New note", "button").click()
    visit.program.window("Contact note").find("What happened", "field").type(WORDS)
    keys("ctrl+k")
    visit.find("Look for a newer version")
    found = visit.program.window("Newer version")
    found.find("Show what is new…", "button").click()
    _install(visit).shows("The installer is not the one that its notice describes")
    (share / PACKAGE).write_bytes(signed)
    _install(visit)
    assert visit.program.ended() == 0
    assert (here / "allowed").exists(), "nobody was asked for the rights"
    asked_for = (here / "asked").read_text(encoding="utf-8").split()
    assert asked_for[0] == "install-update" and "/updates/" in asked_for[1], asked_for
    assert (here / "installed" / PACKAGE).read_bytes() == signed
    assert (here / "installed" / NOTICE).read_bytes() == (share / NOTICE).read_bytes()
    until((here / "started").exists, "the new version to be started")
    assert stage.files_with("Tannhaeuser") == [], "what was typed lies there in plain words"

    stage.installed = (str(here), "0.2.0")
    visit.program = stage.open(visit.place)
    visit.window = visit.sign_in()
    visit.window.shows("Something was not saved last time: Contact note")
    stage.picture("offered")
    visit.window.find("Go on with it", "button").click()
    visit.program.window("Contact note").find("What happened", "field").reads(WORDS)
    visit.window.lacks("Caseroom 0.2.0 is ready to install.")


def _install(visit: Visit) -> Node:
    dialog = visit.program.window("Caseroom 0.2.0")
    dialog.find("Install now", "button").click()
    return dialog
