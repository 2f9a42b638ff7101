"""Somebody's work in an office: what they ask and save, in the shares of an ordinary day."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from benchmarks.waited_for import NOTE, wanted
from db.office import Office
from db.operations.calendar.book import book
from db.operations.drafts import save_draft
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.tasks import TaskForm, add_task
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.cases.case_file import case_file
from db.queries.cases.timeline import timeline
from db.queries.search.with_cases import find_with_cases
from db.rules.codes import AppointmentKind, NoteKind, TaskKind, Topic
from db.rules.findings import Refused
from db.rules.ids import new_id

_SHARES = {"search": 30, "case": 25, "note": 15, "booking": 10, "task": 10, "draft": 10}
WRITES = ("note", "booking", "task", "draft")
_OPERATIONS: dict[str, Callable[..., Any]] = {
    "note": save_draft_note,
    "booking": book,
    "task": add_task,
    "draft": save_draft,
}


@dataclass(frozen=True)
class Deed:
    """One write before it is done: sent again as it is, it must not be done twice."""

    kind: str
    operation_id: UUID
    record_id: UUID
    words: str  # stand in the record, and in no other one
    arguments: tuple[Any, ...]

    def do(self, office: Office) -> int:
        """Do it until it is done; returns how often it was refused because it took too long."""
        refused = 0
        while True:
            try:
                office.write(
                    _OPERATIONS[self.kind], *self.arguments, operation_id=self.operation_id
                )
                return refused
            except Refused as problem:  # a computer that is very busy looks as if it slept
                if not problem.has("storage.deadline"):
                    raise
                refused += 1


class Person:
    """One of many; the same seed asks and saves the same.

    They book from a day of their own on (counted from 2030), where nobody else does: being refused
    a time is not what is looked at.
    """

    def __init__(self, office: Office, seed: int, first_day: int) -> None:
        self.office = office
        self._dice = random.Random(seed)
        self._wanted = office.read(wanted)
        self._hour = datetime(2030, 1, 7, 14, tzinfo=UTC) + timedelta(days=first_day)

    def next_kind(self) -> str:
        """What they do next."""
        return self._dice.choices(list(_SHARES), list(_SHARES.values()))[0]

    def next_write(self) -> str:
        """What they save next."""
        return self._dice.choice(WRITES)

    def pause(self, mean: float) -> float:
        """Seconds until the next act."""
        return self._dice.expovariate(1 / mean) if mean else 0.0

    def look(self, kind: str) -> None:
        """Search, or open a case."""
        if kind == "search":
            _, name = self._dice.choice(self._wanted.clients)
            self.office.read(find_with_cases, name[: self._dice.randint(2, 6)])
        else:
            case_id = self._dice.choice(self._wanted.cases)
            self.office.read(case_file, case_id)
            self.office.read(timeline, case_id)

    def deed(self, kind: str) -> Deed:
        """A write of this kind, not done yet."""
        operation_id, record_id = new_id(), new_id()
        words = f"{kind} {operation_id}"
        make = {
            "note": self._note, "booking": self._booking, "task": self._task, "draft": self._draft
        }[kind]  # fmt: skip
        return Deed(kind, operation_id, record_id, words, make(record_id, words))

    def _note(self, record_id: UUID, words: str) -> tuple[Any, ...]:
        form = NoteForm(
            id=record_id,
            case_id=self._dice.choice(self._wanted.cases),
            started_at=self.office.clock() - timedelta(hours=1),
            kind=NoteKind.HOME_VISIT,
            topic=Topic.SCHOOL,
            minutes=45,
            text=NOTE + words,
        )
        return (form,)

    def _booking(self, record_id: UUID, words: str) -> tuple[Any, ...]:
        self._hour += timedelta(hours=1 if self._hour.hour < 20 else 18)
        form = AppointmentForm(
            id=record_id,
            kind=AppointmentKind.OFFICE_VISIT,
            starts_at=self._hour,
            ends_at=self._hour + timedelta(minutes=30),
            workers=(self._dice.choice(self._wanted.workers),),
            subject=words,
        )
        return (form, "It was asked for")

    def _task(self, record_id: UUID, words: str) -> tuple[Any, ...]:
        case_id = self._dice.choice(self._wanted.cases)
        return (TaskForm(id=record_id, kind=TaskKind.OTHER, title=words, case_id=case_id),)

    def _draft(self, record_id: UUID, words: str) -> tuple[Any, ...]:
        return ("note", record_id, {"text": NOTE + words})
