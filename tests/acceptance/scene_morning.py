"""A receptionist's morning by keyboard: twelve bookings, three that are refused, one for a reason,
two people who walk in, and one who does not come.
"""

import re
from datetime import date, datetime, timedelta

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import NotThere, until

BOOKED = 10  # in a row, beside the one for a reason and the one who does not come
REASON = "They can come only before work"
_TUESDAY, _THURSDAY = 1, 3
_HOLIDAYS = {(1, 1), (6, 19), (7, 4), (11, 11), (12, 24), (12, 25), (12, 26), (12, 31)}


def play(stage: Stage) -> None:
    """All of it is done at the window, and then stands in the office."""
    visit = Visit(stage, "rita")
    before = visit.look("appointments")
    people = _people(visit)
    now = datetime.fromisoformat(visit.look("clock")[0]["now"])
    grid = _quiet_day(visit, now.date())
    _in_a_row(visit, grid, people[:BOOKED])
    _for_a_reason(visit, grid, people[BOOKED])
    _refused(visit, people)
    _no_show(visit, people[BOOKED + 1], now)
    _walk_ins(visit, people[BOOKED + 2 : BOOKED + 4])
    made = [one for one in visit.look("appointments") if one not in before]
    assert len(made) == BOOKED + 2 + 2, made
    status = sorted(one["status"] for one in made)
    assert status == ["arrived"] * 2 + ["confirmed"] * (BOOKED + 1) + ["no_show"], status
    assert [one["override"] for one in made].count(REASON) == 1, made


def _people(visit: Visit) -> list[str]:
    """Clients whom reception may know of, each name once."""
    known = [one for one in visit.look("clients", "rita") if not one["restricted"]]
    names = [f"{one['first']} {one['last']}" for one in known]
    alone = [name for name in names if names.count(name) == 1]
    assert len(alone) >= BOOKED + 4, "too few clients in the sample"
    return alone


def _quiet_day(visit: Visit, today: date) -> Node:
    """A working day weeks ahead on which nobody has anything yet."""
    day = today + timedelta(days=70)
    while not _TUESDAY <= day.weekday() <= _THURSDAY or (day.month, day.day) in _HOLIDAYS:
        day += timedelta(days=1)
    keys("ctrl+3")
    visit.window.find("Go to date", "field").type(f"{day:%m/%d/%Y}")
    keys("Return")
    grid = visit.window.find("Appointments", "list")
    until(lambda: not list(grid.children()), "an empty day")
    return grid


def _in_a_row(visit: Visit, grid: Node, people: list[str]) -> None:
    """From nine on, half an hour each: Enter in the grid, the name, Enter, and Enter books."""
    grid.focus()
    keys("Home", "Down", "Down")
    for number, name in enumerate(people, start=1):
        if number > 1:
            keys("Down")  # past what was just booked
        keys("Return")
        _form_for(visit, name)
        keys("Return")
        _back(visit, "New appointment")
        until(lambda n=number: len(list(grid.children())) == n, f"booking {number} in the grid")
    visit.stage.picture("booked")


def _for_a_reason(visit: Visit, grid: Node, name: str) -> None:
    """Before the worker's hours: the form asks why, and keeps it."""
    keys("Home", "Up", "Up")
    keys("Return")
    form = _form_for(visit, name)
    form.shows("Needs a reason")
    keys("Return")
    form.shows("“Reason to book it anyway” is needed.")
    type_text(REASON)
    keys("Return")
    _back(visit, "New appointment")
    until(lambda: len(list(grid.children())) == BOOKED + 1, "it in the grid")


def _refused(visit: Visit, people: list[str]) -> None:
    """With another worker the client is elsewhere at that time: nothing is booked."""
    keys("Home", "Down", "Down", "Right")
    for clock, name in zip(("9:00", "9:30", "10:00"), people, strict=False):
        visit.window.shows(re.compile(f"{clock}.AM · .* · free"))
        keys("Return")
        form = _form_for(visit, name)
        form.shows(f"{name} is already expected elsewhere")
        keys("Return")
        form.shows("Not possible")
        keys("Escape")
        asked = visit.program.window("Unsaved changes")
        asked.find("Discard changes", "button").click()
        _back(visit, "New appointment")
        keys("Down")


def _no_show(visit: Visit, name: str, now: datetime) -> None:
    """Somebody who should have come a while ago, and has not: N on the board."""
    starts = max(now.replace(hour=0, minute=0), now - timedelta(minutes=20))
    keys("ctrl+n")
    form = _form_for(visit, name)
    form.find("Day", "field").type("t")
    form.find("Begins at", "field").type(f"{starts:%H:%M}")
    form.find("Length", "field").type("10")
    keys("Tab")
    form.find("Book", "button").click()
    _say_why(visit, form, "New appointment")
    keys("ctrl+4")
    board = visit.window.find("Expected today", "table")
    visit.window.find("Filter: Expected today", "field").type(name)
    board.cell(name)
    until(lambda: board.rows == 1, "the filter to leave one row")
    board.cell(name).click()
    until(lambda: board.is_("focused"), "the keyboard in the board")
    keys("n")
    visit.window.shows("Marked: No-show")
    visit.window.find("Filter: Expected today", "field").type("")


def _walk_ins(visit: Visit, people: list[str]) -> None:
    """Each waits at once with whoever is free; out of hours it is said why."""
    for name, worker in zip(people, ("Dana", "Samuel"), strict=True):
        keys("ctrl+n")
        form = visit.program.window("New walk-in")
        _choose_client(form, name)
        _take_worker(form, worker)
        form.find("Book and mark as arrived", "button").click()
        _say_why(visit, form, "New walk-in")
        visit.window.shows("Booked, and marked as arrived")
    visit.window.shows("Waiting: 2")
    visit.stage.picture("waiting")


def _take_worker(form: Node, name: str) -> None:
    """A part of the name is enough; how long they are free stands behind it."""
    choice = form.find("Who sees them", "choice")
    line = next(node for node in choice.walk() if node.is_("editable"))
    line.type(name)
    keys("Tab")
    until(lambda: line.text.startswith(name) and "(" in line.text, f"{name} to be chosen")


def _form_for(visit: Visit, name: str) -> Node:
    form = visit.program.window("New appointment", "dialog")
    _choose_client(form, name)
    return form


def _choose_client(form: Node, name: str) -> None:
    client = form.find("Client", "field")
    until(lambda: client.is_("focused"), "the keyboard in the client")
    type_text(name)
    keys("Return")  # takes the first who is found
    client.reads(name)


def _back(visit: Visit, title: str) -> None:
    """The window that was before the office's is closed, and the keys go to the office's again."""
    visit.program.window_gone(title)
    try:
        until(lambda: visit.window.is_("active"), "the keyboard in the office's window", 1)
    except NotThere:  # a desktop under load may give it to nobody
        visit.come_forward()
        until(lambda: visit.window.is_("active"), "the keyboard in the office's window")


def _say_why(visit: Visit, form: Node, title: str) -> None:
    """Where the office is closed by now a reason is asked for; by day none is."""

    def asked() -> str:
        names = [window.name for window in visit.program.windows()]
        if any("A reason is needed" in name for name in names):
            return "in a window"
        if not any(title in name for name in names):
            return "booked"
        field = next(form.find_all("Reason to book it anyway", "field"), None)
        return "beside it" if field is not None and field.is_("showing") else ""

    how = until(asked, "it to be booked, or asked about")
    if how == "beside it":
        form.find("Reason to book it anyway", "field").focus()
    if how != "booked":
        type_text("They came from far away")
        keys("Return")
    _back(visit, title)
