"""A new office from the wizard, and its recovery code when the password is forgotten."""

import re

from tests.acceptance.stage import Stage
from tests.drivers.atspi_waiting import until

PASSWORD = "granite willow teapot 82"
ANOTHER = "copper meadow harbor 19"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")


def play(stage: Stage) -> None:
    """Make an office with the wizard, sign in to it, and come back by the recovery code."""
    folder = stage.folder / "Harbor House"
    program = stage.open()
    window = program.window("sign in")
    window.shows("No office has been opened on this computer yet.")
    window.find("New office or sample…", "button").click()
    wizard = program.window("Set up Caseroom", "dialog")
    wizard.find("Next", "button").click()
    wizard.find("Name of the office", "field").type("Harbor House")
    wizard.find("Folder", "field").type(str(folder))
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

    again = stage.open(str(folder))
    window = again.window("sign in")
    window.find("User name", "field").reads("dana")
    window.find("Forgotten password…", "button").click()
    dialog = again.window("Forgotten password", "dialog")
    dialog.find("Recovery code", "field").type(code.lower())
    dialog.find("New password", "field").type(ANOTHER)
    dialog.find("New password again", "field").type(ANOTHER)
    stage.picture("recovery")
    dialog.find("Set password and sign in", "button").click()
    again.window("Harbor House")
    again.process.terminate()
    until(lambda: not again.running, "the program to end")
    environment = {"CASEROOM_PASSWORD": ANOTHER}
    checked = stage.answer("check", "--office", str(folder), "--user", "dana", env=environment)
    assert checked == {"ok": True, "findings": []}
