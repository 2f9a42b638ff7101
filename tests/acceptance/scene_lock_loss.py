"""Another computer's heart beats without its lock: nothing is saved until that is over."""

import os
import re
import subprocess

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys

WORDS = "The oil man comes at noon"


def play(stage: Stage) -> None:
    """Locks turn out not to be real while a message is typed; later it is sent as it was."""
    visit = Visit(stage, "rita")
    before = visit.look("messages", "rita")
    keys("ctrl+m")
    dialog = visit.program.window("Take a message")
    dialog.find("For", "choice").choose("Ana Ruiz")
    dialog.find("Message", "field").type(WORDS)
    other = subprocess.Popen(
        [stage.python, "-m", "tests.acceptance.without_lock", visit.place, "sam"],
        env={**os.environ, "CASEROOM_PASSWORD": visit.passwords["sam"]},
        stdin=subprocess.PIPE,
    )
    try:
        visit.window.shows("Two computers can hold the same lock", seconds=40)
        visit.window.shows("read-only")
        stage.picture("read-only")
        dialog.find("Send message", "button").click()
        dialog.shows("Nothing is saved until that is over")
        stage.picture("refused")
        assert visit.look("messages", "rita") == before, "it was written all the same"
    finally:
        assert other.stdin is not None
        other.stdin.close()
        other.wait(20)
    visit.window.lacks(re.compile("^Two computers can hold the same lock"), seconds=100)
    dialog.find("Message", "field").reads(WORDS)
    dialog.find("Send message", "button").click()
    visit.program.window_gone("Take a message")
    sent = visit.fresh("messages", before, "rita")
    assert (sent["for"], sent["text"]) == ("Ana Ruiz", WORDS), sent
    acts = {event["action"] for event in visit.look("audit")}
    assert "office.locks_unreal" in acts, "the log does not tell of it"
