"""Which first names may belong to one person."""

import pytest

from db.rules.nicknames import full_names, is_known, may_be_nicknames, share_a_nickname
from db.rules.sounds import sound_key


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("bob", "robert"),
        ("peggy", "margaret"),
        ("bob", "robby"),  # both are short for Robert
        ("lupe", "guadalupe"),
        ("paco", "francisco"),
        ("chuy", "jesus"),
        ("wm", "william"),
    ],
)
def test_a_nickname_belongs_to_its_name_in_either_direction(a: str, b: str) -> None:
    assert may_be_nicknames(a, b) and may_be_nicknames(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("christopher", "christina"), ("maria", "mario"), ("john", "james"), ("zzz", "bob")],
)
def test_two_names_are_not_one_for_sharing_a_short_form(a: str, b: str) -> None:
    assert not may_be_nicknames(a, b)


def test_names_that_are_shortened_alike_are_known() -> None:
    assert share_a_nickname("christopher", "christina")
    assert share_a_nickname("stephen", "steven")
    assert not share_a_nickname("john", "maria")


def test_the_lists_know_names_and_nicknames() -> None:
    assert is_known("robert") and is_known("bob") and not is_known("zzyzx")
    assert "robert" in full_names("bob")
    assert full_names("zzyzx") == frozenset()


def test_names_that_sound_alike_share_a_key() -> None:
    assert sound_key("meyer") == sound_key("maier")
    assert sound_key("smith") == sound_key("smyth")
    assert sound_key("smith") != sound_key("jones")
    assert sound_key("иванов") == "иван"
    assert sound_key("123")
