"""The shape of the audit log: how much was done of what, by which role, where and when.

It names nobody: no person, no record, and no computer but by a number. So an auditor from outside
may read it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from db.models.audit import AuditEvent, AuditHead
from db.models.staff import Staff
from db.queries.openings import LOG, through
from db.queries.reading import Reading
from db.rules.permissions import Action


class CountedBy(StrEnum):
    """What the entries of a period are counted by."""

    ACT = "act"
    KIND = "kind"  # of record
    ROLE = "role"  # that the person has today
    COMPUTER = "computer"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """How many entries belong to `key`: an act, a kind of record, a role, a computer's number, an
    ISO day, the Monday of a week.

    `people` is how many different people made them: a number, for who they were is told to nobody
    here. `first` and `last` are the moments (in the office's zone) of the first and the last.
    """

    key: str
    entries: int
    people: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Chain:
    """The log of one computer: its number, how long it is, and the hash of its last entry.

    `missing` is how many numbers up to the last have no entry; none are, in a whole chain.
    """

    computer: int
    entries: int
    missing: int
    head: str  # hexadecimal
    first: datetime
    last: datetime


def audit_shape(
    reading: Reading, by: CountedBy, first: date | None = None, last: date | None = None
) -> tuple[ShapeRow, ...]:
    """The entries of these days (both included, of the office's zone), the most frequent first;
    days and computers in their order. Raises `Refused` with "permission.denied".
    """
    reading.require(Action.READ_AUDIT)
    with through(reading.session, LOG):
        return _shape(reading, by, tuple(within_days(reading, first, last)))


def _shape(
    reading: Reading, by: CountedBy, within: tuple[ColumnElement[bool], ...]
) -> tuple[ShapeRow, ...]:
    if by in (CountedBy.DAY, CountedBy.WEEK):
        return tuple(_by_day(reading, within, weeks=by is CountedBy.WEEK))
    key = {
        CountedBy.ACT: AuditEvent.action,
        CountedBy.KIND: AuditEvent.kind,
        CountedBy.ROLE: Staff.role,
        CountedBy.COMPUTER: AuditEvent.device,
    }[by]
    people = func.count(AuditEvent.user_id.distinct())
    counted = (
        select(key, func.count(), people, func.min(AuditEvent.at), func.max(AuditEvent.at))
        .join(Staff, Staff.id == AuditEvent.user_id)
        .where(*within)
        .group_by(key)
    )
    numbers = _numbers(reading) if by is CountedBy.COMPUTER else {}
    rows = [
        ShapeRow(str(numbers.get(str(value), value)), n, who, *_ends(reading, a, z))
        for value, n, who, a, z in reading.session.execute(counted)
    ]
    if by is CountedBy.COMPUTER:
        return tuple(sorted(rows, key=lambda row: int(row.key)))
    return tuple(sorted(rows, key=lambda row: (-row.entries, row.key)))


def audit_chains(reading: Reading) -> tuple[Chain, ...]:
    """The logs of all computers that ever wrote one, in the order in which they began.

    Raises `Refused` with "permission.denied".
    """
    reading.require(Action.READ_AUDIT)
    with through(reading.session, LOG):
        return _chains(reading)


def _chains(reading: Reading) -> tuple[Chain, ...]:
    event = AuditEvent
    counted = select(
        event.device, func.count(), func.max(event.n), func.min(event.at), func.max(event.at)
    ).group_by(event.device)
    heads = {head.device: head for head in reading.session.scalars(select(AuditHead))}
    numbers = _numbers(reading)
    found = [
        Chain(
            numbers[device],
            entries,
            longest - entries,
            heads[device].hash.hex() if device in heads else "",
            _there(reading, a),
            _there(reading, z),
        )
        for device, entries, longest, a, z in reading.session.execute(counted)
    ]
    return tuple(sorted(found, key=lambda chain: chain.computer))


def within_days(
    reading: Reading, first: date | None, last: date | None
) -> Iterator[ColumnElement[bool]]:
    """Conditions on `AuditEvent`: it was on one of these days of the office, both included."""
    if first is not None:
        yield AuditEvent.at >= datetime.combine(first, time(), reading.zone)
    if last is not None:
        yield AuditEvent.at < datetime.combine(last + timedelta(days=1), time(), reading.zone)


def _by_day(
    reading: Reading, within: tuple[ColumnElement[bool], ...], *, weeks: bool
) -> Iterator[ShapeRow]:
    """In the office's days, which the database knows nothing of."""
    lines = select(AuditEvent.at, AuditEvent.user_id).where(*within).order_by(AuditEvent.at)
    entries: Counter[date] = Counter()
    people: defaultdict[date, set[UUID]] = defaultdict(set)
    ends: dict[date, tuple[datetime, datetime]] = {}
    for at, who in reading.session.execute(lines.execution_options(yield_per=5000)):
        here = _there(reading, at)
        day = here.date()
        if weeks:
            day -= timedelta(days=day.weekday())
        entries[day] += 1
        people[day].add(who)
        ends[day] = (ends[day][0] if day in ends else here, here)
    for day, n in entries.items():
        yield ShapeRow(day.isoformat(), n, len(people[day]), *ends[day])


def _numbers(reading: Reading) -> dict[str, int]:
    """Computers by the order in which they first wrote: their names stand in no answer."""
    began = select(AuditEvent.device, func.min(AuditEvent.at)).group_by(AuditEvent.device)
    found = sorted(reading.session.execute(began), key=lambda row: (row[1], row[0]))
    return {device: number for number, (device, _) in enumerate(found, start=1)}


def _ends(reading: Reading, first: datetime, last: datetime) -> tuple[datetime, datetime]:
    return _there(reading, first), _there(reading, last)


def _there(reading: Reading, at: datetime) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(reading.zone)
