"""What is handed to a client who asks who saw the file, and what of it left."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from printing.reports import disclosures, file_access
from tests.printing.made import LETTERHEAD, pages, paper, words
from tests.printing.made_access import DISCLOSURES, FILE_ACCESS


def test_who_saw_the_file_stands_there_in_words() -> None:
    text = words(paper(FILE_ACCESS, file_access.build))
    for expected in (
        "Reyes, Noah, C-00012",
        "March 1, 2026 to March 31, 2026",
        "April 2, 2026 by Sam Okafor",
        "Ana Ruiz Caseworker 1 1 3/2/2026 3/3/2026",
        "3/5/2026 10:05 PM Noor Haddad Case file opened in an emergency 2026-0042",
        "3/2/2026 9:05 AM Rita Bell Client’s file opened",
        "Court report",
        "Juvenile Court",
    ):
        assert expected in text, expected


def test_the_accounting_says_when_what_to_whom_and_what_for() -> None:
    text = words(paper(DISCLOSURES, disclosures.build))
    outside, _, inside = text.partition("for the office’s own use")
    for expected in ("3/9/2026", "10:05 AM", "Court report", "Juvenile Court, Hampshire County",
                     "Ana Ruiz", "printed"):  # fmt: skip
        assert expected in outside, expected
    assert "Client sheet" in inside and "For the home visit" in inside
    assert "Client sheet" not in outside


def test_a_period_without_anything_says_so() -> None:
    text = words(paper(FILE_ACCESS, file_access.build, lines=(), disclosures=()))
    assert "Nobody opened or changed the file in this period." in text
    assert "Nothing was given to others in this period." in text


def test_a_busy_file_has_its_heads_on_each_page() -> None:
    shown = pages(paper(FILE_ACCESS, file_access.build, lines=FILE_ACCESS.lines * 300))
    assert len(shown) > 10
    assert all("When Who What Case" in text for text in shown[1:-1])


def test_each_page_carries_the_state_of_the_records() -> None:
    with_state = replace(LETTERHEAD, record_state="3F9A-00C1-7B2E-D481")
    shown = pages(
        paper(FILE_ACCESS, file_access.build, letterhead=with_state, lines=FILE_ACCESS.lines * 100)
    )
    assert len(shown) > 2
    assert all("Record state 3F9A-00C1-7B2E-D481" in text for text in shown)


def test_the_files_metadata_name_nobody() -> None:
    out = BytesIO()
    file_access.build(FILE_ACCESS, out)
    told = str(PdfReader(out).metadata)
    assert "Noah" not in told and "Reyes" not in told and "C-00012" not in told
