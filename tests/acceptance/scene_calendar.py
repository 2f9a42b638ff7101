"""Reception books by keyboard: a taken time is refused with its sentence, a free one is offered."""

import re

from tests.acceptance.stage import Stage
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_waiting import until

MINE = "Call about the school bus"
_STILL = 8  # looks in a row that show the same


def play(stage: Stage) -> None:
    """Rita is refused, takes the next free time, nearly moves it, cancels it and undoes that."""
    office = stage.sample_office()
    rita = next(user for user in office["users"] if user["name"] == "rita")
    program = stage.open(office["office"])
    window = program.window("sign in")
    window.find("User name", "field").type(rita["name"])
    window.find("Password", "field").type(rita["password"])
    window.find("Sign in", "button").click()
    main = program.window("Harbor House")
    keys("ctrl+3")
    grid = main.find("Appointments", "list")
    taken = _one_of_a_coming_day(main, grid)
    clock, (worker, client) = taken[0].split(" ")[0], _who(taken[1])
    day = main.find("Go to date", "field").text

    keys("ctrl+n")
    form = program.window("New appointment", "dialog")
    form.find("Subject", "field").type(MINE)
    form.find("Client", "field").type(client)
    keys("Down", "Return")
    form.find("Client", "field").reads(client)
    form.find("Day", "field").type(day)
    form.find("Begins at", "field").type(clock)
    keys("Tab")
    workers = form.find("Workers", "list")
    for one in workers.children():
        if one.is_("checked") != (one.name == worker):
            one.click()
    form.shows("Not possible")
    form.shows(f"{worker} is already booked")
    form.find("Book", "button").click()
    form.shows(f"{client} is already expected elsewhere")

    form.find("Next free", "button").click()
    free = form.find("Free times", "list")
    until(lambda: free.rows == 10, "ten free times")
    keys("Return")
    form.lacks("Not possible")
    reason = next(form.find_all("Reason to book it anyway", "field"), None)
    if reason is not None:  # the client has been here earlier that day
        reason.type("Both on one day suits the family")
    form.find("Book", "button").click()
    program.window_gone("New appointment")
    main.shows("Booked")

    until(lambda: _mine(grid), "what was booked to be in the grid")
    before = _mine(grid)
    assert client in before
    keys("ctrl+Down")
    main.shows(re.compile("Enter moves it there|Enter asks for the reason"))
    keys("Escape")
    assert _mine(grid) == before
    keys("Delete")
    cancelling = program.window("Cancel appointment", "dialog")
    cancelling.find("Cancelled by", "choice").choose("The client")
    cancelling.find("In your words", "field").type("Called in")
    cancelling.find("Cancel appointment", "button").click()
    program.window_gone("Cancel appointment")
    until(lambda: not _mine(grid), "it to be gone")
    main.find("Undo", "button").click()
    until(lambda: _mine(grid) == before, "it to be back")


def _one_of_a_coming_day(main: Node, grid: Node) -> tuple[str, str]:
    """What stands at, and is said of, an appointment with a client on the next day that has one."""
    grid.focus()
    for _ in range(5):
        before = main.find("Go to date", "field").text
        keys("Next")
        until(lambda before=before: main.find("Go to date", "field").text != before, "the next day")
        for name, said in _shown(grid):
            ours = "Busy" not in name and "Outside commitment" not in said
            if ours and " · Confirmed · " in said:
                return name, said
    raise AssertionError("nothing is booked in the sample's coming days")


def _shown(grid: Node) -> list[tuple[str, str]]:
    """The day's appointments, once they stand still: they come after the date has changed."""
    seen: list[list[tuple[str, str]]] = []

    def still() -> bool:
        seen.append([(item.name, item.description) for item in grid.children()])
        return len(seen) >= _STILL and all(one == seen[-1] for one in seen[-_STILL:])

    until(still, "the day to stand still")
    return seen[-1]


def _who(description: str) -> tuple[str, str]:
    """The worker and the client of an appointment, from what a screen reader says of it."""
    said = description.split(" · ")
    kinds = ("Home visit", "Office visit", "Supervised visit", "Phone call", "Intake", "Hearing")
    kind = next(kind for kind in kinds if said[1].startswith(kind))
    return said[3], said[1].removeprefix(kind).strip()


def _mine(grid: Node) -> str:
    """The name of what was just booked, which is known by its subject."""
    return next((item.name for item in grid.children() if MINE in item.description), "")
