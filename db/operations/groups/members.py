"""Who joins a group, who waits for a place, and who leaves."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.operations.work import Work
from db.queries.groups.joining import SessionCollision
from db.rules.codes import MemberState


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember:
    """Somebody who is to join. `since` is today or earlier; `id` is the new membership's."""

    id: UUID
    group_id: UUID
    client_id: UUID
    since: date


@dataclass(frozen=True, slots=True)
class Joined:
    """Whether they have a place or wait, how many sessions they were taken into, and the sessions
    that they are not on because the calendar's rules refuse it.
    """

    state: MemberState
    sessions: int
    left_out: tuple[SessionCollision, ...] = ()


def add_member(work: Work, form: AddMember, reason: str = "") -> Joined:
    """Take a client into a group: onto the roster and into every session ahead if a place is free
    and nobody waits, else onto the waiting list.

    Raises `NeedsReason` where they are busy at a session ahead and no reason is given; `Refused`:
    "group.unknown", "group.closed", "client.unknown", "group.already_in", "group.since_ahead". A
    form whose id is there already does nothing.
    """
    raise NotImplementedError


def take_from_waiting(work: Work, member_id: UUID, version: int, reason: str = "") -> Joined:
    """Give somebody who waits a free place.

    Raises `Refused` with "group.full" or "group.not_waiting", `Stale`, and `NeedsReason` also where
    others wait longer ("group.out_of_turn").
    """
    raise NotImplementedError


def leave_group(work: Work, member_id: UUID, version: int, until: date, reason: str = "") -> None:
    """Let somebody leave the roster or the waiting list; sessions ahead go on without them, past
    ones keep them. `until` is their last day, today or earlier.

    Raises `Refused` ("group.left_already", "group.until_wrong") or `Stale`.
    """
    raise NotImplementedError
