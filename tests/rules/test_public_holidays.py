"""Public holidays, of a country and of its parts."""

from datetime import date

import pytest

from db.rules.public_holidays import public_holidays, subdivisions
from db.rules.scheduling.weights import RULES, Rule
from db.texts.calendar_rules import rule_words


def names(country: str, state: str = "", language: str = "") -> dict[date, str]:
    return dict(public_holidays(country, (2026,), state, language))


def test_a_state_has_days_of_its_own_besides_the_countrys() -> None:
    patriots = date(2026, 4, 20)
    assert patriots not in names("US") and names("US", "MA")[patriots] == "Patriots' Day"
    assert date(2026, 12, 25) in names("US") and date(2026, 12, 25) in names("US", "MA")


def test_states_are_offered_by_name() -> None:
    known = dict(subdivisions("us"))
    assert known["MA"] == "Massachusetts" and known["PR"] == "Puerto Rico"
    assert subdivisions("XX") == ()


def test_names_are_in_the_language_where_there_are_such() -> None:
    new_year = date(2026, 1, 1)
    assert names("US", language="es")[new_year] == "New Year's Day"
    assert names("DE", language="en")[new_year] == "New Year's Day"
    assert names("DE", language="de")[new_year] == "Neujahr"


def test_what_is_not_known_has_no_days() -> None:
    assert names("XX") == {} == names("US", "no such state")


@pytest.mark.parametrize("rule", [choice.rule for choice in RULES])
def test_each_rule_of_the_calendar_has_a_name_a_sentence_and_an_example(rule: Rule) -> None:
    words = rule_words(rule)
    assert words.name and words.says.endswith(".") and words.example.endswith(".")
