"""Names as they are folded and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import names
from db.rules.names import NameOrder, PersonName, fold, tokens, typed_name


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Łukasz", "lukasz"),
        ("  STRAẞE   Weiß ", "strasse weiss"),
        ("José María Ñuñez", "jose maria nunez"),
        ("Søren Ærø", "soren aero"),
        ("İstanbul I\u015f\u0131k", "istanbul isik"),
        ("Nguyễn Văn Ánh", "nguyen van anh"),
        ("Đặng", "dang"),
        ("O'Brien", "obrien"),
        ("O\u2019Brien", "obrien"),
        ("Ka\u02bbahumanu", "kaahumanu"),
        ("Garcia-Lopez", "garcia lopez"),
        ("Smith, John (Jr.)", "smith john jr"),
        ("Йозеф Ёлкин", "иозеф елкин"),
        ("Θεόδωρος", "θεοδωροσ"),
        ("أحمد", "احمد"),
        ("שָׁלוֹם", "שלום"),
        ("김철수", "김철수"),
        ("हिन्दी", "हिन्दी"),
        ("がか", "がか"),
        ("ﬁona", "fiona"),
        ("Jose\u0301", "jose"),
        ("a\u200bb", "ab"),
        ("", ""),
        ("...", ""),
    ],
)
def test_a_name_is_folded_for_finding(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_words_fold_alone_as_they_fold_together(a: str, b: str) -> None:
    assert fold(f"{fold(a)} {fold(b)}") == " ".join(f"{fold(a)} {fold(b)}".split())


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F)))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


def test_tokens_are_the_words_in_order() -> None:
    assert tokens("Van Anh  Nguyễn") == ("van", "anh", "nguyen")


def test_a_preferred_name_stands_for_the_first() -> None:
    name = PersonName(first="Robert", last="Smith", middle="James", suffix="Jr.", preferred="Bob")
    assert name.display() == "Bob Smith Jr."
    assert name.display(NameOrder.FAMILY_FIRST) == "Smith, Bob, Jr."
    assert name.legal() == "Robert James Smith Jr."
    assert name.legal(NameOrder.FAMILY_FIRST) == "Smith, Robert James, Jr."
    assert name.both() == "Robert James “Bob” Smith Jr."


def test_missing_parts_leave_no_holes() -> None:
    assert PersonName(first="Cher").display() == "Cher"
    assert PersonName(last="Waller").legal(NameOrder.FAMILY_FIRST) == "Waller"
    assert PersonName(first=" Ada ", last=" Lovelace ").legal() == "Ada Lovelace"
    assert PersonName(first="Ada", last="L", preferred="ADA").both() == "Ada L"
    assert PersonName().display() == ""


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Ada Lovelace", "Ada", "Lovelace"),
        (" Lovelace,  Ada ", "Ada", "Lovelace"),
        ("Ana María Núñez", "Ana María", "Núñez"),
        ("Lovelace", "", "Lovelace"),
        ("", "", ""),
        ("C-00042", "", ""),
        ("555 0100", "", ""),
    ],
)
def test_a_name_that_was_looked_for_can_be_taken_in(typed: str, first: str, last: str) -> None:
    assert typed_name(typed) == PersonName(first=first, last=last)


def test_a_child_appears_under_initials() -> None:
    assert PersonName(first="Ada", last="Lovelace").initials() == "A. L."
    assert PersonName(first="élodie", last="d'Arc").initials() == "É. D."
    assert PersonName(first="'Aisha").initials() == "A."
    assert PersonName(first="小龍", last="李").initials() == "小. 李."


def test_lists_are_ordered_by_last_name_without_accents() -> None:
    assert PersonName(first="Álvaro", last="Núñez").sort_name() == "nunez alvaro"


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_they_do_beside_others(text: str) -> None:
    assert fold(f"{text} ł") == f"{fold(text)} l".strip()


def test_the_words_of_a_note_stay_in_no_memory() -> None:
    kept = names._of_name.cache_info().currsize
    assert fold("Zoë was seen at school. " * 20) == ("zoe was seen at school " * 20).strip()
    assert names._of_name.cache_info().currsize == kept
