"""A receptionist's morning: a message, somebody who may be on file already, and a booking."""

from datetime import date, datetime

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import until


def play(stage: Stage) -> None:
    """Each of the three is done at the window, and then stands in the office."""
    visit = Visit(stage, "rita")
    _message_in_three_keys(visit)
    _intake(visit)
    _double_booking(visit)


def _message_in_three_keys(visit: Visit) -> None:
    """Ctrl+M, a part of the name, Tab, the message, Enter; the pointer is not touched."""
    before = visit.look("messages", "rita")
    keys("ctrl+m")
    dialog = visit.program.window("Take a message")
    until(lambda: dialog.find("For", "field").is_("focused"), "the keyboard in the recipient")
    type_text("Ana")
    keys("Tab")
    until(lambda: dialog.find("Message", "field").is_("focused"), "the keyboard in the message")
    type_text("Judge Okafor's clerk called about Thursday")
    keys("Return")
    visit.program.window_gone("Take a message")
    left = visit.fresh("messages", before, "rita")
    assert left["text"] == "Judge Okafor's clerk called about Thursday", left
    assert left["for"] == "Ana Ruiz", left


def _intake(visit: Visit) -> None:
    """Somebody who is on file is noticed while being typed in; somebody new is taken in."""
    before = visit.look("clients")
    known = next(c for c in before if not c["restricted"] and len(c["born"]) == 10)
    visit.go("Clients")
    visit.window.find("New client", "button").click()
    dialog = visit.program.window("New client")
    dialog.find("First name", "field").type(known["first"])
    dialog.find("Last name", "field").type(known["last"])
    dialog.find("Birth date", "field").type(_as_typed(known["born"]))
    keys("Tab")
    dialog.shows("Very likely the same")
    dialog.shows("Same birth date")
    dialog.find(f"Open {known['number']} instead", "button")
    visit.stage.picture("duplicate")
    dialog.find("Save client", "button").click()
    asked = visit.program.window("Take in as somebody new?")
    asked.find("Cancel", "button").click()
    visit.program.window_gone("Take in as somebody new?")
    assert visit.look("clients") == before, "a duplicate was taken in"

    dialog.find("First name", "field").type("Wilhelmina")
    dialog.find("Last name", "field").type("Quibbleton")
    dialog.find("Birth date", "field").type("1988")
    keys("Tab")
    dialog.shows("Nobody like this is on file.")
    dialog.find("Save client", "button").click()
    visit.program.window_gone("New client")
    added = visit.fresh("clients", before)
    assert (added["first"], added["last"], added["born"]) == ("Wilhelmina", "Quibbleton", "1988")


def _double_booking(visit: Visit) -> None:
    """A worker is not booked twice; outside the hours one may, for a reason that is kept."""
    before = visit.look("appointments")
    taken = visit.look("taken")[0]
    starts = datetime.fromisoformat(taken["starts"])
    visit.go("Calendar")
    visit.window.find("New appointment", "button").click()
    dialog = visit.program.window("New appointment")
    dialog.find("Kind", "choice").choose("Meeting")
    dialog.find("Subject", "field").type("Budget of the pantry")
    dialog.find("Day", "field").type(f"{starts:%m/%d/%Y}")
    dialog.find("Begins at", "field").type(f"{starts:%H:%M}")
    dialog.find("Length", "field").type("30")
    dialog.find("Workers", "list").cell(taken["name"]).tick()
    dialog.shows(f"{taken['name']} is already booked on")
    dialog.shows("Not possible")
    visit.stage.picture("conflict")
    dialog.find("Book", "button").click()
    dialog.shows(f"{taken['name']} is already booked on")
    assert visit.look("appointments") == before, "somebody was booked twice"

    dialog.find("Begins at", "field").type("20:00")
    keys("Tab")
    dialog.shows("does not work at that time")
    dialog.shows("Needs a reason")
    dialog.find("Book", "button").click()
    dialog.shows("“Reason to book it anyway” is needed.")
    assert visit.look("appointments") == before, "it was booked without a reason"
    dialog.find("Reason to book it anyway", "field").type("The donors come only then")
    dialog.find("Book", "button").click()
    visit.program.window_gone("New appointment")
    booked = visit.fresh("appointments", before)
    assert booked["override"] == "The donors come only then", booked
    assert booked["subject"] == "Budget of the pantry", booked
    assert booked["starts"].startswith(f"{starts:%Y-%m-%d}T20:00"), booked


def _as_typed(stored: str) -> str:
    return f"{date.fromisoformat(stored):%m/%d/%Y}"
