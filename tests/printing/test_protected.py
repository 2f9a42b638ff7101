"""What is protected prints nowhere, whoever wrote it and however."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.queries.report_data.court_report import CourtParty
from db.rules.codes import PartyRole, Topic
from db.rules.findings import Refused
from db.texts import explain
from printing.reports.protected import Guard, guarded
from tests.printing.made import FULL, SCHOOL_VISIT, paper, words

PROTECTED = frozenset({"Pemberton", "88 Quarry Lane", "(413) 555-0177", "gloria@example.org"})
DATA = replace(FULL, protected=PROTECTED)


@pytest.mark.parametrize(
    "written",
    [
        "Mrs. Pemberton said",
        "Mrs. PEMBERTON said",
        "the Pembertón family",
        "Gloria Pemberton's dog",
        "We met at 88 Quarry Lane.",
        "We met at 88 quarry\nlane, upstairs",
        "We met at 88, Quarry-Lane",
        "Call 413.555.0177",
        "Call 4135550177",
        "Call 1-413-555-0177 after six",
        "Write to Gloria@Example.org",
    ],
)
def test_a_signed_note_prints_with_what_is_protected_withheld(written: str) -> None:
    note = replace(SCHOOL_VISIT, text=f"Before. {written} After.")
    text = words(paper(DATA, facts=((Topic.SCHOOL, (note,)),)))
    assert "[withheld]" in text
    assert "Before." in text and "After." in text
    assert not Guard(PROTECTED).finds(text)


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ("situation", "Situation and background"),
        ("background", "Situation and background"),
        ("assessment", "Assessment"),
        ("recommendations", "Recommendations"),
        ("records_reviewed", "Records reviewed"),
    ],
)
def test_the_workers_own_words_refuse_the_report_and_say_where(field: str, part: str) -> None:
    with pytest.raises(Refused) as refused:
        paper(DATA, **{field: "She lives with the Pembertons and Mrs. Pemberton."})
    (finding,) = refused.value.findings
    assert (finding.code, finding.field) == ("report.protected", field)
    assert part in explain(refused.value)
    assert "Pemberton" not in explain(refused.value)


def test_a_refused_report_writes_nothing() -> None:
    from io import BytesIO

    from printing.reports import court_report

    out = BytesIO()
    with pytest.raises(Refused):
        court_report.build(replace(DATA, situation="Pemberton"), out)
    assert out.getvalue() == b""


def test_every_quoted_part_is_guarded() -> None:
    bad = "at 88 Quarry Lane"
    note = replace(
        SCHOOL_VISIT,
        text=bad,
        place=bad,
        author=bad,
        with_whom=("Gloria Pemberton",),
        addenda=((SCHOOL_VISIT.addenda[0][0], "Ana Ruiz", bad),),
    )
    order = replace(DATA.orders[0], text=bad, remark=bad)
    person = replace(DATA.contacted[0], name="Gloria Pemberton")
    party = CourtParty("Gloria Pemberton", PartyRole.FOSTER_PARENT, bad)
    data = replace(
        DATA,
        facts=((Topic.SCHOOL, (note,)),),
        orders=(order,),
        contacted=(person,),
        parties=(party,),
    )
    text = words(paper(data))
    assert "Pemberton" not in text and "Quarry" not in text


def test_a_name_that_the_report_prints_anyway_is_let_through() -> None:
    data = replace(DATA, protected=frozenset({"Reyes", "Pemberton"}))
    text = words(paper(data, situation="Noah Reyes lives with kin."))
    assert "Noah Reyes lives with kin." in text


def test_a_foster_parents_name_is_not_let_through_because_she_is_a_party() -> None:
    party = CourtParty("Gloria Pemberton", PartyRole.FOSTER_PARENT)
    assert "Pemberton" not in words(paper(DATA, parties=(party,)))


def test_a_surname_that_is_a_word_is_found_as_a_name_only() -> None:
    guard = Guard({"Young"})
    assert guard.finds("Mrs. Young called")
    assert not guard.finds("a young child")
    assert guard.withhold("Mrs. Young has a young child") == "Mrs. [withheld] has a young child"


def test_part_of_another_word_is_not_found() -> None:
    guard = Guard({"Ross", "555-0177"})
    assert not guard.finds("She went across the river, file 9555-01779")


def test_overlapping_finds_are_withheld_once() -> None:
    guard = Guard({"88 Quarry Lane", "Quarry Lane", "Lane Pemberton"})
    assert guard.withhold("at 88 Quarry Lane Pemberton!") == "at [withheld]!"


def test_short_strings_and_empty_ones_are_not_looked_for() -> None:
    assert not Guard({"", " ", "Ng", "--"}).finds("Ng -- is here")


@given(some.text(max_size=60), some.text(max_size=60))
def test_nothing_protected_is_left_whatever_stands_around_it(before: str, after: str) -> None:
    guard = Guard({"Pemberton", "88 Quarry Lane"})
    kept = guard.withhold(f"{before} Pemberton {after} 88 Quarry Lane {before}")
    assert not guard.finds(kept)


def test_what_needs_no_guarding_is_not_changed() -> None:
    assert guarded(FULL) == FULL
