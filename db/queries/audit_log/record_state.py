"""The state of the office's records in a few letters, as it is printed at the foot of reports.

It is a digest of the audit log's heads. Everything that is done moves a head, so a later office
passes through each state that was ever printed, and one that was put back or rewritten does not.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.audit import AuditEvent, AuditHead
from db.queries.reading import Reading
from db.rules.permissions import Action

_LETTERS = 16  # hexadecimal: 64 bits, far beyond the moments of any office
_Ends = Mapping[str, tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class PassedState:
    """A state through which the office went: `at` (in its zone) each chain ended there."""

    at: datetime
    ends: Mapping[str, tuple[int, bytes]]


def record_state(reading: Reading) -> str:
    """The state now, like "3F9A-00C1-7B2E-D481"; empty for an office without a line in its log."""
    heads = select(AuditHead.device, AuditHead.n, AuditHead.hash)
    ends = {row.device: (row.n, row.hash) for row in reading.session.execute(heads)}
    return _state(ends) if ends else ""


def when_state_was(reading: Reading, state: str) -> PassedState | None:
    """When the records were in this state; None if they never were.

    The lines are gone through in the order of their moments. For who reads the audit log.
    """
    reading.require(Action.READ_AUDIT)
    wanted = "".join(state.split()).replace("-", "").upper()
    ends: dict[str, tuple[int, bytes]] = {}
    before: tuple[str, UUID] | None = None
    at: datetime | None = None
    lines = select(
        AuditEvent.at, AuditEvent.device, AuditEvent.n, AuditEvent.hash, AuditEvent.operation_id
    ).order_by(AuditEvent.at, AuditEvent.device, AuditEvent.n)
    for row in reading.session.execute(lines.execution_options(yield_per=1000)):
        # All lines of one act were written at once: between them there was no state.
        ended = at is not None and before != (row.device, row.operation_id)
        if ended and _state(ends).replace("-", "") == wanted:
            break
        ends[row.device] = (row.n, row.hash)
        before, at = (row.device, row.operation_id), row.at
    if at is None or _state(ends).replace("-", "") != wanted:
        return None
    return PassedState(at.astimezone(reading.zone), ends)


def _state(ends: _Ends) -> str:
    told = "\n".join(f"{device} {n} {hash_.hex()}" for device, (n, hash_) in sorted(ends.items()))
    letters = hashlib.sha256(told.encode()).hexdigest()[:_LETTERS].upper()
    return "-".join(letters[n : n + 4] for n in range(0, _LETTERS, 4))
