"""A court report is looked at before it leaves, saved, and recorded with who got it."""

import hashlib

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit


def play(stage: Stage) -> None:
    """The supervisor previews the report for the next hearing and saves it for the court."""
    visit = Visit(stage, "sam")
    number = visit.next_hearing["case"]
    before = visit.look("disclosures")
    file = stage.folder / "report.pdf"
    window = visit.window

    visit.go("Reports")
    window.find("Reports and exports", "table").cell("Court report").click()
    save = window.find("Save as", "button")
    assert not save.is_("enabled"), "what nobody has looked at can be saved"
    window.find("Case number", "field").type("1999-9999")
    window.find("Show", "button").click()
    window.shows("There is no case with number “1999-9999”.")

    window.find("Case number", "field").type(number)
    window.find("Show", "button").click()
    seen = window.shows("pages").text
    stage.picture("preview")

    save.click()
    visit.save_file_as("Save as", file)
    dialog = visit.program.window("Who gets this?")
    dialog.find("Recipient", "field").type("")
    dialog.find("Save", "button").click()
    dialog.shows("Say who receives this.")
    assert not file.exists(), "it left before anybody said who gets it"
    dialog.find("Recipient", "field").type("Judge Okafor")
    dialog.find("Save", "button").click()
    window.shows("Saved as report.pdf")

    pages = visit.pdf(file)
    assert seen.startswith(f"{len(pages)} page"), (seen, len(pages))
    assert number in pages[0] and "Report to the court" in pages[0], pages[0]
    assert any("Facts since" in page for page in pages)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1], pages[-1]
    left = visit.fresh("disclosures", before)
    assert (left["document"], left["recipient"]) == ("court", "Judge Okafor"), left
    assert left["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
