"""A backup of an office on a server: made by the command line, tried, and laid out in a folder."""

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_waiting import until


def play(stage: Stage) -> None:
    """The administrator tries the file in the window; the supervisor works in what came of it."""
    visit = Visit(stage, "dana")
    clients = visit.look("clients")
    file, folder = stage.folder / "night.caseroom-backup", stage.folder / "Laid out"
    passwords = {"CASEROOM_PASSWORD": visit.passwords["dana"], "CASEROOM_SERVER_PASSWORD": ""}
    where = ("--office", visit.place, "--user", "dana", "--login", "postgres")
    made = stage.answer("backup", *where, "--to", str(file), env=passwords)
    assert made["verified"] and made["whole"], made

    visit.go("Office")
    parts = visit.window.find("Parts of the office", "list")
    parts.cell("Backups").click()
    visit.window.shows("Last made by this command")
    visit.window.find("Fire drill…", "button").click()
    visit.save_file_as("Try a backup", file)
    visit.window.shows("it is sound", seconds=60)
    stage.picture("tried")

    visit.window.find("Restore into a new folder…", "button").click()
    visit.program.window("Restore a backup").find("File name", "field").type(str(file))
    keys("Return")  # what comes has the same title
    dialog = until(lambda: asking(visit), "what the file holds, and where it goes")
    dialog.shows(f"{len(clients)} clients")
    dialog.find("New folder", "field").type(str(folder))
    stage.picture("restoring")
    dialog.find("Restore", "button").click()
    dialog.shows("To work in it, sign out", seconds=60)
    dialog.find("Close", "button").click()
    visit.program.window_gone("Restore a backup")

    parts.cell("Shape of the log").click()
    visit.window.find("Verify the log", "button").click()
    visit.window.shows("The log is whole", seconds=30)
    visit.program.process.terminate()
    until(lambda: not visit.program.running, "the program to end")

    visit.who, visit.place = "sam", str(folder)
    visit.program = stage.open(visit.place)
    visit.window = visit.sign_in()
    stage.picture("in a folder")
    assert visit.look("clients") == clients


def asking(visit: Visit) -> Node | None:
    """The dialog that asks for a folder, once it is there."""
    windows = visit.program.windows()
    return next((one for one in windows if any(one.find_all("New folder", "field"))), None)
