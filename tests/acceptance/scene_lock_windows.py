"""Locking with a report in front and questions before it: nothing of them is to be read."""

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys


def play(stage: Stage) -> None:
    """A preview with the printer's dialog, then a form with a question before it."""
    visit = Visit(stage, "sam")
    number = visit.next_hearing["case"]
    window = visit.window
    visit.go("Reports")
    window.find("Reports and exports", "table").cell("Court report").click()
    window.find("Case number", "field").type(number)
    window.find("Show", "button").click()
    pages = window.shows("pages").text
    assert any("Report to the court" in words for words in visit.program.readable())
    keys("ctrl+p")
    printing = visit.program.window("Print")
    secrets = (number, "Report to the court", "Harbor House")
    locked_and_unlocked(stage, visit, secrets, "print")
    printing = visit.program.window("Print")
    stage.picture("print again")
    printing.find("Cancel", "button").click()
    visit.program.window_gone("Print")
    window.shows(pages)

    client = visit.look("clients")[0]
    visit.find(f"{client['first']} {client['last']}")
    window.shows(client["number"])
    window.find("Edit client", "button")  # or the key comes before the file
    keys("F2")
    form = visit.program.window("Change client")
    form.find("Preferred first name", "field").type("Zellermoor")
    keys("Escape")
    visit.program.window("Unsaved changes")
    secrets = (client["number"], client["last"], "Zellermoor", "Change client", "Unsaved changes")
    locked_and_unlocked(stage, visit, secrets, "question")
    visit.program.window("Unsaved changes").find("Keep editing", "button").click()
    form = visit.program.window("Change client")
    form.find("Preferred first name", "field").reads("Zellermoor")


def locked_and_unlocked(stage: Stage, visit: Visit, secrets: tuple[str, ...], picture: str) -> None:
    """Lock from the dialog in front, see that nothing can be read, and come back."""
    readable = list(visit.program.readable())
    for secret in secrets:
        assert any(secret in words for words in readable), f"{secret} is not there to be hidden"
    keys("ctrl+l")
    locked: Node = visit.program.window("Caseroom — locked")
    stage.picture(f"{picture} locked")
    readable = list(visit.program.readable())
    for secret in secrets:
        found = [words for words in readable if secret in words]
        assert not found, f"{secret} can be read while it is locked: {found}"
    locked.find("Password", "field").type(visit.passwords["sam"])
    keys("Return")
    visit.program.window_gone("Caseroom — locked")
