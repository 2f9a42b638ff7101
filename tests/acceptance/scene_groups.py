"""A group is made, filled and booked; attendance is taken, its notes are written and signed."""

from datetime import date, timedelta
from typing import Any

from tests.acceptance.quiet import quiet_day
from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import until

_WEEKS_AHEAD = 9  # hardly anything of the sample is booked there
_EARLY = "7:00 am"  # nor at that time
GROUP = "Hand-overs were practised in pairs."
OWN = "Told of the first weekend with both children."


def play(stage: Stage) -> None:
    """Ana makes a group of two places for three, books it, and writes up yesterday's session."""
    visit = Visit(stage, "ana")
    window = visit.window
    people = [one["client"] for one in visit.look("cases")][:3]
    today = date.fromisoformat(visit.look("clock")[0]["now"][:10])
    visit.go("Groups")
    window.find("New group", "button").click()
    dialog = visit.program.window("New group", "dialog")
    dialog.find("Name", "field").type("Grandparents")
    dialog.find("Places", "choice").choose("2")
    dialog.find("Make group", "button").click()
    visit.program.window_gone("New group")
    window.shows("0 of 2 places taken")
    for number, name in enumerate(people):
        _add(visit, name, waits=number == 2)
    window.find("Roster and waiting list", "table").cell("Waiting, number 1")
    stage.picture("roster")
    _book(visit, quiet_day(visit, 0, _WEEKS_AHEAD, days=(0, 7, 14)), "2:00 pm", times=3)
    yesterday = today - timedelta(days=1)
    _book(visit, yesterday, _EARLY)

    window.find("Sessions", "tab").click()
    sessions = window.find("Sessions", "table")
    sessions.cell(f"{yesterday:%a}, {yesterday:%b} {yesterday.day}").click()
    before = visit.look("attendance")
    keys("r")
    dialog = visit.program.window("Attendance", "dialog")
    dialog.find("Attendance", "table")
    keys("p", "l")
    stage.picture("attendance")
    keys("ctrl+Return")
    visit.program.window_gone("Attendance")
    taken = [one["attended"] for one in visit.look("attendance") if one not in before]
    assert sorted(taken) == ["late", "present"], taken

    before = visit.look("notes")
    keys("w")
    dialog = visit.program.window("Notes of a session", "dialog")
    dialog.find("For the group", "field").type(GROUP)
    dialog.find("Topic", "choice").choose("Family")
    keys("Tab", "Tab")  # by the confidentiality to the first member
    type_text(OWN)
    stage.picture("notes")
    keys("ctrl+Return")
    visit.program.window("Sign these notes?").find("Sign notes", "button").click()
    visit.program.window_gone("Notes of a session")
    made = [one for one in visit.look("notes") if one not in before]
    assert len(made) == 2 and all(one["signed"] and GROUP in one["text"] for one in made), made
    assert sum(OWN in one["text"] for one in made) == 1, made


def _add(visit: Visit, name: str, *, waits: bool) -> None:
    keys("ctrl+shift+m")
    dialog = visit.program.window("Add a member", "dialog")
    dialog.find("Client", "field").type(name)
    keys("Return")
    dialog.find("Client", "field").reads(name)
    dialog.shows("they will wait for one" if waits else "There is a place")
    keys("ctrl+Return")
    visit.program.window_gone("Add a member")


def _book(visit: Visit, day: date, at: str, times: int = 1) -> None:
    before = len(_booked(visit))
    keys("ctrl+shift+n")
    form = visit.program.window("New appointment", "dialog")
    form.shows("2 members are taken.")
    form.find("Day", "field").type(f"{day.month}/{day.day}/{day.year}")
    form.find("Begins at", "field").type(at)
    keys("Tab")
    if times > 1:
        form.find("Repeat…", "button").click()
        repeat = visit.program.window("Repeat", "dialog")
        repeat.find("How often", "choice").choose("By the week")
        repeat.find("It ends", "choice").choose("After so many times")
        repeat.find("Times", "field").type(str(times))
        keys("ctrl+Return")
        visit.program.window_gone("Repeat")
        form.shows("Nothing: all of its times are free.")
    else:
        form.find("Reason to book it anyway", "field").type("It took place.")
    form.find("Book", "button").click()
    visit.program.window_gone("New appointment")
    until(lambda: len(_booked(visit)) == before + times, "the sessions in the office")


def _booked(visit: Visit) -> list[Any]:
    return [one for one in visit.look("appointments") if one["kind"] == "group"]
