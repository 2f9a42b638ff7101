"""A sealed file: made, used in a window of its own, locked with the office, closed to others."""

import re

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_waiting import until

LABEL = "Zellermoor matter"


def play(stage: Stage) -> None:
    """The supervisor keeps a family from everybody; the administrator sees that one is kept."""
    visit = Visit(stage, "sam")
    main = visit.window
    visit.go("Sealed files")
    main.find("Seal a new file", "button")  # or the key comes before the page
    keys("ctrl+n")
    dialog = visit.program.window("Seal a new file")
    dialog.find("Name of the file", "field").type(LABEL)
    stage.picture("new")
    dialog.find("Seal", "button").click()
    visit.program.window_gone("Seal a new file")
    main.find("Sealed files", "table").cell(LABEL).click()
    keys("Return")

    sealed = visit.program.window("Sealed file")
    sealed.shows(re.compile(f"^Sealed: {LABEL}. Only .* can read this"))
    sealed.find("Clients", "check").click()
    sealed.find("New client", "button").click()
    intake = visit.program.window("New client")
    intake.find("First name", "field").type("Zoltan")
    intake.find("Last name", "field").type("Zellermoor")
    intake.find("Save client", "button").click()
    visit.program.window_gone("New client")
    sealed.shows("Zoltan Zellermoor")
    stage.picture("sealed")
    assert not [client for client in visit.look("clients") if "Zellermoor" in str(client)]

    assert "Zellermoor" in visit.program.outline()
    keys("ctrl+l")
    locked = visit.program.window("Caseroom — locked")
    stage.picture("locked")
    assert [node.name for node in visit.program.windows()] == [locked.name], "a window is seen"
    assert "Zellermoor" not in visit.program.outline()
    locked.find("Password", "field").type(visit.passwords["sam"])
    keys("Return")
    sealed = visit.program.window("Sealed file")
    sealed.shows("Zoltan Zellermoor")
    sealed.find("Close this file", "button").click()
    visit.program.window_gone("Sealed file")
    until(lambda: visit.program.running, "the office's window stays")

    other = visit.beside("dana")
    other.go("Sealed files")
    other.window.shows("There is 1 sealed file that you do not belong to.")
    assert "Zellermoor" not in other.program.outline()
    assert "Zellermoor" in visit.program.outline()  # in the list of who may open it
    stage.picture("others")
