"""Which way somebody is reminded, so that it harms nobody."""

from db.rules.codes import ContactKind, ContactRule
from db.rules.reminding import (
    Reachable,
    ReminderWay,
    may_leave_message,
    point_for,
    way_to_remind,
)
from db.rules.safe_contact import ClientSafety, ContactUse, SafePoint, uses

K, R = ContactKind, ContactRule


def point(
    kind: ContactKind, *rules: ContactRule, preferred: bool = False, known: bool = True
) -> Reachable:
    return Reachable(uses(SafePoint(kind, "x", rules=frozenset(rules))), preferred, known)


def test_what_the_client_prefers_comes_first_whatever_it_is() -> None:
    points = [point(K.MOBILE), point(K.MAILING_ADDRESS, preferred=True)]
    assert (way_to_remind(points).way, way_to_remind(points).point) == (ReminderWay.LETTER, 1)


def test_without_a_preference_they_are_called_then_texted_then_written_to() -> None:
    letter, mail, mobile = point(K.ADDRESS), point(K.EMAIL), point(K.MOBILE, R.NO_CALL)
    phone = point(K.HOME_PHONE)
    assert way_to_remind([letter, mail, mobile, phone]).way is ReminderWay.CALL
    assert way_to_remind([letter, mail, mobile]).way is ReminderWay.TEXT
    assert way_to_remind([letter, mail]).way is ReminderWay.EMAIL
    assert way_to_remind([letter]).way is ReminderWay.LETTER


def test_a_preferred_number_that_must_not_be_called_is_not_called() -> None:
    points = [point(K.HOME_PHONE, R.NO_CALL, preferred=True), point(K.ADDRESS)]
    assert way_to_remind(points).way is ReminderWay.LETTER


def test_whom_nobody_may_contact_has_a_reason() -> None:
    def why(*points: Reachable) -> str:
        chosen = way_to_remind(points)
        assert chosen.way is ReminderWay.NONE and chosen.point is None
        return chosen.why[0].code

    assert why() == "reminder.nothing_on_file"
    forbidden = (point(K.HOME_PHONE, R.NO_CALL), point(K.ADDRESS, R.NO_MAIL))
    assert why(*forbidden) == "reminder.all_forbidden"
    assert why(*forbidden, point(K.MOBILE, known=False)) == "reminder.only_protected"


def test_no_message_is_left_where_others_would_hear_it() -> None:
    anybody, secret = ClientSafety(), ClientSafety(do_not_confirm=True)
    assert may_leave_message(point(K.MOBILE), anybody)
    assert not may_leave_message(point(K.MOBILE), secret)
    assert not may_leave_message(point(K.MOBILE, R.NO_VOICEMAIL), anybody)


def test_a_letter_goes_where_the_client_wants_it_and_letters_may_go() -> None:
    points = [point(K.ADDRESS, R.NO_MAIL), point(K.ADDRESS), point(K.ADDRESS, preferred=True)]
    assert point_for(points, ContactUse.MAIL) == 2
    assert point_for(points[:1], ContactUse.MAIL) is None
