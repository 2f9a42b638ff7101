"""When somebody or something is free, and what is there otherwise: each moment said once."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from db.rules.codes import AppointmentKind, LeaveKind
from db.rules.scheduling.hours import OfficeTime, WorkerTime, closed_moments, moments
from db.rules.scheduling.proposal import UNPROMISED, Taken
from db.rules.scheduling.spans import Span, without


class Hold(StrEnum):
    """What a stretch of time is to somebody. What comes first here is said where several are."""

    BUSY = "busy"
    AWAY = "away"
    CLOSED = "closed"
    ELSEWHERE = "elsewhere"  # by their own calendar of another program
    TENTATIVE = "tentative"  # kept for something that is not promised yet
    OUTSIDE = "outside"  # not at work, or not open
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch, and what is known of it: the kind of what is booked, or of the leave."""

    span: Span
    hold: Hold
    kind: AppointmentKind | None = None
    leave: LeaveKind | None = None
    name: str = ""  # of the day on which the office is closed
    appointment_id: UUID | None = None


def held(
    within: Span,
    taken: Iterable[Taken],
    office: OfficeTime | None = None,
    worker: WorkerTime | None = None,
) -> tuple[Held, ...]:
    """All of `within`, in order and without a gap.

    `taken` are the rows of one resource. Without `office` nobody asks whether it is open, as for
    a client; without hours of their own a worker, a room or a car has the office's.
    """
    layers = [
        Held(
            row.span,
            Hold.TENTATIVE if row.status in UNPROMISED else Hold.BUSY,
            kind=row.kind,
            appointment_id=row.appointment_id,
        )
        for row in taken
    ]
    if worker is not None:
        layers += [Held(leave.span, Hold.AWAY, leave=leave.kind) for leave in worker.leave]
        layers += [Held(span, Hold.ELSEWHERE) for span in worker.busy]
    if office is not None:
        for closure in office.closures:
            spans = closed_moments((closure,), within, office.zone)
            layers += [Held(span, Hold.CLOSED, name=closure.name) for span in spans]
        hours = (worker.hours if worker is not None else ()) or office.hours
        if hours:
            shut = without((within,), moments(hours, within, office.zone))
            layers += [Held(span, Hold.OUTSIDE) for span in shut]
    return _flat(within, layers)


def _flat(within: Span, layers: list[Held]) -> tuple[Held, ...]:
    order = list(Hold)
    near = [one for one in layers if one.span.overlaps(within)]
    near.sort(key=lambda one: (order.index(one.hold), one.span))
    bounds = {within.starts_at, within.ends_at}
    for one in near:
        bounds |= {at for at in one.span if within.starts_at < at < within.ends_at}
    cuts = sorted(bounds)
    found: list[Held] = []
    for piece in map(Span, cuts, cuts[1:]):
        top = next((one for one in near if one.span.contains(piece)), Held(piece, Hold.FREE))
        last = found[-1] if found else None
        if last is not None and _same(last, top):
            piece = Span(last.span.starts_at, piece.ends_at)
            found.pop()
        found.append(Held(piece, top.hold, top.kind, top.leave, top.name, top.appointment_id))
    return tuple(found)


def _same(one: Held, other: Held) -> bool:
    return (one.hold, one.kind, one.leave, one.name, one.appointment_id) == (
        other.hold, other.kind, other.leave, other.name, other.appointment_id,
    )  # fmt: skip
