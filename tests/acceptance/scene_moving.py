"""Appointments are carried by the pointer and by the keys, one of a series with the others,
somebody who waits into a free hour; each is undone by one key. An interpreter is not in two places.
"""

import re
from datetime import date, datetime, timedelta
from typing import Any

from tests.acceptance.quiet import quiet_day
from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import until

FIRST, SECOND = "Ana Ruiz", "Ben Castellano"  # the two columns at the left
SERIES, ALONE = "Weekly talk about the budget", "About the lease"
INTERPRETER = "Marisol Quintero"
TIMES = 3
_WEEKS_AHEAD = 10  # where the sample office has hardly anything
_WEDNESDAY = 2
_GAP = 4  # pixels between two columns


def play(stage: Stage) -> None:
    """Rita does it on a day on which nobody has anything else."""
    visit = Visit(stage, "rita")
    day = quiet_day(visit, _WEDNESDAY, _WEEKS_AHEAD, days=range(0, 7 * TIMES, 7))
    grid = _day(visit, day)
    _book(visit, ALONE)
    one = _item(grid, ALONE)
    at_nine = one.box()
    one.drag_by(at_nine[2] + _GAP, 4 * _half_an_hour(one))
    _stands(grid, ALONE, SECOND, "11:00")
    stage.picture("dragged")
    (moved,) = _all(visit, ALONE)
    assert (moved["name"], moved["starts"][:16]) == (SECOND, f"{day:%Y-%m-%d}T11:00"), moved
    keys("ctrl+z")
    _stands(grid, ALONE, FIRST, "09:00")
    _item(grid, ALONE).stands_at(at_nine)
    keys("ctrl+Right", *["ctrl+Down"] * 2)
    visit.window.shows(re.compile("Enter moves it there"))
    keys("Return")
    _stands(grid, ALONE, SECOND, "09:30")
    keys("ctrl+z")
    _stands(grid, ALONE, FIRST, "09:00")

    _interpreter_elsewhere(visit, grid)
    _series(visit, grid, day)
    _from_the_list(visit, grid, day)


def _interpreter_elsewhere(visit: Visit, grid: Node) -> None:
    """The same interpreter with another worker at the same time: the form says so, and refuses."""
    grid.focus()
    keys("Home", "Down", "Down", "Right", "Return")
    form = visit.program.window("New appointment", "dialog")
    _choose_interpreter(form)
    form.shows(f"{INTERPRETER}, the interpreter, is already booked on")
    form.shows("Choose another interpreter")
    keys("Escape")
    visit.program.window("Unsaved changes").find("Discard changes", "button").click()
    visit.program.window_gone("New appointment")


def _series(visit: Visit, grid: Node, day: date) -> None:
    """One of three is dragged an hour later, and the other two go with it."""
    grid.focus()
    keys("End", "Up", "Up", "Return")
    form = visit.program.window("New appointment", "dialog")
    form.find("Subject", "field").type(SERIES)
    form.find("Repeat…", "button").click()
    repeat = visit.program.window("Repeat", "dialog")
    repeat.find("How often", "choice").choose("By the week")
    repeat.find("It ends", "choice").choose("After so many times")
    repeat.find("Times", "field").type(str(TIMES))
    keys("ctrl+Return")
    visit.program.window_gone("Repeat")
    form.find("Book", "button").click()
    visit.window.shows(f"Booked: {TIMES} appointments")
    before = until(lambda: _all(visit, SERIES), "the series in the office")
    one = _item(grid, SERIES)
    one.drag_by(0, -2 * _half_an_hour(one))
    asked = visit.program.window("One of a series", "dialog")
    asked.find(f"Change all ahead ({TIMES})", "button").click()
    visit.program.window_gone("One of a series")
    hour = timedelta(hours=1)
    wanted = [(datetime.fromisoformat(one["starts"]) - hour).isoformat() for one in before]
    until(lambda: [one["starts"] for one in _all(visit, SERIES)] == wanted, "all of them earlier")
    keys("ctrl+z")
    until(lambda: _all(visit, SERIES) == before, "all of them back in one step")


def _from_the_list(visit: Visit, grid: Node, day: date) -> None:
    """The first who waits is dragged to where the keyboard stands, and is booked there."""
    keys("ctrl+shift+w")
    waiting = visit.window.find("Those who wait", "list")
    until(lambda: waiting.rows > 0, "those who wait")
    count = waiting.rows
    before = visit.look("appointments")
    alone = _item(grid, ALONE)
    x, y, wide, _ = alone.box()
    card = next(waiting.children())
    card.drag_to(x + wide // 2, y + 6 * _half_an_hour(alone) + _GAP)
    visit.window.shows(re.compile("^Booked: "))
    made = visit.fresh("appointments", before)
    assert made["starts"].startswith(f"{day:%Y-%m-%d}T12:"), made
    until(lambda: waiting.rows == count - 1, "one fewer who waits")
    visit.stage.picture("from-the-list")
    grid.focus()
    keys("ctrl+z")
    until(lambda: waiting.rows == count, "them on the list again")


def _day(visit: Visit, day: date) -> Node:
    keys("ctrl+3", "ctrl+g")
    type_text(f"{day:%m/%d/%Y}")
    keys("Return")
    grid = visit.window.find("Appointments", "list")
    visit.window.shows(re.compile(rf"{day:%b} {day.day} .*{FIRST}"))
    return grid


def _book(visit: Visit, subject: str) -> None:
    """At nine, with the first worker and the interpreter."""
    keys("Home", "Down", "Down", "Return")
    form = visit.program.window("New appointment", "dialog")
    form.find("Subject", "field").type(subject)
    _choose_interpreter(form)
    form.find("Book", "button").click()
    visit.program.window_gone("New appointment")


def _choose_interpreter(form: Node) -> None:
    choice = form.find("Interpreter", "choice").click()
    until(lambda: choice.is_("expanded"), "the interpreters", 3)
    type_text(INTERPRETER[:4])
    keys("Return")
    until(lambda: choice.name.startswith(INTERPRETER), f"{INTERPRETER} to be chosen")


def _item(grid: Node, subject: str) -> Node:
    return until(
        lambda: next((one for one in grid.children() if subject in one.description), None),
        f"{subject!r} in the grid",
    )


def _half_an_hour(item: Node) -> int:
    """Its height in the days: what takes half an hour leaves a gap."""
    return item.box()[3] + 2


def _stands(grid: Node, subject: str, worker: str, clock: str) -> None:
    def looks_so() -> bool:
        one = next(one for one in grid.children() if subject in one.description)
        return one.name.startswith(clock) and worker in one.description

    until(looks_so, f"{subject!r} with {worker} at {clock}")


def _all(visit: Visit, subject: str) -> list[Any]:
    return [one for one in visit.look("taken") if one["subject"] == subject]
