"""A colleague's first day: an account, a one-time password, a password that only they know."""

import re
from pathlib import Path

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys

OWN = "seven quiet harbors 15"


def play(stage: Stage) -> None:
    """The administrator makes the account and leaves; the colleague signs in and must choose."""
    visit = Visit(stage, "dana")
    window = visit.window
    visit.go("Office")
    window.find("Parts of the office", "list").cell("Staff").click()
    window.find("Add a person", "button").click()
    dialog = visit.program.window("Add a person")
    dialog.find("Add person", "button").click()
    dialog.shows("“Name” is needed.")
    dialog.find("Name", "field").type("Otto Frank")
    dialog.find("User name", "field").type("rita")
    dialog.find("Role", "choice").choose("Receptionist")
    dialog.find("Add person", "button").click()
    dialog.shows("The user name “rita” is taken.")
    dialog.find("User name", "field").type("otto")
    dialog.find("Add person", "button").click()
    shown = visit.program.window("One-time password for Otto Frank")
    label = shown.find(re.compile("^One-time password: "), "label")
    once = label.name.removeprefix("One-time password: ")
    keys("Escape")
    shown.shows(once)
    shown.find("I have passed it on", "check").tick()
    shown.find("Close", "button").click()
    visit.program.window_gone("One-time password")
    window.find("Staff", "table").cell("Otto Frank")
    stage.picture("staff")

    window.find("Sign out", "button").click()
    visit.program.window_gone("— Caseroom")
    door = visit.program.window("sign in", seconds=60)
    if not stage.on_server:  # whoever keeps the server keeps its backups
        (backup,) = (Path(visit.place) / "backups").glob("*.caseroom-backup")
        assert backup.stat().st_size > 100_000

    door.find("User name", "field").type("otto")
    door.find("Password", "field").type(once)
    door.find("Sign in", "button").click()
    choosing = visit.program.window("Choose a new password")
    choosing.find("New password", "field").type("short")
    choosing.find("New password again", "field").type("short")
    choosing.find("Set password", "button").click()
    choosing.shows("A password has at least 15 characters")
    choosing.find("New password", "field").type(OWN)
    choosing.find("New password again", "field").type(OWN)
    choosing.find("Set password", "button").click()
    window = visit.program.window("— Caseroom", seconds=30)
    window.shows("Otto Frank, receptionist")
    window.find("Office", "check").click()
    parts = window.find("Parts of the office", "list")
    parts.cell("My settings")
    parts.cell("Leave")
    parts.cell("Updates")
    assert parts.rows == 3
    stage.picture("first-day")

    window.find("Sign out", "button").click()
    door = visit.program.window("sign in", seconds=30)
    door.find("User name", "field").type("otto")
    door.find("Password", "field").type(once)
    door.find("Sign in", "button").click()
    door.shows("The user name or the password is wrong.")
    door.find("Password", "field").type(OWN)
    door.find("Sign in", "button").click()
    visit.program.window("— Caseroom", seconds=30).shows("Otto Frank, receptionist")
