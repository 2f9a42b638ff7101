"""Published figures: FEBRL set 1, 1,000 synthetic records with 500 known duplicates."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import pytest

from db.rules.matching import Person, Verdict, blocking_keys, match
from db.rules.partial_date import PartialDate

NAMES = Path(__file__).parent.parent / "fixtures" / "names"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (NAMES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, skipinitialspace=True)


def _born(text: str) -> PartialDate | None:
    try:
        return PartialDate(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


@lru_cache
def people(with_address: bool) -> dict[str, Person]:
    return {
        row["rec_id"]: Person(
            first=row["given_name"],
            last=row["surname"],
            birth_date=_born(row["date_of_birth"]),
            ssn_last4=row["soc_sec_id"][-4:],
            street=f"{row['street_number']} {row['address_1']}" if with_address else "",
            postal_code=row["postcode"] if with_address else "",
        )
        for row in _rows("dataset1.csv")
    }


def true_pairs() -> set[frozenset[str]]:
    return {frozenset((row["rec_a"], row["rec_b"])) for row in _rows("dataset1_truth_pairs.csv")}


def candidate_pairs(records: dict[str, Person]) -> set[frozenset[str]]:
    """The pairs that share a key: what a look-up in the office would compare."""
    filed = defaultdict(list)
    for name, person in records.items():
        for key in blocking_keys(person):
            filed[key].append(name)
    return {frozenset(pair) for names in filed.values() for pair in combinations(names, 2)}


def test_true_pairs_share_a_key_and_strangers_seldom_do() -> None:
    candidates = candidate_pairs(people(False))
    assert len(candidates & true_pairs()) / 500 >= 0.97
    assert len(candidates) <= 2 * 500


@pytest.mark.parametrize("with_address", [True, False], ids=["with address", "without address"])
def test_duplicates_are_found_through_the_keys_as_published(with_address: bool) -> None:
    records = people(with_address)
    verdicts = {
        pair: match(*(records[name] for name in sorted(pair))).verdict
        for pair in candidate_pairs(records)
    }
    shown = {pair for pair, verdict in verdicts.items() if verdict is not Verdict.DIFFERENT}
    sure = {pair for pair, verdict in verdicts.items() if verdict is Verdict.SAME}
    assert len(shown & true_pairs()) / len(shown) >= 0.99
    assert len(shown & true_pairs()) / 500 >= 0.95
    assert sure <= true_pairs()


def test_comparing_everybody_with_a_sample_finds_no_stranger() -> None:
    records = people(True)
    sample = sorted(records)[::20]
    shown = {
        frozenset((one, other))
        for one in sample
        for other in records
        if one != other and match(records[one], records[other]).verdict is not Verdict.DIFFERENT
    }
    assert shown and shown <= true_pairs()
