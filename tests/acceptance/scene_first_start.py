"""A new office from the wizard, and its recovery code when the password is forgotten."""

import re

from tests.acceptance.sample import MAKER, MAKERS_PASSWORD
from tests.acceptance.stage import Stage
from tests.drivers.atspi import Node
from tests.drivers.atspi_program import Program
from tests.drivers.atspi_waiting import until

PASSWORD = "granite willow teapot 82"
ANOTHER = "copper meadow harbor 19"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")


def play(stage: Stage) -> None:
    """Make an office with the wizard, sign in to it, and come back by the recovery code."""
    place = stage.empty_place()
    program = stage.open()
    window = program.window("sign in")
    window.shows("No office has been opened on this computer yet.")
    window.find("New office or sample…", "button").click()
    wizard = program.window("Set up Caseroom", "dialog")
    wizard.find("Next", "button").click()
    wizard.find("Name of the office", "field").type("Harbor House")
    if stage.on_server:
        name_server(stage, wizard, place)
    else:
        wizard.find("Folder", "field").type(place)
        stage.picture("office-step")
        wizard.find("Next", "button").click()
    wizard.find("Your name", "field").type("Dana Whitfield")
    wizard.find("User name", "field").type("dana")
    wizard.find("New password", "field").type(PASSWORD)
    wizard.find("New password again", "field").type(PASSWORD)
    stage.picture("administrator-step")
    wizard.find("Make the office", "button").click()
    wizard.shows("The recovery code")
    code = wizard.shows(CODE).name.removeprefix("Recovery code ")
    stage.picture("recovery-step")
    wizard.find("I have put it away", "check").tick()
    wizard.find("Finish", "button").click()
    program.window_gone("Set up Caseroom")

    window.find("User name", "field").reads("dana")
    window.find("Password", "field").type("not the password at all")
    window.find("Sign in", "button").click()
    window.shows("The user name or the password is wrong.")
    stage.picture("refused")
    window.find("Password", "field").type(PASSWORD)
    window.find("Sign in", "button").click()
    program.window("Harbor House")
    stage.picture("main-window")
    program.process.terminate()
    until(lambda: not program.running, "the program to end")

    again = stage.open(place)
    window = again.window("sign in")
    window.find("User name", "field").reads("dana")
    window.find("Forgotten password…", "button").click()
    if stage.on_server:
        recover_outside(stage, again, place, code)
    else:
        recover(stage, again, code)
    again.window("Harbor House", seconds=30)
    again.process.terminate()
    until(lambda: not again.running, "the program to end")
    environment = {"CASEROOM_PASSWORD": ANOTHER}
    checked = stage.answer("check", "--office", place, "--user", "dana", env=environment)
    assert checked == {"ok": True, "findings": []}


def name_server(stage: Stage, wizard: Node, place: str) -> None:
    """An empty database, and the login of its owner."""
    wizard.find("On a server", "radio").click()
    stage.picture("office-step")
    wizard.find("Next", "button").click()
    wizard.shows("The server")
    wizard.find("Address", "field").type(place)
    wizard.find("Login", "field").type(MAKER)
    wizard.find("Password of the login", "field").type("not the password at all")
    wizard.find("Next", "button").click()
    wizard.shows("The server does not take this name and password.")
    wizard.find("Password of the login", "field").type(MAKERS_PASSWORD)
    stage.picture("server-step")
    wizard.find("Next", "button").click()


def recover(stage: Stage, program: Program, code: str) -> None:
    """The dialog takes the code and a new password, and signs in."""
    dialog = program.window("Forgotten password", "dialog")
    dialog.find("Recovery code", "field").type(code.lower())
    dialog.find("New password", "field").type(ANOTHER)
    dialog.find("New password again", "field").type(ANOTHER)
    stage.picture("recovery")
    dialog.find("Set password and sign in", "button").click()


def recover_outside(stage: Stage, program: Program, place: str, code: str) -> None:
    """The dialog says who does it and how; then one signs in with the new password."""
    dialog = program.window("Forgotten password", "dialog")
    dialog.shows(re.compile("caseroom recover --office .* --user dana --login OWNER"))
    stage.picture("recovery")
    dialog.find("Close", "button").click()
    program.window_gone("Forgotten password")
    environment = {
        "CASEROOM_RECOVERY_CODE": code.lower(),
        "CASEROOM_PASSWORD": ANOTHER,
        "CASEROOM_SERVER_PASSWORD": MAKERS_PASSWORD,
    }
    who = ("--office", place, "--user", "dana", "--login", MAKER)
    assert stage.answer("recover", *who, env=environment)["user"] == "dana"
    window = program.window("sign in")
    window.find("Password", "field").type(ANOTHER)
    window.find("Sign in", "button").click()
