"""A receptionist's morning by keyboard: twelve bookings, three that are refused, one for a reason,
two people who walk in, one of them on file already, and one who does not come.
"""

import re
from datetime import date
from typing import Any

from tests.acceptance.quiet import quiet_day
from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_names import ROLES, Name
from tests.drivers.atspi_waiting import NotThere, until

CLOCK = "9:20"
BOOKED = 10  # in a row, beside the one for a reason and the one who does not come
REASON = "They can come only before work"
WITH = "Samuel Okafor"  # a supervisor, whom the sample office books nothing for
STRANGER = "Wilhelmina Quibbleton"
_WEEKS_AHEAD = 10  # where the sample office has hardly anything
_WEDNESDAY = 2
_MOMENT = 0.15  # seconds
_FIELDS, _COLUMNS = 30, 12  # more than there are


def play(stage: Stage) -> None:
    """All of it is done at the keyboard, and then stands in the office."""
    stage.set_clock(CLOCK)
    visit = Visit(stage, "rita")
    before = visit.look("appointments")
    people = _people(visit)
    names = [f"{one['first']} {one['last']}" for one in people]
    keys("ctrl+3")
    grid = visit.window.find("Appointments", "list")
    month, day, year = visit.window.find("Go to date", "field").text.split("/")
    today = date(int(year), int(month), int(day))
    _empty_day(visit, grid)
    _in_a_row(visit, grid, names[:BOOKED])
    _for_a_reason(visit, grid, names[BOOKED])
    _refused(visit, grid, names)
    _no_show(visit, names[BOOKED + 1], today)
    _walk_ins(visit, people[BOOKED + 2])
    made = [one for one in visit.look("appointments") if one not in before]
    status = sorted(one["status"] for one in made)
    assert status == ["arrived"] * 2 + ["confirmed"] * (BOOKED + 1) + ["no_show"], status
    assert [one["override"] for one in made if one["override"]] == [REASON], made


def _people(visit: Visit) -> list[dict[str, Any]]:
    """Clients whom reception may know of and who are not expected today, each name once."""
    known = [one for one in visit.look("clients", "rita") if not one["restricted"]]
    names = [(one["first"], one["last"]) for one in known]
    free = [
        one
        for one in known
        if names.count((one["first"], one["last"])) == 1
        and not one["expected"]
        and len(one["born"]) == 10
    ]
    assert len(free) >= BOOKED + 3, "too few clients in the sample"
    return free


def _empty_day(visit: Visit, grid: Node) -> None:
    """A Wednesday on which nobody has anything yet."""
    day = quiet_day(visit, _WEDNESDAY, _WEEKS_AHEAD)
    keys("ctrl+g")
    type_text(f"{day:%m/%d/%Y}")
    keys("Return")
    until(lambda: not list(grid.children()), "an empty day")


def _in_a_row(visit: Visit, grid: Node, people: list[str]) -> None:
    """From nine on, half an hour each: Enter in the grid, the name, Enter, and Enter books. The
    next keys wait for nothing that the screen shows."""
    keys("Home", "Down", "Down")
    for number, name in enumerate(people):
        if number:
            keys("Down")  # past what was just booked
        keys("Return")
        form = _form_for(visit, name)
        if not number:
            _tab_to(form, "Room", "choice")
            keys("Down")  # the first room
        keys("Return")
        _back(visit, "New appointment")
    until(lambda: len(list(grid.children())) == len(people), f"{len(people)} bookings in the grid")
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


def _refused(visit: Visit, grid: Node, people: list[str]) -> None:
    """At nine the first client, the worker and the room are taken: the form says which, until when
    and what to do, and does not book it."""
    keys("Home", "Down", "Down", "Right")
    visit.window.shows(re.compile(r"9:00.AM · .* · free"))
    keys("Return")
    form = _form_for(visit, people[0])
    _is_refused(visit, form, re.compile(rf"^{people[0]} is already expected elsewhere on "))

    keys("Return")
    form = _form_for(visit, people[1])
    _tab_to(form, "Room", "choice")
    keys("Down")
    _is_refused(visit, form, re.compile(r"^[^.]* is taken on [^.]*\. Choose another room"))

    keys("Left", "End", "Return")
    form = _form_for(visit, people[2])
    _tab_to(form, "Begins at")
    type_text("9:00")
    _is_refused(visit, form, re.compile(r"^[^.]* is already booked on [^.]*\. Choose a time from "))


def _is_refused(visit: Visit, form: Node, sentence: Name) -> None:
    """The sentence stands there while one types; Book does not book; Esc leaves the form."""
    form.shows(sentence)
    form.shows("Not possible")
    keys("ctrl+Return")
    form.shows(sentence)
    keys("Escape")
    asked = visit.program.window("Unsaved changes")
    keys(asked.find("Discard changes", "button").access_key)
    _back(visit, "New appointment")


