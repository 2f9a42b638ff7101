"""What is opened with a click, and who is offered first as an interpreter."""

from dataclasses import dataclass

import pytest

from db.rules.interpreters import codes_of, stored_codes, suiting_first
from db.rules.joining_link import LONGEST_LINK, is_joining_link, link_findings


@pytest.mark.parametrize(
    "link",
    [
        "https://us02web.zoom.us/j/81234567890?pwd=abc",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0",
        "https://meet.google.com/abc-defg-hij",
        "https://video.example.org:8443/room",
    ],
)
def test_links_of_meetings_are_taken(link: str) -> None:
    assert is_joining_link(link)
    assert not list(link_findings(link))


@pytest.mark.parametrize(
    "link",
    [
        "http://zoom.us/j/1",
        "zoom.us/j/1",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://localhost/x",
        "https://zoom.us@evil.example.org/j/1",
        "https://zoom.us/j/1 and more",
        "https://zoom.us:99999999/j/1",
        "https://zoom.us/\u202ej",
        "https://[broken/",
        "zoommtg://zoom.us/join?confno=1",
    ],
)
def test_nothing_else_is_opened(link: str) -> None:
    assert not is_joining_link(link)
    assert [one.code for one in link_findings(link)] == ["appointment.link_not_https"]


def test_no_link_is_no_mistake_and_a_long_one_is_told() -> None:
    assert not list(link_findings("  "))
    long = "https://zoom.us/" + "x" * LONGEST_LINK
    assert [one.code for one in link_findings(long)] == ["text.too_long"]


@dataclass(frozen=True)
class Person:
    name: str
    languages: tuple[str, ...]


def test_who_speaks_the_clients_language_stands_first() -> None:
    known = [Person("Ali", ("ar",)), Person("Bo", ("es",)), Person("Cy", ("fr", "es"))]
    assert [one.name for one in suiting_first(known, "es")] == ["Bo", "Cy", "Ali"]
    assert suiting_first(known, "") == known


def test_languages_are_stored_once_each_and_read_again() -> None:
    assert codes_of(stored_codes(("es", "ase", "es"))) == ("es", "ase")
    assert codes_of("") == ()
