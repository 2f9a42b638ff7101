"""A worker writes what a report says, and puts the hearing off; the calendar follows."""

import re
from datetime import datetime, timedelta
from typing import Any

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_waiting import until

_WORDS = "He is safe and reads to his sister in the evening."


def play(stage: Stage) -> None:
    """The next hearing of the sample: its report's words, then another day."""
    visit = Visit(stage, "ana")
    before = _next(visit)
    window = visit.window

    visit.go("Court")
    hearings = window.find("Hearings", "table")
    starts = datetime.fromisoformat(before["starts"])  # a case may have more than one to come
    hearings.cell(re.compile(rf"{starts:%b} {starts.day}, ")).click()
    window.shows("Report to the court")
    stage.picture("hearing")
    window.find("Report text", "button").click()
    dialog = visit.program.window("Report text")
    dialog.find("Assessment", "field").type(_WORDS)
    dialog.find("Save for now", "button").click()
    visit.program.window_gone("Report text")
    until(lambda: _next(visit)["assessment"] == _WORDS, "the words in the office")

    window.find("Continue hearing", "button").click()
    dialog = visit.program.window("Continue hearing")
    later = datetime.fromisoformat(before["starts"]) + timedelta(days=14)
    dialog.find("New day", "field").type(f"{later:%m/%d/%Y}")
    dialog.find("Continue hearing", "button").click()
    visit.program.window_gone("Continue hearing")
    window.shows(f"{later:%B} {later.day}, {later.year}")
    moved = next(row for row in visit.look("hearings") if row["assessment"] == _WORDS)
    # The zone may have changed its hour meanwhile.
    assert moved["starts"][:16] == later.isoformat()[:16], moved
    assert before["booked"] is None or moved["booked"] == moved["starts"], moved


def _next(visit: Visit) -> dict[str, Any]:
    """The next hearing of the case that the sample names."""
    number, day = visit.next_hearing["case"], visit.next_hearing["date"]
    found: list[dict[str, Any]] = visit.look("hearings")
    return next(row for row in found if row["case"] == number and row["starts"] >= day)
