"""What the office's calendar keeps of a sealed file's appointment: that somebody is busy."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from db.models import office as office_models
from db.models.appointment import Appointment, AppointmentResource
from db.models.office import Fact
from db.operations.locks import hold, keep_parts
from db.operations.work import Work
from db.queries.calendar.visible import kept_for_sealed_file, mark_key
from db.queries.reading import Reading
from db.queries.room_parts import room_parts
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.findings import Refused, hard
from db.rules.permissions import Action
from db.rules.room_parts import Parts, all_parts


@dataclass(frozen=True, slots=True)
class BusyThing:
    """A worker, room or car that is taken; it excludes others if it `blocks`."""

    id: UUID
    kind: ResourceKind
    blocks: bool


@dataclass(frozen=True, slots=True)
class Busy:
    """Times in seconds UTC. With nothing taken, the appointment takes place no more.

    `mark` says to the sealed file, and to nobody else, whose appointment it is.
    """

    id: UUID
    mark: bytes
    starts_at: int = 0
    ends_at: int = 0
    tentative: bool = False
    taken: frozenset[BusyThing] = frozenset()


def keep_busy(work: Work, busy: tuple[Busy, ...]) -> None:
    """Write what is busy and let go of what is not any more. Doing it again changes nothing.

    Who takes a room takes what it is made of in the office now, also where the file knows of less.

    Raises `Refused` with "appointment.taken_meanwhile" if something else is booked there.
    """
    work.require(Action.BOOK)
    keep_parts(work)
    parts = room_parts(work)
    busy = tuple(_with_parts(one, parts) for one in busy)
    before = busy_now(work, {one.id for one in busy})
    changing = [one for one in busy if before.get(one.id, Busy(one.id, one.mark)) != one]
    hold(work, {taken.id for one in changing for taken in one.taken})
    _let_go(work, changing)
    for one in changing:
        _put(work, one)
        work.record("appointment.kept_busy", "appointment", one.id)
        work.changed("appointment", one.id)


def busy_now(reading: Reading, ids: set[UUID] | None = None) -> dict[UUID, Busy]:
    """What the calendar keeps of sealed files; of all of them if no ids are given."""
    rows = select(Appointment).where(kept_for_sealed_file())
    if ids is not None:
        rows = rows.where(Appointment.id.in_(ids))
    return {
        row.id: Busy(
            row.id,
            _mark_of(reading, row.id),
            row.starts_at,
            row.ends_at,
            row.status is AppointmentStatus.TENTATIVE,
            frozenset(BusyThing(t.resource_id, t.kind, t.blocks == 1) for t in row.taken),
        )
        for row in reading.session.scalars(rows)
    }


def _with_parts(busy: Busy, parts: Parts) -> Busy:
    """What a room is made of may have changed since the sealed file looked."""
    known = {thing.id for thing in busy.taken}
    more = {
        BusyThing(part, ResourceKind.ROOM_PART, thing.blocks)
        for thing in busy.taken
        if thing.kind is ResourceKind.ROOM
        for part in all_parts(thing.id, parts)
        if part not in known
    }
    return replace(busy, taken=busy.taken | more) if more else busy


def _mark_of(reading: Reading, appointment_id: UUID) -> bytes:
    fact = reading.session.get(Fact, mark_key(appointment_id))
    return bytes.fromhex(fact.value) if fact is not None else b""


def _let_go(work: Work, changing: list[Busy]) -> None:
    """Keep nobody away until each is put: a series that is moved stands not in its own way."""
    ids = [one.id for one in changing]
    for row in work.session.scalars(
        select(Appointment).where(Appointment.id.in_(ids), kept_for_sealed_file())
    ):
        if _mark_of(work, row.id) == next(one.mark for one in changing if one.id == row.id):
            for taken in row.taken:
                taken.blocks = 0
    work.session.flush()


def _put(work: Work, busy: Busy) -> None:
    row = work.session.get(Appointment, busy.id)
    if row is not None and _mark_of(work, row.id) != busy.mark:
        raise Refused(hard("record.conflict"))
    if not busy.taken:
        if row is not None:
            work.session.delete(row)
            work.session.delete(work.session.get_one(Fact, mark_key(row.id)))
            work.session.flush()
        return
    _make_workers(work, busy)
    is_new = row is None
    if row is None:
        worker = next((t.id for t in busy.taken if t.kind is ResourceKind.WORKER), work.user.id)
        row = Appointment(id=busy.id, booked_by_id=worker, kind=AppointmentKind.OTHER)
        work.session.merge(Fact(key=mark_key(busy.id), value=busy.mark.hex()))
    row.changed_at = work.now
    row.status = AppointmentStatus.TENTATIVE if busy.tentative else AppointmentStatus.CONFIRMED
    row.starts_at, row.ends_at = busy.starts_at, busy.ends_at
    try:
        with work.session.begin_nested(), work.session.no_autoflush:
            _take(row, busy)
            if is_new:
                work.add(row)
            work.session.flush()
    except IntegrityError as error:
        if "double_booking" not in str(error.orig):
            raise
        raise Refused(hard("appointment.taken_meanwhile", "starts_at")) from None


def _take(row: Appointment, busy: Busy) -> None:
    had = {taken.resource_id: taken for taken in row.taken}
    rows = []
    for thing in busy.taken:
        taken = had.get(thing.id) or AppointmentResource(resource_id=thing.id)
        taken.kind, taken.blocks = thing.kind, int(thing.blocks)
        taken.starts_at, taken.ends_at = busy.starts_at, busy.ends_at
        rows.append(taken)
    row.taken = rows


def _make_workers(work: Work, busy: Busy) -> None:
    resource = office_models.Resource
    workers = {t.id for t in busy.taken if t.kind is ResourceKind.WORKER}
    known = set(work.session.scalars(select(resource.id).where(resource.id.in_(workers))))
    for one in sorted(workers - known):
        work.add(resource(id=one, kind=ResourceKind.WORKER))
    work.session.flush()
