"""Locking while a note is being typed: nothing of it is seen, and nothing of it is lost."""

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import until

FIRST = "Zellermoor said that "
THEN = "the visit went well."


def play(stage: Stage) -> None:
    """Locked in the middle of a sentence, unlocked, and the sentence goes on."""
    visit = Visit(stage, "ana")
    number = next(case["number"] for case in visit.look("cases") if case["worker"] == "ana")
    visit.find(number)
    window = visit.window
    window.find("New note", "button").click()
    dialog = visit.program.window("Contact note")
    dialog.find("What happened", "field").type(FIRST).reads(FIRST)

    keys("ctrl+l")
    locked = visit.program.window("Caseroom — locked")
    stage.picture("locked")
    shown = visit.program.outline()
    for secret in ("Zellermoor", number, "Contact note", "Harbor House"):
        showing = [line for line in shown.splitlines() if secret in line and "showing" in line]
        assert not showing, f"{secret} can be read while it is locked: {showing}"
    keys("ctrl+n", "ctrl+k", "ctrl+2")
    locked.find("Password", "field").type("not the password")
    locked.find("Unlock", "button").click()
    locked.shows("The password is wrong.")
    assert [node.name for node in visit.program.windows()] == [locked.name], "a key opened a window"
    locked.find("Password", "field").type(visit.passwords["ana"])
    keys("Return")
    dialog = visit.program.window("Contact note")
    text = dialog.find("What happened", "field").reads(FIRST)
    until(lambda: text.is_("focused"), "the keyboard where it was before the lock")
    type_text(THEN)
    text.reads(FIRST + THEN)
    stage.picture("unlocked")
    dialog.find("Save draft and close", "button").click()
    visit.program.window_gone("Contact note")
    (note,) = [n for n in visit.look("notes") if n["text"].startswith("Zellermoor")]
    assert (note["text"], note["status"]) == (FIRST + THEN, "draft"), note
