"""How a client may be reached without harm, and what may be shown or printed of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from db.rules.codes import ContactKind, ContactRule
from db.rules.findings import Finding, information

PHONES = frozenset({ContactKind.MOBILE, ContactKind.HOME_PHONE, ContactKind.WORK_PHONE})
ADDRESSES = frozenset({ContactKind.ADDRESS, ContactKind.MAILING_ADDRESS})


class ContactUse(StrEnum):
    """Something that is done with a contact point."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    TEXT = "text"
    EMAIL = "email"
    MAIL = "mail"


class Audience(StrEnum):
    """Who will hold a printed page or a file."""

    STAFF = "staff"  # a day sheet, a caseload list: stays in the office
    OUTSIDE = "outside"  # a court, a funder, another agency, also the client's own copy


@dataclass(frozen=True, slots=True)
class SafePoint:
    """A way to reach somebody, with what it must not be used for."""

    kind: ContactKind
    value: str
    label: str = ""
    rules: frozenset[ContactRule] = frozenset()
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class ClientSafety:
    """What holds for a client whatever the way: shown wherever the name is."""

    do_not_confirm: bool = False
    code_word: str = ""
    advice: str = ""


_MARKS = {
    ContactRule.NO_CALL: "contact.do_not_call",
    ContactRule.NO_VOICEMAIL: "contact.no_voicemail",
    ContactRule.NO_TEXT: "contact.no_text",
    ContactRule.NO_MAIL: "contact.do_not_mail",
    ContactRule.NO_EMAIL: "contact.do_not_email",
    ContactRule.ASK_CODE_WORD: "contact.ask_code_word",
    ContactRule.PROTECTED: "contact.protected",
}
_FORBIDS = {
    ContactRule.NO_CALL: frozenset({ContactUse.CALL, ContactUse.VOICEMAIL}),
    ContactRule.NO_VOICEMAIL: frozenset({ContactUse.VOICEMAIL}),
    ContactRule.NO_TEXT: frozenset({ContactUse.TEXT}),
    ContactRule.NO_MAIL: frozenset({ContactUse.MAIL}),
    ContactRule.NO_EMAIL: frozenset({ContactUse.EMAIL}),
}


def client_marks(safety: ClientSafety) -> tuple[Finding, ...]:
    """What must stand beside a client's name on the screen, the gravest first."""
    marks = []
    if safety.do_not_confirm:
        marks.append(information("contact.do_not_confirm"))
    if safety.code_word.strip():
        marks.append(information("contact.code_word", word=safety.code_word.strip()))
    if safety.advice.strip():
        marks.append(information("contact.advice", advice=safety.advice.strip()))
    return tuple(marks)


def point_marks(point: SafePoint) -> tuple[Finding, ...]:
    """What must stand beside a phone number or address on the screen and on staff's paper."""
    return tuple(information(_MARKS[rule]) for rule in ContactRule if rule in point.rules)


def uses(point: SafePoint) -> frozenset[ContactUse]:
    """What may be done with a contact point."""
    possible: frozenset[ContactUse] = frozenset()
    if point.kind in PHONES:
        possible = frozenset({ContactUse.CALL, ContactUse.VOICEMAIL})
        if point.kind is ContactKind.MOBILE:
            possible |= {ContactUse.TEXT}
    elif point.kind is ContactKind.EMAIL:
        possible = frozenset({ContactUse.EMAIL})
    elif point.kind in ADDRESSES:
        possible = frozenset({ContactUse.MAIL})
    for rule in point.rules:
        possible -= _FORBIDS.get(rule, frozenset())
    return possible


def best_point(points: Iterable[SafePoint], use: ContactUse) -> SafePoint | None:
    """The contact point to use: the preferred one that allows it, else the first that does.

    A mailing address comes before one where somebody lives.
    """
    allowed = [point for point in points if use in uses(point)]
    allowed.sort(key=lambda point: (not point.preferred, point.kind is ContactKind.ADDRESS))
    return allowed[0] if allowed else None


def on_screen(point: SafePoint, *, reads_cases: bool) -> str | None:
    """The value to show, or None where only its mark may be shown.

    A protected point is for those who may read case files.
    """
    if ContactRule.PROTECTED in point.rules and not reads_cases:
        return None
    return point.value


def printable(
    points: Iterable[SafePoint], audience: Audience, safety: ClientSafety | None = None
) -> tuple[SafePoint, ...]:
    """The contact points that may stand on paper or in a file, in order.

    Protected ones never do. On staff's own paper the others stand with `point_marks` beside
    them. What leaves the office cannot enforce a rule, so only points without any rule leave,
    and none of a client whom nobody may confirm to be known here.
    """
    if audience is Audience.OUTSIDE:
        if safety is not None and safety.do_not_confirm:
            return ()
        return tuple(point for point in points if not point.rules)
    return tuple(point for point in points if ContactRule.PROTECTED not in point.rules)
