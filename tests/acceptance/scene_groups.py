"""A group is made, filled and booked; attendance is taken, its notes are written and signed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import until

_WEEKS_AHEAD = 7  # nothing of the sample is booked there
GROUP = "Hand-overs were practised in pairs."
OWN = "Told of the first weekend with both children."


def play(stage: Stage) -> None:
    """Ana makes a group of two places for three, and writes up the last session of another."""
    visit = Visit(stage, "ana")
    window = visit.window
    people = [one for one in visit.look("clients") if not one["restricted"]][:3]
    visit.go("Groups")
    window.find("New group", "button").click()
    dialog = visit.program.window("New group", "dialog")
    dialog.find("Name", "field").type("Grandparents")
    dialog.find("Places", "choice").choose("2")
    dialog.find("Make group", "button").click()
    visit.program.window_gone("New group")
    window.shows("0 of 2 places taken")
    for number, one in enumerate(people):
        _add(visit, f"{one['first']} {one['last']}", waits=number == 2)
    window.find("Roster and waiting list", "table").cell("Waiting, number 1")
    stage.picture("roster")
    _book_three(visit)

    window.find("Groups", "table").cell("Parents after separation").click()
    window.find("Sessions", "tab").click()
    sessions = window.find("Sessions", "table")
    sessions.cell(_last_week(visit)).click()
    keys("r")
    dialog = visit.program.window("Attendance", "dialog")
    dialog.find("Attendance", "table")
    late = len(_late(visit))
    keys("Home", "l")
    stage.picture("attendance")
    keys("ctrl+Return")
    visit.program.window_gone("Attendance")
    assert len(_late(visit)) == late + 1
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
    assert made and all(one["signed"] and GROUP in one["text"] for one in made), made
    assert sum(OWN in one["text"] for one in made) == 1, made


def _late(visit: Visit) -> list[Any]:
    return [one for one in visit.look("attendance") if one["attended"] == "late"]


def _last_week(visit: Visit) -> str:
    """The day of last week's session, as the list says it: its notes are not written yet."""
    today = datetime.fromisoformat(visit.look("clock")[0]["now"]).date()
    day = today - timedelta(days=today.weekday() + 6)
    return f"{day:%a}, {day:%b} {day.day}"


def _add(visit: Visit, name: str, *, waits: bool) -> None:
    keys("ctrl+shift+m")
    dialog = visit.program.window("Add a member", "dialog")
    dialog.find("Client", "field").type(name)
    keys("Return")
    dialog.find("Client", "field").reads(name)
    dialog.shows("they will wait for one" if waits else "There is a place")
    keys("ctrl+Return")
    visit.program.window_gone("Add a member")


def _book_three(visit: Visit) -> None:
    ahead = datetime.now(tz=UTC).date() + timedelta(weeks=_WEEKS_AHEAD)
    monday = ahead + timedelta(days=-ahead.weekday() % 7)
    before = len(_booked(visit))
    keys("ctrl+shift+n")
    form = visit.program.window("New appointment", "dialog")
    form.shows("2 members are taken.")
    form.find("Day", "field").type(f"{monday.month}/{monday.day}/{monday.year}")
    form.find("Begins at", "field").type("2:00 pm")
    keys("Tab")
    form.find("Repeat…", "button").click()
    repeat = visit.program.window("Repeat", "dialog")
    repeat.find("How often", "choice").choose("By the week")
    repeat.find("It ends", "choice").choose("After so many times")
    repeat.find("Times", "field").type("3")
    keys("ctrl+Return")
    visit.program.window_gone("Repeat")
    form.shows("Nothing: all of its times are free.")
    form.find("Book", "button").click()
    visit.program.window_gone("New appointment")
    until(lambda: len(_booked(visit)) == before + 3, "three sessions in the office")


def _booked(visit: Visit) -> list[Any]:
    return [one for one in visit.look("appointments") if one["kind"] == "group"]
