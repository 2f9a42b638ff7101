"""What it means to take somebody into a group: a place or the waiting list, and what collides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.queries.reading import Reading
from db.rules.codes import MemberState
from db.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class SessionCollision:
    """A future session at which the client is busy, and with what."""

    appointment_id: UUID
    starts_at: datetime
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """As what somebody would join now, how many future sessions they would be taken into, and what
    collides there; `findings` stand against it as a whole.
    """

    state: MemberState
    sessions: int
    collisions: tuple[SessionCollision, ...]
    findings: tuple[Finding, ...] = ()


def check_joining(reading: Reading, group_id: UUID, client_id: UUID) -> Joining:
    """What `add_member` would do, or `take_from_waiting` with somebody who waits."""
    raise NotImplementedError
