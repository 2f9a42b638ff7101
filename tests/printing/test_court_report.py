"""What a court report says, and what it never says."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from db.queries.report_data.court_report import CourtPerson, Fact
from db.rules.codes import PartyRole, Topic
from db.texts import use
from printing.reports.court_opinion import Recommendation, recommendations_in
from tests.printing.made import FULL, LETTERHEAD, SCHOOL_VISIT, pages, paper, words


def test_everything_that_is_known_stands_in_it() -> None:
    text = words(paper())
    for expected in (
        "IN THE JUVENILE COURT",
        "COUNTY OF HAMPSHIRE",
        "Noah R.",
        "26-CP-0117",
        "Permanency hearing",
        "November 26, 2026, 9:30 AM",
        "Hon. Cordelia Mbeki",
        "Written by Ana Ruiz, MSW",
        "From the last hearing on August 7, 2026 to November 23, 2026",
        "3/14/2016",
        "10 years",
        "October 19, 2025 (13 months before this hearing)",
        "Number of placements 2",
        "Foster family 11/3/2025 Today Not recorded Yes",
        "Gloria Foster parent",
        "Leon Achebe Attorney for the child Achebe & Stahl",
        "8/12/2026, 9/20/2026 (attempted), 10/1/2026",
        "Attendance letter of October 2.",
        "The mother shall complete a parenting course. Due 12/1/2026 Six of eight sessions.",
        "Partially implemented",
        "He was removed in October 2025. Noah lives with a foster family.",
        "with Leila Haddad, Noah Reyes",
        "Ana Ruiz, signed 9/4/2026",
        "His teacher said that he reads well.",
        "Addendum of 9/5/2026 by Ana Ruiz Corrected: seven days.",
        "In my opinion he is safe.",
        "1. That the placement continue. Rationale: he is settled.",
        "Samuel Okafor",
    ):
        assert expected in text, expected


def test_facts_stand_before_the_opinion_and_recommendations_last() -> None:
    text = words(paper())
    order = ("His teacher said", "In my opinion", "That the placement", "Respectfully submitted")
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


@pytest.mark.parametrize("lines", range(0, 40, 2))
def test_nobody_signs_a_page_on_which_nothing_else_stands(lines: int) -> None:
    """Such a page could be put under another report."""
    long = "\n\n".join(f"He is safe, reason {n}." for n in range(lines))
    *_, last = pages(paper(replace(FULL, assessment=long)))
    assert "recommends: 1. That the placement continue" in last
    assert "Respectfully submitted" in last


def test_what_is_missing_is_said_to_be_missing() -> None:
    bare = replace(
        FULL,
        caption=replace(FULL.caption, court="", docket="", judge="", courtroom="", county=""),
        people=(CourtPerson("Noah Reyes", PartyRole.CHILD, None, None),),
        parties=(),
        placements=(),
        contacted=(),
        records_reviewed="",
        orders=(),
        situation="",
        background="",
        facts=(),
        assessment="",
        recommendations="  \n ",
        removed_on=None,
        since=None,
        supervisor=None,
    )
    text = words(paper(bare))
    for heading in ("Records reviewed", "Situation and background", "Recommendations"):
        assert f"{heading} Not recorded" in text
    for label in ("Docket number", "Judge", "Date of birth", "School", "Removed from home"):
        assert f"{label} Not recorded" in text
    assert "Court: not recorded" in text
    assert "No orders are recorded." in text
    assert "There are no signed notes in this period." in text
    assert "From the opening of the case" in text
    assert "Supervisor" in text


@pytest.mark.parametrize("notes", [1, 60])
def test_each_page_says_which_of_how_many_it_is(notes: int) -> None:
    note = replace(SCHOOL_VISIT, text="He reads well. " * 60)
    shown = pages(paper(facts=((Topic.SCHOOL, (note,) * notes),)))
    assert len(shown) > 1
    for number, text in enumerate(shown, 1):
        assert f"Page {number} of {len(shown)}" in text


def test_unsigned_notes_make_it_a_draft_on_every_page() -> None:
    note = replace(SCHOOL_VISIT, text="He reads well. " * 400)
    shown = pages(paper(unsigned=2, facts=((Topic.SCHOOL, (note,)),)))
    assert all("DRAFT – not signed" in text for text in shown)
    assert "2 contact notes of this period are not signed yet" in shown[0]
    assert "DRAFT" not in words(paper())
    assert "DRAFT – not signed" in words(paper(draft=True))


def test_that_protected_notes_exist_is_not_printed() -> None:
    assert words(paper(withheld=3)) == words(paper(withheld=0))


def test_the_metadata_name_no_client() -> None:
    reader = PdfReader(BytesIO(paper()))
    told = " ".join(str(value) for value in (reader.metadata or {}).values())
    told += " ".join(str(entry) for entry in reader.outline)
    assert reader.metadata is not None and reader.metadata.title == "Court report"
    assert not any(name in told for name in ("Noah", "Reyes", "Rosa", "26-CP-0117"))


def test_the_same_data_give_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from tests.printing.made import paper; "
        "print(hashlib.sha256(paper()).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_letter_and_a4_are_set_on_their_paper() -> None:
    for name, width in (("letter", 612), ("a4", 595)):
        pdf = paper(letterhead=replace(LETTERHEAD, paper=name))
        assert int(PdfReader(BytesIO(pdf)).pages[0].mediabox.width) == width


def test_every_font_is_embedded() -> None:
    reader = PdfReader(BytesIO(paper(situation="Ἀθήνα 東京 שלום ١٢ <b>")))
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_a_note_of_hundreds_of_pages_is_printed_whole() -> None:
    long_note = replace(SCHOOL_VISIT, text="He reads. " * 100_000 + "The last word is zebra.")
    printed = PdfReader(BytesIO(paper(facts=((Topic.SCHOOL, (long_note,)),)))).pages
    assert len(printed) > 150
    full = [printed[number].extract_text().count("reads.") for number in (20, 80, 140)]
    assert min(full) > 400 and len(printed) > 100_000 // max(full), "no page is left out"
    assert any("zebra" in page.extract_text() for page in printed[-3:])


def test_a_long_order_is_continued_under_the_table() -> None:
    order = replace(FULL.orders[0], text="The mother shall attend. " * 400 + "Until further order.")
    text = words(paper(orders=(order,)))
    assert "… (continued below: 1)" in text
    assert "Continued: 1" in text
    assert "Until further order." in text


def test_it_is_written_in_spanish_where_the_office_does() -> None:
    use("es")
    assert "26-CP-0117" in words(paper())


def test_numbers_and_rationales_are_read_from_the_text() -> None:
    typed = "1. Keep the placement.\n2) Extend visits.\nReason: they go well.\n\n- Review in March"
    assert recommendations_in(typed) == [
        Recommendation("Keep the placement."),
        Recommendation("Extend visits.", "they go well."),
        Recommendation("Review in March"),
    ]


def test_a_line_that_ends_with_a_full_stop_ends_a_recommendation() -> None:
    typed = "That he stay where he is.\nThat visits be\nextended.\nReason: they go well."
    assert recommendations_in(typed) == [
        Recommendation("That he stay where he is."),
        Recommendation("That visits be\nextended.", "they go well."),
    ]


def test_a_rationale_after_a_blank_line_belongs_to_the_one_before() -> None:
    assert recommendations_in("Extend visits.\n\nRationale: they go well.") == [
        Recommendation("Extend visits.", "they go well.")
    ]


def test_a_rationale_is_known_by_the_word_that_the_form_suggests_in_spanish() -> None:
    (found,) = recommendations_in("Que continúe la colocación.\nFundamento: es estable.")
    assert found.rationale == "es estable."


def test_a_recommendation_without_a_rationale_says_so() -> None:
    text = words(paper(recommendations="Extend visits.\nReason: they go well.\n\nReview in March."))
    assert "2. Review in March. Rationale: not recorded" in text
    assert "No separate rationale is recorded" in words(paper(recommendations="Extend visits."))


def test_dates_of_attempts_stand_among_the_others_in_order() -> None:
    person = replace(FULL.contacted[0], dates=(), attempts=(date(2026, 9, 2), date(2026, 9, 1)))
    text = words(paper(contacted=(person,)))
    assert "9/1/2026 (attempted), 9/2/2026 (attempted)" in text


def test_a_fact_without_place_people_or_signature_still_names_its_source() -> None:
    fact = Fact(SCHOOL_VISIT.on, SCHOOL_VISIT.kind, "Ana Ruiz", "He reads.")
    text = words(paper(facts=((Topic.SCHOOL, (fact,)),)))
    assert "9/3/2026, 2:15 PM · School visit · Ana Ruiz He reads." in text
