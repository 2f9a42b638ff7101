"""Reminding people of their appointments: which way harms nobody, and whom nobody reminds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.rules.findings import Finding, information
from db.rules.safe_contact import ClientSafety, ContactUse


class ReminderWay(StrEnum):
    """How somebody is reminded."""

    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    NONE = "none"


_USES = {
    ReminderWay.CALL: ContactUse.CALL,
    ReminderWay.TEXT: ContactUse.TEXT,
    ReminderWay.EMAIL: ContactUse.EMAIL,
    ReminderWay.LETTER: ContactUse.MAIL,
}


@dataclass(frozen=True, slots=True)
class Reachable:
    """A number or address of somebody: what may be done with it, and whether whoever is to
    remind them may know it.
    """

    uses: frozenset[ContactUse]
    preferred: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """The way to remind somebody, and which of the points (by its place) is used for it.

    Where there is no way `why` says so.
    """

    way: ReminderWay
    point: int | None = None
    why: tuple[Finding, ...] = ()


def way_to_remind(points: Sequence[Reachable]) -> Chosen:
    """The best way that no safe-contact rule forbids.

    What the client prefers comes first, whatever it is; then a call, a text, an e-mail, a letter.
    """
    usable = [(number, point) for number, point in enumerate(points) if point.known]
    for preferred in (True, False):
        for way, use in _USES.items():
            for number, point in usable:
                if use in point.uses and (point.preferred or not preferred):
                    return Chosen(way, number)
    return Chosen(ReminderWay.NONE, None, (_why_not(points),))


def point_for(points: Sequence[Reachable], use: ContactUse) -> int | None:
    """The place of the first point that may be used so and is known, the preferred one first."""
    fit = [n for n, point in enumerate(points) if point.known and use in point.uses]
    return min(fit, key=lambda n: (not points[n].preferred, n), default=None)


def may_leave_message(point: Reachable, safety: ClientSafety) -> bool:
    """Whether a message may be left there, on a machine or with whoever answers.

    Not where nobody may learn that the client is known here: others hear messages.
    """
    return ContactUse.VOICEMAIL in point.uses and not safety.do_not_confirm


def _why_not(points: Iterable[Reachable]) -> Finding:
    points = tuple(points)
    if not points:
        return information("reminder.nothing_on_file")
    if any(point.uses and not point.known for point in points):
        return information("reminder.only_protected")
    return information("reminder.all_forbidden")
