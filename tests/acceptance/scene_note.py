"""A contact note: written, refused while something is missing, signed, and added to."""

import re

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys

WORDS = "Rosemarywine opened the door and spoke of the new school."
MORE = "The school is the Harbor Street school."


def play(stage: Stage) -> None:
    """The caseworker writes it in her own case; the signed text is the typed one."""
    visit = Visit(stage, "ana")
    number = next(case["number"] for case in visit.look("cases") if case["worker"] == "ana")
    before = visit.look("notes")
    visit.find(number)
    window = visit.window
    window.shows(f"Case {number}")
    window.find("New note", "button").click()
    dialog = visit.program.window("Contact note")
    dialog.find("What happened", "field").type(WORDS)
    dialog.find("Sign note", "button").click()
    dialog.shows("Choose how the contact took place.")
    dialog.shows("Choose a topic")
    assert not _signed(visit, WORDS), "a note without kind and topic was signed"

    dialog.find("Kind of contact", "choice").choose("Home visit")
    dialog.find("When", "field").type("yesterday 2pm")
    dialog.find("How long", "field").type("1h30")
    keys("alt+t")  # where many may have been present it lies below what is seen at first
    dialog.find("Topic", "choice").choose("Education")
    keys("ctrl+Return")
    asked = visit.program.window("Sign this note?")
    stage.picture("before-signing")
    asked.find("Sign note", "button").click()
    visit.program.window_gone("Contact note")
    note = visit.fresh("notes", before)
    assert note["case"] == number and note["text"] == WORDS, note
    assert note["status"] == "signed" and note["signed"], note

    window.find("Timeline", "tab").click()
    window.find(name=re.compile("Rosemarywine"), role="item").double_click()
    reading = visit.program.window(re.compile("Contact note"))
    reading.shows("The text is exactly as it was signed.")
    reading.find("Add addendum", "button").click()
    addendum = visit.program.window("Addendum")
    addendum.find("What to add", "field").type(MORE)
    addendum.find("Sign addendum", "button").click()
    reading.shows(MORE)
    (note,) = _signed(visit, WORDS)
    assert note["addenda"] == [MORE], note
    assert note["text"] == WORDS, "signing an addendum changed the note"


def _signed(visit: Visit, words: str) -> list[dict[str, object]]:
    return [n for n in visit.look("notes") if n["text"] == words and n["status"] == "signed"]
