"""Two programs book one slot at the same moment: one gets it; the other hears why not, loses
nothing that was typed, and books the next free time from there.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.acceptance.quiet import quiet_day
from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import click_both, keys, put_window
from tests.drivers.atspi_waiting import until

WITH = "Ana Ruiz"  # the first in the calendar: both forms begin with her
_WEEKS_AHEAD = 10  # where the sample office has hardly anything
_TUESDAY = 1


@dataclass
class Racer:
    """One of the two, with the form in front of them."""

    visit: Visit
    client: str
    subject: str
    form: Node

    def button(self) -> Node:
        return self.form.find("Book", "button")

    def has_booked(self) -> bool:
        return not any(window.name.startswith("New app") for window in self.visit.program.windows())


def play(stage: Stage) -> None:
    """Rita and Sam want ten o'clock with the same worker, each for somebody else."""
    rita = Visit(stage, "rita")
    sam = rita.beside("sam")
    day = quiet_day(rita, _TUESDAY, _WEEKS_AHEAD, who=WITH)
    racers = [
        _fill(visit, client, subject, day)
        for visit, client, subject in zip(
            (rita, sam), _clients(rita), ("School papers", "Letter to the landlord"), strict=True
        )
    ]
    put_window(rita.program.process.pid, "New appointment", 0, 330)
    put_window(sam.program.process.pid, "New appointment", 700, 0)
    for racer in racers:
        racer.form.shows("Nothing: the time is free.")
    stage.picture("ready")
    click_both(*(racer.button().middle() for racer in racers))

    until(lambda: any(racer.has_booked() for racer in racers), "one of the two to have it", 30)
    refused = until(lambda: [one for one in racers if not one.has_booked()], "the other")
    assert len(refused) == 1, "both have it"
    (loser,) = refused
    loser.form.shows(re.compile(rf"^{WITH} is already booked on .* from 10:00.AM to 10:30.AM"))
    loser.form.shows("Choose a time from 10:30")
    (winner,) = [one for one in racers if one is not loser]
    assert [one["subject"] for one in _booked(rita, day)] == [winner.subject]
    loser.form.find("Subject", "field").reads(loser.subject)
    loser.form.find("Client", "field").reads(loser.client)
    stage.picture("refused")

    loser.visit.come_forward()
    loser.form.find("Next free", "button").click()
    free = loser.form.find("Free times", "list")
    until(lambda: free.rows > 1, "free times")
    keys("Return")
    loser.form.lacks("Not possible")
    loser.button().click()
    until(loser.has_booked, "the next free time to be booked", 30)
    both = _booked(rita, day)
    assert {one["subject"] for one in both} == {one.subject for one in racers}, both
    first, second = sorted(both, key=lambda one: str(one["starts"]))
    assert first["ends"] <= second["starts"], both


def _fill(visit: Visit, client: dict[str, str], subject: str, day: date) -> Racer:
    visit.come_forward()
    keys("ctrl+3")
    visit.window.shows(re.compile(f"· {WITH}"))  # below the days, when they are there
    keys("ctrl+n")
    form = visit.program.window("New appointment", "dialog")
    form.find("Subject", "field").type(subject)
    name = f"{client['first']} {client['last']}"
    form.find("Client", "field").type(client["number"])
    keys("Return")
    form.find("Client", "field").reads(name)
    form.find("Day", "field").type(f"{day:%m/%d/%Y}")
    form.find("Begins at", "field").type("10:00")
    form.find("Length", "field").type("30")
    keys("Tab")
    until(lambda: form.find("Workers", "list").cell(WITH).is_("checked"), f"{WITH} to be ticked")
    return Racer(visit, name, subject, form)


def _clients(visit: Visit) -> list[dict[str, str]]:
    known = [one for one in visit.look("clients", "rita") if not one["restricted"]]
    return known[:2]


def _booked(visit: Visit, day: date) -> list[Any]:
    """What holds the worker on that day."""
    found = [one for one in visit.look("taken") if one["name"] == WITH]
    return [one for one in found if str(one["starts"]).startswith(f"{day:%Y-%m-%d}")]
