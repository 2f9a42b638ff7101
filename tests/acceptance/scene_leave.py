"""Leave breaks a series; a plan mends it, by keyboard, and one step undoes the plan."""

import re
from datetime import date, timedelta
from typing import Any

from tests.acceptance.quiet import quiet_day
from tests.acceptance.scene_restore import part
from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_waiting import until

WORKER = "Mei-Lin Chu"
MINE = "Weekly talk about the budget"
TIMES = 4
_WEEKS_AHEAD = 6  # where the sample office has hardly anything
_WAYS = 8  # more than there are


def play(stage: Stage) -> None:
    """Sam books a series for Mei, enters her leave, and gives and moves what breaks by it."""
    visit = Visit(stage, "sam")
    first = quiet_day(visit, 0, _WEEKS_AHEAD, days=range(7 * TIMES), who=WORKER)
    _book_series(visit, first)
    before = _mine(visit)
    assert [one["name"] for one in before] == [WORKER] * TIMES

    visit.go("Office")
    part(visit, "Leave")
    visit.window.find("Enter leave…", "button").click()
    leave = visit.program.window("Enter leave", "dialog")
    leave.find("Who is away", "choice").choose(WORKER)
    leave.find("First day", "field").type(_typed(first + timedelta(days=7)))
    leave.find("Last day", "field").type(_typed(first + timedelta(days=18)))
    keys("ctrl+Return")

    plan = visit.program.window("Appointments that break", "dialog")
    plan.shows(f"{TIMES - 2} appointments break. Here is a plan for them.")
    table = plan.find("Appointments that break", "table")
    table.cell(re.compile(" takes it"))
    for _ in range(_WAYS):
        looked_so = _names(table)
        keys("Right")
        until(lambda looked_so=looked_so: _names(table) != looked_so, "another way")
        if next(table.find_all(re.compile("Move to ")), None) is not None:
            break
    table.cell(re.compile("Move to "))
    table.cell(re.compile(" takes it"))
    stage.picture("plan")
    keys("ctrl+Return")
    visit.program.window_gone("Appointments that break")
    visit.window.shows(re.compile("The plan is carried out: 1 moved, 1 given to others"))
    until(lambda: _mine(visit) != before, "the plan to be carried out")
    after = _mine(visit)
    given = next(one for one in after if one["starts"] == before[2]["starts"])
    assert given["name"] != WORKER, after
    (moved,) = [one for one in after if one not in before and one != given]
    assert moved["name"] == WORKER, after

    keys("ctrl+3")
    visit.window.find("Appointments", "list").focus()
    keys("ctrl+z")
    until(lambda: _mine(visit) == before, "all of the plan to be undone in one step")


def _book_series(visit: Visit, first: date) -> None:
    keys("ctrl+3")
    visit.window.find("Appointments", "list")
    keys("ctrl+n")
    form = visit.program.window("New appointment", "dialog")
    form.find("Subject", "field").type(MINE)
    form.find("Day", "field").type(_typed(first))
    form.find("Begins at", "field").type("10:00")
    keys("Tab")
    for one in form.find("Workers", "list").children():
        if one.is_("checked") != (one.name == WORKER):
            one.click()
    form.find("Repeat…", "button").click()
    repeat = visit.program.window("Repeat", "dialog")
    repeat.find("How often", "choice").choose("By the week")
    repeat.find("It ends", "choice").choose("After so many times")
    repeat.find("Times", "field").type(str(TIMES))
    keys("ctrl+Return")
    visit.program.window_gone("Repeat")
    form.shows("Nothing: all of its times are free.")
    form.find("Book", "button").click()
    visit.window.shows(f"Booked: {TIMES} appointments")


def _names(table: Node) -> list[str]:
    return [node.name for node in table.find_all()]


def _typed(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _mine(visit: Visit) -> list[Any]:
    """The series as it stands in the office."""
    found = [one for one in visit.look("taken") if one["subject"] == MINE]
    return sorted(found, key=lambda one: (one["starts"], one["name"]))
