"""The driver finds, reads and uses one of each control of a small window that is not Caseroom's."""

from tests.acceptance.stage import Stage
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_waiting import NotThere, until


def play(stage: Stage) -> None:
    """A person is entered, found in the table, and the rest of the window is visited."""
    program = stage.start(stage.python, "-m", "tests.acceptance.small_window")
    window = program.window("Small window")

    window.find("Enabled soon", "button").click()
    window.shows("Pressed")

    keys("ctrl+n")
    dialog = program.window("New person", "dialog")
    dialog.find("Save", "button").click()
    dialog.shows("Enter a full name.")
    name = "José Núñez-O'Hara & Søn"
    dialog.find("Full name", "field").type(name).reads(name)
    dialog.find("Language", "choice").choose("Vietnamese")
    dialog.find("Consent on file", "check").tick()
    dialog.find("Notes", "field").type("First line.\nSecond line.")
    dialog.find("Notes", "field").add(" Third.")
    dialog.find("Save", "button").click()
    program.window_gone("New person")

    window.shows("1 person, with consent: First line.\nSecond line. Third.")
    people = window.find("People", "table")
    assert people.rows == 1
    people.cell(name).click()
    assert people.cell("Vietnamese").role == "table cell"

    window.find("Tasks", "tab").click()
    window.find("Tasks", "list").cell("Task 3").double_click()
    window.shows("Opened Task 3")
    window.lacks("People", "table")

    window.find("Long page", "tab").click()
    window.find("At the end", "button").click()
    window.shows("Reached the end")

    assert stage.picture("small-window").stat().st_size > 1000
    try:
        window.find("No such control", "button", seconds=0.3)
    except NotThere as missing:
        assert "No such control" in str(missing)
    else:
        raise AssertionError("found a control that is not there")

    program.process.terminate()
    until(lambda: not program.running, "the program to end")
