"""Two programs on one office: each says who edits there too; the later save overwrites nothing."""

import re

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_waiting import until

MINE, THEIRS = "Alexandrine", "Annabella"


def play(stage: Stage) -> None:
    """Rita and Sam open the same client; Rita saves first, Sam chooses what to keep."""
    rita = Visit(stage, "rita")
    client = next(c for c in rita.look("clients") if not c["restricted"])
    sam = rita.beside("sam")
    dialogs = {}
    for visit in (rita, sam):
        visit.come_forward()
        visit.find(f"{client['first']} {client['last']}")
        visit.window.shows(client["number"])
        visit.window.find("Edit client", "button")  # or the key comes before the file
        keys("F2")
        dialogs[visit.who] = visit.program.window("Change client")
    dialogs["sam"].shows("Rita Delgado is editing this too", seconds=20)
    stage.picture("editing")
    rita.come_forward()
    dialogs["rita"].shows("Samuel Okafor is editing this too", seconds=20)
    dialogs["rita"].find("First name", "field").type(THEIRS)
    dialogs["rita"].find("Preferred first name", "field").type("Bella")
    dialogs["rita"].find("Save client", "button").click()
    rita.program.window_gone("Change client")

    sam.come_forward()
    dialogs["sam"].find("First name", "field").type(MINE)
    dialogs["sam"].find("Save client", "button").click()
    choosing = sam.program.window("Changed meanwhile")
    choosing.shows(THEIRS)
    choosing.shows(re.compile("^Rita Delgado saved this record after you opened it, on "))
    dialogs["sam"].lacks(re.compile("^Rita Delgado is editing this too"), seconds=20)
    stage.picture("stale")
    now = next(c for c in rita.look("clients") if c["number"] == client["number"])
    assert now["first"] == THEIRS, "the second save went over the first"
    keys("Escape")
    sam.program.window_gone("Changed meanwhile")
    dialogs["sam"].find("First name", "field").reads(MINE)
    dialogs["sam"].find("Save client", "button").click()
    choosing = sam.program.window("Changed meanwhile")
    choosing.find("Save these", "button").click()
    sam.program.window_gone("Change client")
    until(
        lambda: any(c["first"] == MINE for c in sam.look("clients")),
        "what Sam chose in the office",
    )
