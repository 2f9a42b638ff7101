"""A set-up closes the program over a half-written message; a double click brings it back."""

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys

WORDS = "Mr. Quillfeather will bring the papers on Monday"


def play(stage: Stage) -> None:
    """Asked to close with a form open, ended, opened by a pointer, gone on with."""
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

    pointer = str(stage.folder / "Office.caseroom")
    told = stage.answer("pointer", "--office", visit.place, "--out", pointer)
    assert told == {"file": pointer, "office": visit.place}, told
    visit.program = stage.open(pointer)
    visit.window = visit.sign_in()
    visit.window.shows("Something was not saved last time: Phone message")
    visit.window.find("Go on with it", "button").click()
    dialog = visit.program.window("Take a message")
    dialog.find("Message", "field").reads(WORDS)

    again = stage.caseroom(pointer)  # a second double click: nothing but the window that is there
    assert (again.returncode, again.stderr) == (0, ""), again
    dialog.find("Message", "field").reads(WORDS)
