"""A file with bad rows comes in: its good rows once, its bad ones into a file to be mended."""

import csv

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi_waiting import until

GOOD = ("Quibbleton", "Rosemarywine", "Zellermoor")
ROWS = f"""Record id,First name,Last name,Birth date,Cell phone
A-1,Wilhelmina,{GOOD[0]},1/14/1988,(555) 012-9911
A-2,,,3/3/1990,(555) 012-9912
A-3,Theophilus,{GOOD[1]},2/30/1991,(555) 012-9913
A-4,Anastasia,{GOOD[1]},5/6/2016,
A-5,Bartholomew,{GOOD[2]},1979,
"""


def play(stage: Stage) -> None:
    """Three rows come in, two are rejected and saved with reasons; twice is not more than once."""
    table = stage.folder / "people.csv"
    table.write_text(ROWS, encoding="utf-8")
    rejected = stage.folder / "rejected.csv"
    visit = Visit(stage, "dana")
    before = visit.look("clients")
    assert not [c for c in before if c["last"] in GOOD]
    window = visit.window

    visit.go("Import")
    window.find("File", "field").type(str(table))
    window.find("Read the file", "button").click()
    window.shows("5 rows · 3 to add · 0 already there · 2 rejected")
    rows = window.find("Rows of the file", "table")
    assert rows.rows == 5, rows.rows
    rows.cell("Rejected")
    window.shows("Neither a first nor a last name is given")
    window.shows("2/30/1991")
    assert visit.look("clients") == before, "the preview saved something"

    window.find("Save rejected rows", "button").click()
    visit.save_file_as("Save rejected rows", rejected)
    until(rejected.exists, "the file of rejected rows")
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        heading, *bad = csv.reader(file)
    assert heading[-1] == "Why it was rejected", heading
    assert [row[0] for row in bad] == ["A-2", "A-3"], bad
    assert all(row[-1] for row in bad), bad

    window.find("Import rows", "button").click()
    window.shows("3 rows were added.")
    added = [client for client in visit.look("clients") if client not in before]
    assert sorted(client["last"] for client in added) == sorted(GOOD), added

    window.find("Read the file", "button").click()
    window.shows("5 rows · 0 to add · 3 already there · 2 rejected")
    assert not window.find("Import rows", "button").is_("enabled")
    again = visit.answer("import", "clients", str(table))
    assert (again["added"], again["already_there"], len(again["rejected"])) == (0, 3, 2), again
    assert len(visit.look("clients")) == len(before) + 3
