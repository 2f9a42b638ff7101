"""Phone numbers and e-mail addresses as they are compared and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.phones import email_key, format_phone, phone_key


@pytest.mark.parametrize(
    "typed",
    [
        "5552013344",
        "(555) 201-3344",
        "555.201.3344",
        "1-555-201-3344",
        "+1 555 201 3344",
        "001 555 201 3344",
        "555 201 3344 ext. 12",
        "555-201-3344x12",
        "٥٥٥٢٠١٣٣٤٤",
    ],
)
def test_one_number_has_one_key_however_it_is_written(typed: str) -> None:
    assert phone_key(typed) == "5552013344"


def test_other_countries_keep_their_code() -> None:
    assert phone_key("+52 55 1234 5678") == "525512345678"
    assert phone_key("011 52 55 1234 5678") == "525512345678"
    assert phone_key("0052 55 1234 5678") == "525512345678"


@pytest.mark.parametrize("typed", ["", "none", "911", "call her sister", "123-456"])
def test_what_is_no_number_has_no_key(typed: str) -> None:
    assert phone_key(typed) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5552013344", "(555) 201-3344"),
        ("1 555 201 3344", "(555) 201-3344"),
        ("555.201.3344 x 12", "(555) 201-3344 ext. 12"),
        ("+52 55 1234 5678", "+52 55 1234 5678"),
        ("555-0199", "555-0199"),
        ("after 5: 5552013344", "after 5: 5552013344"),
        ("1234567890", "1234567890"),
        ("  555  ", "555"),
    ],
)
def test_only_numbers_of_north_america_are_rewritten(typed: str, shown: str) -> None:
    assert format_phone(typed) == shown


@given(st.text())
def test_formatting_twice_changes_nothing_more(text: str) -> None:
    assert format_phone(format_phone(text)) == format_phone(text)


@given(st.text(alphabet="0123456789 ()-.+x", max_size=25))
def test_formatting_keeps_the_number(text: str) -> None:
    assert phone_key(format_phone(text)) == phone_key(text)


@pytest.mark.parametrize(
    "typed",
    ["Ada@Example.ORG", " ada@example.org ", "mailto:ada@example.org", "Ada <ada@example.org>"],
)
def test_one_address_has_one_key(typed: str) -> None:
    assert email_key(typed) == "ada@example.org"


@pytest.mark.parametrize("typed", ["", "none", "ada@", "@example.org", "ada@example", "a b@c.d"])
def test_what_is_no_address_has_no_key(typed: str) -> None:
    assert email_key(typed) == ""
