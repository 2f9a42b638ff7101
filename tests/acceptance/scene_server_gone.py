"""The server stops while a message is typed: nothing is lost, and all goes on when it is back."""

import re

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys

WORDS = "The oil man comes at noon"
GONE = "The server cannot be reached"


def play(stage: Stage) -> None:
    """The message is refused meanwhile; later it is sent as it was, with nobody signing in."""
    visit = Visit(stage, "rita")
    before = visit.look("messages", "rita")
    visit.go("Clients")
    # The first, whoever that is today: lower ones give way to the words that the server is gone.
    first = visit.window.find("Client list", "table").cell(re.compile(r"^C-\d+$")).name
    keys("ctrl+m")
    dialog = visit.program.window("Take a message")
    dialog.find("For", "choice").choose("Ana Ruiz")
    dialog.find("Message", "field").type(WORDS)
    assert stage.server is not None
    stage.server.halt()
    visit.window.shows(GONE, seconds=40)
    stage.picture("gone")
    dialog.find("Send message", "button").click()
    dialog.shows("so nothing was saved")
    stage.picture("refused")
    visit.window.find("Client list", "table").cell(first)  # what was read stays

    stage.server.start()
    visit.window.lacks(re.compile(f"^{GONE}"), seconds=60)
    assert visit.look("messages", "rita") == before, "it was written all the same"
    dialog.find("Message", "field").reads(WORDS)
    dialog.find("Send message", "button").click()
    visit.program.window_gone("Take a message")
    sent = visit.fresh("messages", before, "rita")
    assert (sent["for"], sent["text"]) == ("Ana Ruiz", WORDS), sent
