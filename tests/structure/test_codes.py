"""A program of before never meets a code that it does not know.

Its rules could not say what a record with such a code takes: it would book over it, or leave it
out of a list. So a new code of what was there before comes with a migration that is not additive:
then the office refuses older programs, and says which version to install. `known_codes.json` holds
the codes as they were at the newest such migration; with a newer one it is written anew by

    python -m tests.structure.known_codes
"""

from db.rules.codes import ResourceKind
from tests.structure.known_codes import NEWEST_FLOOR, codes_now, known, new_codes


def test_the_codes_are_those_of_the_newest_migration_that_is_not_additive() -> None:
    assert known()["floor"] == NEWEST_FLOOR, "python -m tests.structure.known_codes"


def test_a_new_code_came_with_a_migration_that_is_not_additive() -> None:
    assert new_codes(codes_now()) == {}, (
        "an older program would meet these: add them with a migration of “additive = False”, then "
        "run python -m tests.structure.known_codes"
    )


def test_no_code_of_before_is_gone() -> None:
    now = codes_now()
    for kind, before in known()["codes"].items():
        assert set(before) <= set(now.get(kind, ())), f"{kind}: values in the records never change"


def test_a_new_code_is_found_and_a_kind_of_code_that_nobody_has_yet_is_not() -> None:
    more = {**codes_now(), "Weather": ["rain"]}
    more["ResourceKind"] = [*more["ResourceKind"], "boat"]
    assert new_codes(more) == {"ResourceKind": ["boat"]}
    assert ResourceKind.ROOM_PART.value in known()["codes"]["ResourceKind"]
