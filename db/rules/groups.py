"""Groups: places and the waiting list, and what must not be written where others read it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from db.rules.appointment_steps import CANCELLED
from db.rules.codes import AppointmentStatus, Attended, MemberState
from db.rules.findings import Finding, hard, soft
from db.rules.names import tokens

LONGEST_NAME = 120
LONGEST_REMARK = 200
MOST_PLACES = 500
CAME = frozenset({Attended.PRESENT, Attended.LATE, Attended.LEFT_EARLY})
MISSED = frozenset({Attended.ABSENT})  # who was excused neither came nor stayed away
_SHORTEST = 2  # letters of a name that is looked for in a text


class Waits(Protocol):
    """Somebody on a waiting list."""

    @property
    def id(self) -> UUID:
        """The id of the entry, which is of the moment at which it was made."""

    @property
    def since(self) -> date:
        """The day on which they began to wait."""


W = TypeVar("W", bound=Waits)


def group_findings(name: str, capacity: int, members: int, *, taken: bool) -> tuple[Finding, ...]:
    """What is wrong with a group as it is typed: `taken` says that another has its name, `members`
    how many have a place already."""
    found = []
    if not name.strip():
        found.append(hard("group.name_missing", "name"))
    elif len(name.strip()) > LONGEST_NAME:
        found.append(hard("group.name_too_long", "name", longest=LONGEST_NAME))
    elif taken:
        found.append(hard("group.name_taken", "name"))
    if not 1 <= capacity <= MOST_PLACES:
        found.append(hard("group.capacity_wrong", "capacity", most=MOST_PLACES))
    elif capacity < members:
        found.append(hard("group.more_members", "capacity", members=members))
    return tuple(found)


def free_places(capacity: int, members: int) -> int:
    """How many places are free; never less than none."""
    return max(0, capacity - members)


def joins_as(capacity: int, members: int, waiting: int) -> MemberState:
    """As what somebody joins: who comes new never goes before those who wait."""
    if waiting or not free_places(capacity, members):
        return MemberState.WAITING
    return MemberState.MEMBER


def in_turn(waiting: Iterable[W]) -> list[W]:
    """The waiting list, who is first come first."""
    return sorted(waiting, key=lambda one: (one.since, one.id.bytes))


def taking_findings(capacity: int, members: int, before: int) -> tuple[Finding, ...]:
    """What stands against giving a place to somebody who waits, with so many `before` them."""
    if not free_places(capacity, members):
        return (hard("group.full", capacity=capacity),)
    return (soft("group.out_of_turn", count=before),) if before else ()


def attendance_findings(status: AppointmentStatus, day: date, today: date) -> tuple[Finding, ...]:
    """What stands against taking attendance of a session on a day of the office's calendar."""
    if status in CANCELLED:
        return (hard("appointment.is_over", status=status),)
    return (hard("appointment.not_today", day=day),) if day > today else ()


def together(group: str, own: str) -> str:
    """A member's note: what was done in the group, and under it their own part."""
    return "\n\n".join(part for part in (group.strip(), own.strip()) if part)


def own_part(whole: str, group: str) -> str | None:
    """A member's own part of such a note; None if it does not begin with the group's part."""
    group = group.strip()
    if whole == group:
        return ""
    if not group:
        return whole
    begins = f"{group}\n\n"
    return whole.removeprefix(begins) if whole.startswith(begins) else None


def gets_a_note(attended: Attended | None, own: str) -> bool:
    """Whether a member's file gets a note of a session: of who came, and of whoever there is
    something to say."""
    return attended in CAME or bool(own.strip())


def naming_findings(
    group: str, own: Mapping[UUID, str], names: Mapping[UUID, Sequence[str]]
) -> tuple[Finding, ...]:
    """Members named in the group's part, and members named in another's part: each would stand in
    somebody else's file. `names` holds the words of each member's name.
    """
    found = [
        soft("group.names_somebody", "text", name=word)
        for word in _named(group, (word for some in names.values() for word in some))
    ]
    for client_id, text in own.items():
        own_words = {token for word in names.get(client_id, ()) for token in tokens(word)}
        others = [
            word
            for one, some in names.items()
            if one != client_id
            for word in some
            if not own_words.issuperset(tokens(word))
        ]
        found += [
            soft("group.names_another", "members", name=word, client=str(client_id))
            for word in _named(text, others)
        ]
    return tuple(found)


def _named(text: str, words: Iterable[str]) -> list[str]:
    there: Collection[str] = set(tokens(text))
    return [
        word
        for word in dict.fromkeys(words)
        if any(len(token) >= _SHORTEST and token in there for token in tokens(word))
    ]
