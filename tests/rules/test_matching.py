"""Two records, one person? Judged pair by pair."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.matching import Match, Person, Verdict, blocking_keys, match, possible_duplicates
from db.rules.partial_date import PartialDate

NAMES = Path(__file__).parent.parent / "fixtures" / "names"
TRICKY = list(csv.DictReader((NAMES / "tricky_pairs.csv").read_text("utf-8").splitlines()))


def someone(first: str, last: str, born: str = "", **more: object) -> Person:
    birth = PartialDate.from_stored(born) if born else None
    return Person(first=first, last=last, birth_date=birth, **more)  # type: ignore[arg-type]


def side(row: dict[str, str], which: str) -> Person:
    return someone(
        row[f"{which}_first"],
        row[f"{which}_last"],
        row[f"{which}_dob"],
        ssn_last4=row[f"{which}_ssn4"],
        phones=(row[f"{which}_phone"],),
    )


def codes(found: Match) -> set[str]:
    return {reason.code for reason in found.reasons}


@pytest.mark.parametrize("row", TRICKY, ids=lambda row: f"{row['reason']}: {row['a_last']}")
def test_a_tricky_pair_is_judged_as_a_careful_person_would(row: dict[str, str]) -> None:
    assert match(side(row, "a"), side(row, "b")).verdict == row["expected"]


@pytest.mark.parametrize(
    "row",
    [row for row in TRICKY if row["expected"] != "different"],
    ids=lambda row: f"{row['reason']}: {row['a_last']}",
)
def test_a_tricky_pair_that_matches_shares_a_key(row: dict[str, str]) -> None:
    assert not blocking_keys(side(row, "a")).isdisjoint(blocking_keys(side(row, "b")))


PEOPLE = st.builds(
    someone,
    st.sampled_from(["Ana", "Anna", "Bob", "Robert", "J", "Maria", "Mario", "李", "", "Unknown"]),
    st.sampled_from(["Smith", "Smyth", "Garcia", "Garcia Lopez", "Smith Jr", "Smith Sr", "王", ""]),
    st.sampled_from(["", "1980", "1980-03", "1980-03-04", "1980-04-03", "1981-03-04", "1979~"]),
    ssn_last4=st.sampled_from(["", "1234", "1243", "9999"]),
    phones=st.sampled_from([(), ("555-201-3344",), ("201-3344",), ("555-201-9999",)]),
    street=st.sampled_from(["", "12 Elm Street", "12 Elm Stret", "7 Oak Avenue"]),
    preferred=st.sampled_from(["", "Bear"]),
)


@given(PEOPLE, PEOPLE)
def test_it_does_not_matter_who_is_compared_with_whom(a: Person, b: Person) -> None:
    there, back = match(a, b), match(b, a)
    assert (there.score, there.verdict, codes(there)) == (back.score, back.verdict, codes(back))


@given(PEOPLE, PEOPLE)
def test_what_was_found_shares_a_key_unless_it_is_found_by_address_alone(
    a: Person, b: Person
) -> None:
    found = match(a, b).verdict is Verdict.SAME
    without_address = match(
        someone(a.first, a.last, a.birth_date.stored() if a.birth_date else ""),
        someone(b.first, b.last, b.birth_date.stored() if b.birth_date else ""),
    )
    if found and without_address.verdict is Verdict.SAME:
        assert not blocking_keys(a).isdisjoint(blocking_keys(b))


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=6))
def test_any_text_can_be_compared_and_filed(first: str, last: str, ssn: str) -> None:
    person = someone(first, last, "1980-03-04", ssn_last4=ssn, phones=(first,), emails=(last,))
    assert match(person, person).score >= 8
    assert all(0 < len(key) <= 80 for key in blocking_keys(person))


def test_the_reasons_say_what_agrees_and_what_does_not() -> None:
    found = match(
        someone("Robert", "Smith", "1980-03-14", phones=("555-201-3344",)),
        someone("Bob", "Smith", "1980-03-14", phones=("1 (555) 201-3344",)),
    )
    assert codes(found) == {"match.nickname", "match.same_birth_date", "match.same_phone"}
    found = match(someone("Ana", "Cruz", "1980-03-04"), someone("Ana", "Ruz", "1980-04-03"))
    assert codes(found) == {"match.spelling", "match.birth_swapped"}


def test_the_reasons_hold_no_client_data() -> None:
    found = match(someone("Ana", "Cruz", "1980-03-04"), someone("Anna", "Cruz", "1980-03-04"))
    assert found.reasons and all(not reason.params for reason in found.reasons)


def test_a_preferred_name_or_an_alias_counts_as_a_name() -> None:
    bear = someone("Bear", "Smith", "1980-03-14")
    assert match(someone("Robert", "Smith", "1980-03-14", preferred="Bear"), bear).verdict == "same"
    torres = someone("Ana", "Torres", "1980-03-14")
    ruiz = someone("Ana", "Ruiz", "1980-03-14", other_names=("Ana Torres",))
    assert "match.other_name" in codes(match(ruiz, torres))
    assert match(ruiz, torres).verdict == "same"
    assert not blocking_keys(ruiz).isdisjoint(blocking_keys(someone("Ana", "Torres")))


def test_a_middle_name_that_she_goes_by_is_found() -> None:
    assert (
        match(
            someone("Mary", "Cole", "1980-03-14", middle="Ann"),
            someone("Mary Ann", "Cole", "1980-03-14"),
        ).verdict
        == "same"
    )


def test_a_local_number_matches_the_full_one() -> None:
    found = match(
        someone("Ana", "Cruz", phones=("201-3344",)),
        someone("Ana", "Cruz", phones=("555-201-3344",)),
    )
    assert "match.same_phone" in codes(found)


def test_an_estimated_birth_date_does_not_stand_against_a_match() -> None:
    found = match(someone("Ana", "Cruz", "1979~"), someone("Ana", "Cruz", "1980-03-04"))
    assert found.verdict == "review"
    assert match(someone("Ana", "Cruz", "1970~"), someone("Ana", "Cruz", "1980-03-04")).verdict == (
        "different"
    )


def test_the_likeliest_candidates_come_first() -> None:
    typed = someone("Micheal", "Jonson", "1982-06-15")
    candidates = [
        (1, someone("Sandra", "Bell", "1982-06-15")),
        (2, someone("Michael", "Johnson")),
        (3, someone("Michael", "Johnson", "1982-06-15")),
        (4, someone("Michael", "Johnson", "1982-06-16")),
        (5, someone("Mike", "Johnson", "1971-01-30")),
    ]
    assert [found.id for found in possible_duplicates(typed, candidates)] == [3, 4]
    assert [found.id for found in possible_duplicates(typed, candidates, limit=1)] == [3]
