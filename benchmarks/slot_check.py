"""The check of a slot: its cost at 100,000 appointments against its own at 10,000.

`python -m benchmarks.slot_check [SIZE SIZE]`. Both offices are encrypted files in a temporary
folder; the checks alternate and their medians are compared. Limit: 1.5.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from db.models.appointment import Appointment, AppointmentResource
from db.models.client import Client
from db.models.office import Resource
from db.models.staff import Staff, WorkingHours
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, Role
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from db.storage.engine import Engines, open_engines
from db.storage.place import classify
from db.storage.schema import upgrade_engine

LIMIT = 1.5
ZONE = ZoneInfo("America/New_York")
WORKERS, ROOMS, CLIENTS, A_DAY = 20, 10, 600, 8
FIRST = date(2026, 1, 5)
CHECKS, ROUNDS = 200, 7


class FullOffice:
    """An office whose workers have eight appointments each weekday, so many in all."""

    def __init__(self, folder: Path, appointments: int, workers: int = WORKERS) -> None:
        folder.mkdir()
        self.engines = self._fresh(folder)
        self.dice = random.Random(7)
        self.workers = [new_id() for _ in range(workers)]
        share = workers / WORKERS
        self.rooms = [new_id() for _ in range(max(1, round(ROOMS * share)))]
        self.clients = [new_id() for _ in range(round(CLIENTS * share))]
        self.days = [FIRST]
        self._fill(appointments)
        self.user = CurrentUser(self.workers[0], "w0", "Worker 0", Role.SUPERVISOR)

    def _fresh(self, folder: Path) -> Engines:
        place, key = classify(folder), bytes(32)
        upgrading = open_engines(folder / "office.db", key, place, foreign_keys=False)
        upgrade_engine(upgrading.engine)
        upgrading.dispose()
        return open_engines(folder / "office.db", key, place)

    def _fill(self, appointments: int) -> None:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        stamps = {"version": 1, "created_at": now, "changed_at": now}
        with self.engines.write() as session, session.begin():
            for n, one in enumerate(self.workers):
                session.execute(
                    insert(Staff).values(
                        id=one, user_name=f"w{n}", display_name=f"Worker {n}",
                        role=Role.CASEWORKER, **stamps,
                    )
                )  # fmt: skip
                for weekday in range(5):
                    session.add(WorkingHours(staff_id=one, weekday=weekday, starts=510, ends=1020))
            for n, one in enumerate(self.clients):
                session.add(
                    Client(
                        id=one, number=f"C-{n}", first_name="Client", last_name=str(n),
                        sort_name=str(n), created_at=now, changed_at=now,
                    )
                )  # fmt: skip
            session.flush()
            kinds = {ResourceKind.WORKER: self.workers, ResourceKind.CLIENT: self.clients}
            for kind, ids in (*kinds.items(), (ResourceKind.ROOM, self.rooms)):
                rows = [{"id": one, "kind": kind, "name": "", **stamps} for one in ids]
                session.execute(insert(Resource), rows)
            left = appointments
            while left > 0:
                left -= self._day(self.days[-1], left, stamps, session.execute)
                self.days.append(
                    self.days[-1] + timedelta(days=3 if len(self.days) % 5 == 0 else 1)
                )

    def _day(
        self, day: date, left: int, stamps: dict[str, object], execute: Callable[..., object]
    ) -> int:
        appointments, taken = [], []
        clients = self.dice.sample(self.clients, len(self.workers) * A_DAY)
        for slot in range(A_DAY):
            rooms = self.dice.sample(self.rooms, len(self.rooms))
            for worker in self.workers:
                if len(appointments) == left:
                    break
                wall = datetime(day.year, day.month, day.day, 9 + slot, tzinfo=ZONE)
                starts = int(wall.timestamp())
                times = {"starts_at": starts, "ends_at": starts + 50 * 60}
                one = new_id()
                client = clients.pop()
                appointments.append(
                    {
                        "id": one, "kind": AppointmentKind.OFFICE_VISIT, "client_id": client,
                        "status": AppointmentStatus.CONFIRMED, "booked_by_id": worker,
                        **times, **stamps,
                    }
                )  # fmt: skip
                whose: list[tuple[UUID, ResourceKind]] = [
                    (worker, ResourceKind.WORKER),
                    (client, ResourceKind.CLIENT),
                ]
                if rooms:
                    whose.append((rooms.pop(), ResourceKind.ROOM))
                taken += [
                    {"appointment_id": one, "resource_id": id_, "kind": kind, "blocks": 1, **times}
                    for id_, kind in whose
                ]
        execute(insert(Appointment), appointments)
        execute(insert(AppointmentResource), taken)
        return len(appointments)

    def cost(self) -> float:
        """Seconds for a check of three resources somewhere in the last month."""
        with self.engines.read() as session:
            now = datetime(2026, 1, 1, tzinfo=UTC)
            reading = Reading(session, self.user, now, ZONE)
            forms = [self.form() for _ in range(CHECKS)]
            began = time.perf_counter()
            for form in forms:
                check(reading, form)
                session.expunge_all()
            return (time.perf_counter() - began) / CHECKS

    def form(self) -> AppointmentForm:
        """An intake somewhere in the last month."""
        day = self.dice.choice(self.days[-30:])
        hour = self.dice.randrange(8, 17)
        starts = datetime(day.year, day.month, day.day, hour, 30, tzinfo=ZONE)
        return AppointmentForm(
            id=new_id(), kind=AppointmentKind.INTAKE, starts_at=starts,
            ends_at=starts + timedelta(hours=1), workers=(self.dice.choice(self.workers),),
            client_id=self.dice.choice(self.clients), room_id=self.dice.choice(self.rooms),
        )  # fmt: skip


def main() -> int:
    """Print the ratio; 1 if it is above the limit."""
    small, large = (int(word) for word in sys.argv[1:3] or ("10000", "100000"))
    with tempfile.TemporaryDirectory() as folder:
        offices = [FullOffice(Path(folder) / str(size), size) for size in (small, large)]
        costs: list[list[float]] = [[], []]
        for _ in range(ROUNDS):
            for office, found in zip(offices, costs, strict=True):
                found.append(office.cost())
        for office in offices:
            office.engines.dispose()
    a, b = (statistics.median(found) for found in costs)
    print(f"slot check: {a * 1000:.2f} ms at {small:,}, {b * 1000:.2f} ms at {large:,}")
    print(f"ratio {b / a:.2f} (limit {LIMIT})")
    return int(b / a > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
