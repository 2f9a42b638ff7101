"""How a client may be reached, and what never stands on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.codes import ContactKind, ContactRule
from db.rules.safe_contact import (
    Audience,
    ClientSafety,
    ContactUse,
    SafePoint,
    best_point,
    client_marks,
    on_screen,
    point_marks,
    printable,
    uses,
)

POINTS = st.builds(
    SafePoint,
    st.sampled_from(ContactKind),
    st.text(max_size=5),
    rules=st.frozensets(st.sampled_from(ContactRule)),
    preferred=st.booleans(),
)


def mobile(*rules: ContactRule, preferred: bool = False, value: str = "555") -> SafePoint:
    return SafePoint(ContactKind.MOBILE, value, "", frozenset(rules), preferred)


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (ContactRule.NO_VOICEMAIL, {ContactUse.CALL, ContactUse.TEXT}),
        (ContactRule.NO_TEXT, {ContactUse.CALL, ContactUse.VOICEMAIL}),
        (ContactRule.NO_CALL, {ContactUse.TEXT}),
        (ContactRule.NO_MAIL, {ContactUse.CALL, ContactUse.VOICEMAIL, ContactUse.TEXT}),
        (ContactRule.ASK_CODE_WORD, {ContactUse.CALL, ContactUse.VOICEMAIL, ContactUse.TEXT}),
    ],
)
def test_a_rule_forbids_what_it_says_and_nothing_else(
    rule: ContactRule, left: set[ContactUse]
) -> None:
    assert uses(mobile(rule)) == left


def test_each_kind_has_its_own_uses() -> None:
    assert uses(SafePoint(ContactKind.HOME_PHONE, "5")) == {ContactUse.CALL, ContactUse.VOICEMAIL}
    assert uses(SafePoint(ContactKind.EMAIL, "a@b.c")) == {ContactUse.EMAIL}
    assert uses(SafePoint(ContactKind.ADDRESS, "1 Elm")) == {ContactUse.MAIL}
    assert uses(SafePoint(ContactKind.OTHER, "ask at the shelter")) == frozenset()


def test_the_preferred_point_is_used_if_it_may_be() -> None:
    first, preferred = mobile(value="1"), mobile(preferred=True, value="2")
    assert best_point([first, preferred], ContactUse.TEXT) == preferred
    silent = mobile(ContactRule.NO_TEXT, preferred=True, value="3")
    assert best_point([first, silent], ContactUse.TEXT) == first
    assert best_point([silent], ContactUse.TEXT) is None


def test_mail_goes_to_the_mailing_address() -> None:
    home = SafePoint(ContactKind.ADDRESS, "1 Elm")
    box = SafePoint(ContactKind.MAILING_ADDRESS, "Box 7")
    assert best_point([home, box], ContactUse.MAIL) == box
    forbidden = SafePoint(ContactKind.ADDRESS, "1 Elm", "", frozenset({ContactRule.NO_MAIL}))
    assert best_point([forbidden], ContactUse.MAIL) is None


def test_a_protected_point_is_shown_to_those_who_read_case_files() -> None:
    protected = mobile(ContactRule.PROTECTED)
    assert on_screen(protected, reads_cases=True) == "555"
    assert on_screen(protected, reads_cases=False) is None
    assert on_screen(mobile(ContactRule.NO_TEXT), reads_cases=False) == "555"


@given(st.lists(POINTS), st.sampled_from(Audience), st.booleans())
def test_a_protected_point_is_never_printed(
    points: list[SafePoint], audience: Audience, do_not_confirm: bool
) -> None:
    printed = printable(points, audience, ClientSafety(do_not_confirm))
    assert all(ContactRule.PROTECTED not in point.rules for point in printed)
    assert [point for point in points if point in printed] == list(printed)


@given(st.lists(POINTS))
def test_what_leaves_the_office_carries_no_rule_that_nobody_there_would_keep(
    points: list[SafePoint],
) -> None:
    assert all(not point.rules for point in printable(points, Audience.OUTSIDE))
    assert printable(points, Audience.OUTSIDE, ClientSafety(do_not_confirm=True)) == ()


def test_staffs_own_paper_shows_limited_points_with_their_marks() -> None:
    limited = mobile(ContactRule.NO_VOICEMAIL)
    assert printable([limited], Audience.STAFF) == (limited,)
    assert [mark.code for mark in point_marks(limited)] == ["contact.no_voicemail"]


def test_every_rule_has_a_mark() -> None:
    marks = point_marks(mobile(*ContactRule))
    assert len({mark.code for mark in marks}) == len(ContactRule)


def test_what_holds_for_the_client_stands_beside_the_name() -> None:
    safety = ClientSafety(True, " bluebird ", "Call after 5 pm")
    marks = client_marks(safety)
    assert [mark.code for mark in marks] == [
        "contact.do_not_confirm",
        "contact.code_word",
        "contact.advice",
    ]
    assert marks[1].params == {"word": "bluebird"}
    assert client_marks(ClientSafety()) == ()
