"""The state of the office's records in a few letters, as it is printed at the foot of reports.

It is a digest of the audit log's heads. Everything that is done moves a head, so a later office
passes through each state that was ever printed, and one that was put back or rewritten does not.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import merge
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.models.audit import AuditEvent, AuditHead
from db.queries.openings import LOG, through
from db.queries.reading import Reading
from db.rules.permissions import Action

_LETTERS = 16  # hexadecimal: 64 bits, far beyond the moments of any office
_AT_ONCE = 5000  # lines
_LATE = timedelta(hours=12)  # a drive that is gone lets acts wait for so long
_Ends = Mapping[str, tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class PassedState:
    """A state through which the office went: `at` (in its zone) each chain ended there."""

    at: datetime
    ends: Mapping[str, tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chain: its moment (UTC), its number, its hash, and of which act it is."""

    at: datetime
    n: int
    hash: bytes
    act: UUID


def record_state(reading: Reading) -> str:
    """The state now, like "3F9A-00C1-7B2E-D481"; empty for an office without a line in its log."""
    heads = select(AuditHead.device, AuditHead.n, AuditHead.hash)
    ends = {row.device: (row.n, row.hash) for row in reading.session.execute(heads)}
    return _state(ends) if ends else ""


def when_state_was(reading: Reading, state: str) -> PassedState | None:
    """When the records were in this state; None if they never were.

    For who reads the audit log. Of a long log better `find_state`, in many short readings.
    """
    lines = partial(chain_lines, reading)
    return find_state(state, chain_names(reading), lines, reading.zone)


def find_state(
    state: str,
    devices: Sequence[str],
    lines: Callable[[str, int], Sequence[Line]],
    zone: ZoneInfo,
) -> PassedState | None:
    """The same with `lines` as `chain_lines` gives them.

    The acts of all chains are gone through in the order of their moments. Something may be put on
    record later than it was done, and clocks differ: so each chain's last act may have come after
    those of the others that stand behind it.
    """
    wanted = "".join(state.split()).replace("-", "").upper()
    ends: dict[str, tuple[int, bytes]] = {}
    before: dict[str, tuple[datetime, tuple[int, bytes] | None]] = {}
    chains = (_acts(device, partial(lines, device)) for device in devices)
    for moment, device, _, line in merge(*chains, key=lambda act: act[:3]):
        before[device] = (moment, ends.get(device))
        ends[device] = (line.n, line.hash)
        if _letters(ends) == wanted:
            return PassedState(line.at.astimezone(zone), dict(ends))
        for late, (then, end) in before.items():
            if late != device and moment - then <= _LATE:
                rest = {name: at for name, at in ends.items() if name != late}
                earlier = rest if end is None else rest | {late: end}
                if _letters(earlier) == wanted:
                    return PassedState(line.at.astimezone(zone), earlier)
    return None


def chain_names(reading: Reading) -> tuple[str, ...]:
    """Every chain there is. Raises `Refused` with "permission.denied"."""
    reading.require(Action.READ_AUDIT)
    with through(reading.session, LOG):
        return tuple(reading.session.scalars(select(AuditEvent.device).distinct()))


def chain_lines(reading: Reading, device: str, after: int) -> tuple[Line, ...]:
    """Some lines of a chain behind that number; none at its end.

    Raises `Refused` with "permission.denied".
    """
    reading.require(Action.READ_AUDIT)
    event = AuditEvent
    found = (
        select(event.at, event.n, event.hash, event.operation_id)
        .where(event.device == device, event.n > after)
        .order_by(event.n)
        .limit(_AT_ONCE)
    )
    with through(reading.session, LOG):
        rows = reading.session.execute(found).all()
    return tuple(Line(row.at, row.n, row.hash, row.operation_id) for row in rows)


def _acts(
    device: str, lines: Callable[[int], Sequence[Line]]
) -> Iterator[tuple[datetime, str, int, Line]]:
    """The last line of each act of a chain, with a moment that is never before the last one's.

    All lines of one act were written at once: between them there was no state.
    """
    moment, last = datetime.min.replace(tzinfo=UTC), None
    for line in _all(lines):
        if last is not None and last.act != line.act:
            yield moment, device, last.n, last
        moment, last = max(moment, line.at), line
    if last is not None:
        yield moment, device, last.n, last


def _all(lines: Callable[[int], Sequence[Line]]) -> Iterator[Line]:
    some = lines(0)
    while some:
        yield from some
        some = lines(some[-1].n)


def _letters(ends: _Ends) -> str:
    return _state(ends).replace("-", "")


def _state(ends: _Ends) -> str:
    told = "\n".join(f"{device} {n} {hash_.hex()}" for device, (n, hash_) in sorted(ends.items()))
    letters = hashlib.sha256(told.encode()).hexdigest()[:_LETTERS].upper()
    return "-".join(letters[n : n + 4] for n in range(0, _LETTERS, 4))
