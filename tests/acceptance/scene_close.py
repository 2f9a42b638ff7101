"""A set-up asks the program to close while a message is being typed: the next sign-in offers it."""

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys

WORDS = "Mr. Quillfeather will bring the papers on Monday"


def play(stage: Stage) -> None:
    """Asked from the command line with a form open, ended, opened again, gone on with."""
    visit = Visit(stage, "rita")
    before = visit.look("messages", "rita")
    keys("ctrl+m")
    dialog = visit.program.window("Take a message")
    dialog.find("For", "choice").choose("Ana Ruiz")
    dialog.find("Message", "field").type(WORDS)
    told = stage.answer("close", "--wait", "60")
    assert told == {"closed": 1, "open": 0}, told
    assert visit.program.ended() == 0
    assert visit.look("messages", "rita") == before, "a message was sent by itself"
    assert stage.files_with("Quillfeather") == [], "what was typed lies there in plain words"
    assert stage.answer("close") == {"closed": 0, "open": 0}

    visit.program = stage.open(visit.place)
    visit.window = visit.sign_in()
    visit.window.shows("Something was not saved last time: Phone message")
    visit.window.find("Go on with it", "button").click()
    dialog = visit.program.window("Take a message")
    dialog.find("Message", "field").reads(WORDS)
