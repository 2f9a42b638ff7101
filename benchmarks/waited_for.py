"""What people wait for, as one would do it in the sample office: for benchmarks of two offices."""

import random
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.staff import Staff
from db.office import Office, open_office
from db.operations.calendar.book import book
from db.operations.notes.draft import NoteForm, save_draft_note
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.cases.case_file import case_file
from db.queries.cases.timeline import timeline
from db.queries.clients.client_file import client_file
from db.queries.reading import Reading
from db.queries.search.with_cases import find_with_cases
from db.rules.codes import AppointmentKind, NoteKind, Role, Topic
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
from desktop.sample.make import make_sample
from desktop.sample.staff import COLLEAGUES

CHEAP = Argon2(memory=64, time=1, lanes=1)  # deriving the key is not what is measured
NOTE = "She told me how the first week at the new school went. " * 12
SUPERVISOR = next(one for one in COLLEAGUES if one.role is Role.SUPERVISOR)


def working_office(folder: Path, clients: int) -> None:
    """The sample office, closed."""
    make_sample(folder, clients=clients, seed=7, device="bench")


def sign_in(folder: Path, device: str, *, shared: bool = False) -> Office:
    """Its supervisor, who sees every case."""
    return open_office(
        folder, SUPERVISOR.user_name, SUPERVISOR.password,
        device=device, cost=CHEAP, shared=shared,
    )  # fmt: skip


@dataclass
class Wanted:
    """Whom and what one can ask for in an office."""

    clients: list[tuple[UUID, str]]
    cases: list[UUID]
    workers: list[UUID]


def wanted(reading: Reading) -> Wanted:
    """What the supervisor may see of it."""
    session = reading.session
    return Wanted(
        [(one.id, one.last_name) for one in session.scalars(select(Client).limit(400))],
        list(session.scalars(select(CaseFile.id).where(~CaseFile.restricted).limit(400))),
        list(session.scalars(select(Staff.id).where(Staff.role == Role.CASEWORKER))),
    )


class Day:
    """Somebody's work in one office. The same seed asks the same of another copy of it."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self._dice = random.Random(seed)
        self._wanted = office.read(wanted)
        self._hour = datetime(2030, 1, 7, 14, tzinfo=UTC)  # nobody is busy as late as that
        self.acts: Mapping[str, Callable[[], object]] = {
            "search": self._search,
            "open a client": self._client,
            "open a client, nothing of it in memory": self._client_anew,
            "open a case": self._case,
            "save a note": self._note,
            "book an appointment": self._book,
        }

    def _search(self) -> object:
        _, name = self._dice.choice(self._wanted.clients)
        return self.office.read(find_with_cases, name[: self._dice.randint(2, 6)])

    def _client(self) -> object:
        client_id, _ = self._dice.choice(self._wanted.clients)
        return self.office.read(client_file, client_id)

    def _client_anew(self) -> object:
        client_id, _ = self._dice.choice(self._wanted.clients)
        return self.office.read(_read_from_disk, client_id)

    def _case(self) -> object:
        case_id = self._dice.choice(self._wanted.cases)
        return self.office.read(case_file, case_id), self.office.read(timeline, case_id)

    def _note(self) -> object:
        form = NoteForm(
            id=new_id(),
            case_id=self._dice.choice(self._wanted.cases),
            started_at=self.office.clock() - timedelta(hours=1),
            kind=NoteKind.HOME_VISIT,
            topic=Topic.SCHOOL,
            minutes=45,
            text=NOTE,
        )
        return self.office.write(save_draft_note, form)

    def _book(self) -> object:
        self._hour += timedelta(hours=1 if self._hour.hour < 20 else 18)
        form = AppointmentForm(
            id=new_id(),
            kind=AppointmentKind.OFFICE_VISIT,
            starts_at=self._hour,
            ends_at=self._hour + timedelta(minutes=30),
            workers=(self._dice.choice(self._wanted.workers),),
            subject="Review",
        )
        return self.office.write(book, form, "It was asked for")


def _read_from_disk(reading: Reading, client_id: UUID) -> object:
    reading.session.connection().exec_driver_sql("PRAGMA shrink_memory")
    return client_file(reading, client_id)


def compared(ours: Day, peer: Day, rounds: int, each: int) -> dict[str, tuple[float, float]]:
    """Median milliseconds of each act in both offices, in alternating rounds."""
    times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in ours.acts}
    for turn in range(rounds):
        days = ((0, ours), (1, peer)) if turn % 2 else ((1, peer), (0, ours))
        for name, kept in times.items():
            for place, day in days:
                kept[place].extend(timed(day.acts[name]) for _ in range(each))
    return {
        name: (statistics.median(a) * 1000, statistics.median(b) * 1000)
        for name, (a, b) in times.items()
    }


def timed(call: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def told(
    found: Mapping[str, tuple[float, float]], limits: Mapping[str, float], ours: str, peer: str
) -> int:
    """Print the ratios; 1 if one of them is above its limit."""
    over = 0
    for name, (mine, other) in found.items():
        ratio, limit = mine / other, limits[name]
        over |= ratio > limit
        print(
            f"{name}: {ours} {mine:.2f} ms, {peer} {other:.2f} ms, "
            f"ratio {ratio:.2f} (limit {limit})"
        )
    return int(over)