def _no_show(visit: Visit, name: str, today: date) -> None:
    """Somebody who should have come a while ago, and has not: N on the board."""
    keys("t", "Home", "Down", "Down")
    here = visit.window.shows(re.compile(rf"^{today:%a, %b} {today.day}.*9:00.AM"))
    for _ in range(_COLUMNS):
        if WITH in here.text:
            break
        keys("Right")
    keys("Return")
    _form_for(visit, name)
    keys("Return")
    _back(visit, "New appointment")
    keys("ctrl+5", "ctrl+f")
    type_text(name)
    board = visit.window.find("Expected today", "table")
    board.cell(name)
    until(lambda: board.rows == 1, "the filter to leave one row")
    keys("Down", "n")
    visit.window.shows("Marked: No-show")
    keys("ctrl+f", "ctrl+a", "Delete")


def _walk_ins(visit: Visit, known: dict[str, Any]) -> None:
    """One of them gives a name that is on file, which is seen in time; the other is new."""
    form = _walk_in(visit)
    keys(form.find("Not on file yet? Take them in", "button").access_key)
    intake = visit.program.window("New client", "dialog")
    until(lambda: intake.find("First name", "field").is_("focused"), "the keyboard in the name")
    type_text(known["first"])
    _tab_to(intake, "Last name")
    type_text(known["last"])
    _tab_to(intake, "Birth date")
    type_text(f"{date.fromisoformat(known['born']):%m/%d/%Y}")
    intake.shows("Very likely the same")
    instead = intake.find(f"Open {known['number']} instead", "button")
    keys(instead.access_key)
    visit.program.window_gone("New client")
    form.find("Client", "field").reads(re.compile(known["last"]))
    _book_walk_in(visit, form)

    form = _walk_in(visit)
    type_text(STRANGER)
    keys(form.find("Not on file yet? Take them in", "button").access_key)
    intake = visit.program.window("New client", "dialog")
    intake.find("Last name", "field").reads(STRANGER.split()[1])
    intake.shows("Nobody like this is on file.")
    keys("ctrl+Return")
    visit.program.window_gone("New client")
    form.find("Client", "field").reads(re.compile(STRANGER.split()[1]))
    _book_walk_in(visit, form)
    visit.window.shows("Waiting: 2")
    visit.stage.picture("end")


def _walk_in(visit: Visit) -> Node:
    keys("ctrl+n")
    form = visit.program.window("New walk-in", "dialog")
    until(lambda: form.find("Client", "field").is_("focused"), "the keyboard in the client")
    return form


def _book_walk_in(visit: Visit, form: Node) -> None:
    """They wait at once for whoever is free the longest."""
    until(lambda: form.is_("active"), "the keyboard in the walk-in")
    choice = form.find("Who sees them", "choice")
    line = next(node for node in choice.children() if node.role in ROLES["field"])
    until(lambda: _tabbed(line), "the keyboard in who sees them", 20)
    if not line.text:
        keys("Down")
    line.reads(re.compile("free until"))
    keys("ctrl+Return")
    visit.window.shows("Booked, and marked as arrived")
    _back(visit, "New walk-in")


def _form_for(visit: Visit, name: str) -> Node:
    form = visit.program.window("New appointment", "dialog")
    client = form.find("Client", "field")
    until(lambda: client.is_("focused"), "the keyboard in the client")
    type_text(name)
    keys("Return")  # takes the first who is found
    client.reads(name)
    return form


def _tab_to(window: Node, name: str, role: str = "field") -> None:
    """Press Tab until the keyboard is there; what is typed replaces what stands in a field."""
    wanted = window.find(name, role)
    for _ in range(_FIELDS):
        if _tabbed(wanted):
            return
    raise NotThere(f"Tab never comes to {name!r}")


def _tabbed(wanted: Node) -> bool:
    """Whether the keyboard is there; if not Tab is pressed, and given a moment to arrive."""
    try:
        return until(lambda: _has_keyboard(wanted), "the keyboard", _MOMENT)
    except NotThere:
        keys("Tab")
        return False


def _has_keyboard(node: Node) -> bool:
    return node.is_("focused") or any(one.is_("focused") for one in node.children())


def _back(visit: Visit, title: Name) -> None:
    """The window that was before the office's is closed, and the keys go to the office's again."""
    visit.program.window_gone(title)
    try:
        until(lambda: visit.window.is_("active"), "the keyboard in the office's window", 1)
    except NotThere:  # a desktop under load may give it to nobody
        visit.come_forward()
        until(lambda: visit.window.is_("active"), "the keyboard in the office's window")
