"""An office's calendar of any size around the days of a race, written in bulk."""

from datetime import timedelta
from itertools import count, islice
from typing import Any

from sqlalchemy import func, insert, select

from benchmarks.waited_for import wanted
from db.models.appointment import Appointment, AppointmentResource
from db.models.office import Resource
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.ids import new_id
from tests.soak.doors import Door
from tests.soak.races import FIRST

_AT_ONCE = 20_000
_A_DAY = 30  # of each worker, a quarter of an hour each; enough for many rows in a few years
_QUARTER = timedelta(minutes=15)
_DAYS_BEFORE = 1500


def fill(door: Door, rows: int) -> int:
    """Give its workers and clients so many rows of what is taken, and half as many appointments.

    Nothing is at the hour of a race. Gives how many rows there are now.
    """
    office = door("filler")
    try:
        known = office.read(wanted)
        everything = zip(_times(known.workers), count())
        left = rows // 2
        while left > 0:
            some = list(islice(everything, min(left, _AT_ONCE)))
            left -= len(some)
            office.write(_put, [one for one, _ in some], [who for who, _ in known.clients])
        return office.read(_rows)
    finally:
        office.close()


def _rows(reading: Reading) -> int:
    return reading.session.scalar(select(func.count()).select_from(AppointmentResource)) or 0


def _times(workers: list[Any]) -> Any:
    """Workers with the second in which each of their appointments begins."""
    for day in count(-_DAYS_BEFORE):
        begins = FIRST + timedelta(days=day) + timedelta(hours=1)
        for number in range(_A_DAY):
            for worker in workers:
                yield worker, int((begins + number * _QUARTER).timestamp())


def _put(work: Work, some: list[tuple[Any, int]], clients: list[Any]) -> None:
    stamps = {"version": 1, "created_at": work.now, "changed_at": work.now}
    known = set(work.session.scalars(select(Resource.id)))
    new = {(one, ResourceKind.WORKER) for one, _ in some} | {
        (one, ResourceKind.CLIENT) for one in clients
    }
    fresh = [{"id": i, "kind": k, "name": "", **stamps} for i, k in new if i not in known]
    if fresh:
        work.session.execute(insert(Resource), fresh)
    appointments, taken = [], []
    for number, (worker, starts) in enumerate(some):
        times = {"starts_at": starts, "ends_at": starts + int(_QUARTER.total_seconds())}
        one, client = new_id(), clients[number % len(clients)]
        appointments.append(
            {"id": one, "kind": AppointmentKind.PHONE_CALL, "client_id": client,
             "status": AppointmentStatus.CONFIRMED, "booked_by_id": work.user.id,
             **times, **stamps}
        )  # fmt: skip
        taken += [
            {"appointment_id": one, "resource_id": who, "kind": kind, "blocks": blocks, **times}
            for who, kind, blocks in (
                (worker, ResourceKind.WORKER, 1), (client, ResourceKind.CLIENT, 0),
            )
        ]  # fmt: skip
    work.session.execute(insert(Appointment), appointments)
    work.session.execute(insert(AppointmentResource), taken)
