"""A mistaken afternoon is undone: a backup takes the office's place, and is put back again."""

import re

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import until

NAME = "Harbor House Family Services"
REMARK = "Zellermoor retreat"


def play(stage: Stage) -> None:
    """By the administrator, mostly with the keyboard; a form that was begun survives a kill."""
    visit = Visit(stage, "dana")
    visit.go("Office")
    part(visit, "Hours and closures")
    visit.window.find("Add a closure", "button").click()
    dialog = visit.program.window("Add a closure")
    dialog.find("Why", "field").type(REMARK)
    until(
        lambda: [one for one in visit.look("drafts", "dana") if REMARK in one["body"]],
        "what is typed, kept",
        25,
    )
    visit.program.process.kill()
    visit.program.ended()

    visit.program = stage.open(visit.place)
    visit.window = visit.sign_in()
    visit.window.shows("Something was not saved last time: Add a closure")
    visit.window.find("Go on with it", "button").click()
    part(visit, "Hours and closures")
    visit.window.find("Add a closure", "button").click()
    dialog = visit.program.window("Add a closure")
    dialog.shows("You had begun this on")
    stage.picture("begun")
    dialog.find("Go on with it", "button").click()
    dialog.find("Why", "field").reads(REMARK)
    keys("Escape")
    visit.program.window("Unsaved changes").find("Discard changes", "button").click()

    part(visit, "Backups")
    visit.window.find("Back up now", "button").click()
    visit.window.shows("Backed up and verified")
    clients = len(visit.look("clients"))
    visit.go("Clients")
    visit.window.find("New client", "button")  # or the key comes before the page
    keys("ctrl+n")
    intake = visit.program.window("New client")
    intake.find("First name", "field").type("Aldous")
    intake.find("Last name", "field").type("Zellermoor")
    intake.find("Save client", "button").click()
    until(lambda: len(visit.look("clients")) == clients + 1, "one client more")

    replace(visit, stage, "Replace the office by it…", "before")
    assert len(visit.look("clients")) == clients
    replace(visit, stage, "Put back what was set aside…", "back")
    assert len(visit.look("clients")) == clients + 1

    visit.go("Office")
    part(visit, "Shape of the log")
    visit.window.find("Verify the log", "button").click()
    visit.window.shows("The log is whole")
    stage.picture("shape")


def part(visit: Visit, name: str) -> None:
    """Go to a part of the office's page."""
    visit.window.find("Parts of the office", "list").cell(name).click()


def replace(visit: Visit, stage: Stage, button: str, picture: str) -> None:
    """Ask for it, confirm with the office's name, read what came of it, and sign in again."""
    visit.go("Office")
    part(visit, "Backups")
    visit.window.find(button, "button")
    if button.startswith("Replace"):
        visit.window.find("Backups", "table").cell(re.compile(f"{NAME}.*")).click()
    visit.window.find(button, "button").click()
    dialog = visit.program.window("Replace the office")
    dialog.shows("Nothing is deleted")
    until(lambda: dialog.find("Replace the office", "button").is_("enabled"), "compared")
    stage.picture(picture)
    type_text(NAME)  # the cursor is there already
    dialog.find("The office’s name, to confirm", "field").reads(NAME)
    keys("Tab", "Tab", "space")
    done = visit.program.window("replacing the office")
    done.shows("The office was replaced", 30)
    stage.picture(f"{picture}, done")
    keys("Return")
    visit.window = visit.sign_in()
