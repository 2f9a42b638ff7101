"""The program is killed while a message is being typed: the next sign-in offers it again."""

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_waiting import until

WORDS = "Mr. Zellermoor asks to be called back on Friday"


def play(stage: Stage) -> None:
    """Killed without a warning, opened again, gone on with, and sent."""
    visit = Visit(stage, "rita")
    before = visit.look("messages", "rita")
    keys("ctrl+m")
    dialog = visit.program.window("Take a message")
    dialog.find("For", "choice").choose("Ana Ruiz")
    dialog.find("Message", "field").type(WORDS)
    until(
        lambda: [draft for draft in visit.look("drafts", "rita") if WORDS in draft["body"]],
        "the draft in the office",
        25,
    )
    visit.program.process.kill()
    visit.program.ended()
    assert visit.look("messages", "rita") == before, "a message was sent by itself"
    assert stage.files_with("Zellermoor") == [], "what was typed lies there in plain words"

    visit.program = stage.open(visit.place)
    visit.window = visit.sign_in()
    visit.window.shows("Something was not saved last time: Phone message")
    stage.picture("offered")
    visit.window.find("Go on with it", "button").click()
    dialog = visit.program.window("Take a message")
    dialog.find("Message", "field").reads(WORDS)
    dialog.find("Send message", "button").click()
    visit.program.window_gone("Take a message")
    sent = visit.fresh("messages", before, "rita")
    assert (sent["for"], sent["text"]) == ("Ana Ruiz", WORDS), sent
    until(lambda: not visit.look("drafts", "rita"), "the draft to be gone", 25)
