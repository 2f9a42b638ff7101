"""What changes many appointments at once is struck before each thing it writes: a plan, a change of
a series, an import. It is done or it is not, and who sends it again has it done once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.staff import Staff
from db.office import Office, open_office
from db.office.keeping import check
from db.operations.calendar.apply_plan import AppliedPlan, Step, apply_plan, undo_plan
from db.operations.calendar.book import book
from db.operations.calendar.book_series import book_series
from db.operations.calendar.change_series import change_series
from db.operations.calendar.import_events import EventImport, EventRow, import_events
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.series_ahead import Which
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, Role
from db.rules.ids import new_id
from db.rules.recurrence import Every, Repeats
from db.rules.scheduling.plan import WayKind
from tests.crash_points import Strike, crash_points, needs_fork
from tests.db.office.desk import BEGAN, CHEAP, PASSWORD, Ready

pytestmark = [
    pytest.mark.only_in_folder("a crash while files are written"),
    needs_fork,
]
EVERY = 17  # of the points where the act is played anew for each
TEN = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("America/New_York"))
HOUR = timedelta(hours=1)
TUESDAYS = Repeats(every=Every.WEEK, weekdays=frozenset({1}), times=5)
SENT = UUID("01900000-0000-7000-8000-00000000ca11")  # what is sent again has the same id
REFUSALS = {"storage.full", "storage.input_output", "storage.gone"}


@dataclass(frozen=True)
class Template:
    """An office, closed: Ben with three appointments and a series, Cleo who may take some."""

    folder: Path
    ben: UUID
    cleo: UUID
    alone: tuple[UUID, ...]
    undo: AppliedPlan  # of a plan that was carried out there
    calendar: list[tuple[object, ...]]
    shared: bool


@pytest.fixture(scope="module")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Template:
    ready: Ready = request.getfixturevalue("ready_shared" if request.param else "ready")
    desk = ready.copied(tmp_path_factory.mktemp("calendar") / "Harbor House")
    with desk.unguarded() as session:
        ben, cleo = (
            Staff(
                id=new_id(), user_name=name.lower(), display_name=name, role=Role.CASEWORKER,
                created_at=BEGAN, changed_at=BEGAN,
            )
            for name in ("Ben", "Cleo")
        )  # fmt: skip
        session.add_all([ben, cleo])
        ids = ben.id, cleo.id
    alone = [meeting(ids[0], TEN + timedelta(hours=hour)) for hour in (1, 2, 3, 5)]
    for form in alone:
        desk.ana.write(book, form, "so it is")
    desk.ana.write(book_series, meeting(ids[0], TEN), TUESDAYS, reason="so it is")
    last = alone.pop()
    off = Step(last.id, 1, WayKind.REASSIGN, None, *ids)
    undo = desk.ana.write(apply_plan, (off,), "so it is").result
    assert undo is not None
    there = desk.ana.read(calendar)
    desk.close()
    one_by_one = tuple(one.id for one in alone)
    return Template(desk.folder, *ids, one_by_one, undo, there, request.param)


def meeting(worker: UUID, starts: datetime) -> AppointmentForm:
    return AppointmentForm(
        id=new_id(), kind=AppointmentKind.MEETING, starts_at=starts,
        ends_at=starts + timedelta(minutes=50), workers=(worker,), subject="Review",
    )  # fmt: skip


def sit(folder: Path, made: Template) -> Office:
    return open_office(
        folder, "ana", PASSWORD, device="desk-9", cost=CHEAP, clock=lambda: BEGAN,
        shared=made.shared,
    )  # fmt: skip


def plan(office: Office, made: Template) -> tuple[Any, ...]:
    """The first moves to where the second was, which Cleo takes; the third is called off."""
    first, second, third = made.alone
    steps = (
        Step(first, 1, WayKind.MOVE, TEN + timedelta(hours=2)),
        Step(second, 1, WayKind.REASSIGN, None, made.ben, made.cleo),
        Step(third, 1, WayKind.CANCEL),
    )
    return apply_plan, steps, "leave"


def back(office: Office, made: Template) -> tuple[Any, ...]:
    return undo_plan, made.undo


def series(office: Office, made: Template) -> tuple[Any, ...]:
    """All of it half an hour earlier, with another subject."""
    form = office.read(open_appointment, office.read(first_of_series)).form
    by = timedelta(minutes=30)
    moved = replace(
        form, starts_at=form.starts_at - by, ends_at=form.ends_at - by, subject="Supervision"
    )
    return change_series, moved, Which.ALL, None, "so it is"


def events(office: Office, made: Template) -> tuple[Any, ...]:
    rows = tuple(
        EventRow(
            line=day, uid=f"event-{day}", starts_at=starts, ends_at=starts + timedelta(hours=1)
        )
        for day in range(1, 6)
        for starts in (TEN + timedelta(days=day, hours=1),)
    )
    return import_events, EventImport(rows=rows, worker_id=made.cleo, reason="so it is")


def first_of_series(reading: Reading) -> UUID:
    of_series = Appointment.series_id.is_not(None)
    asked = select(Appointment.id).where(of_series).order_by(Appointment.starts_at)
    found = reading.session.scalars(asked).first()
    assert found is not None
    return found


def calendar(reading: Reading) -> list[tuple[object, ...]]:
    """All appointments as they stand, with what each takes; ids are new each time."""
    return sorted(
        (
            one.starts_at, one.ends_at, one.status.value, one.subject, one.uid, one.cancel_reason,
            one.override_reason,
            tuple(sorted((t.resource_id, t.starts_at, t.ends_at, t.blocks) for t in one.taken)),
        )
        for one in reading.session.scalars(select(Appointment))
    )  # fmt: skip


ACTS: dict[str, Callable[[Office, Template], tuple[Any, ...]]] = {
    "plan": plan,
    "plan undone": back,
    "series": series,
    "import": events,
}


STRUCK = [  # a disk is full where the office is, a drive goes where it is not
    (False, "plan", Strike.KILL),
    (False, "series", Strike.KILL),
    *((False, name, Strike.FULL) for name in ACTS),
    *((True, name, Strike.GONE) for name in ACTS),
]


@pytest.mark.parametrize("template, name, strike", STRUCK, indirect=["template"])
def test_it_is_done_or_it_is_not_and_once_when_it_is_sent_again(
    template: Template, name: str, strike: Strike, tmp_path: Path
) -> None:
    def act(folder: Path) -> None:
        office = sit(folder, template)
        office.write(*ACTS[name](office, template), operation_id=SENT)

    seen = []
    every = 1 if strike is Strike.KILL else EVERY
    for point, folder in crash_points(act, template.folder, tmp_path, strike, every=every):
        assert point.outcome != "raised", point
        assert set(point.words.split()) <= REFUSALS, point
        office = sit(folder, template)
        found = office.read(calendar)
        done = found != template.calendar
        written = office.write(*sent(name, office, template, done), operation_id=SENT)
        assert written.repeated is done, point
        after = office.read(calendar)
        office.close()
        assert found in (template.calendar, after), point
        seen.append(done)
    assert seen[-1] and not seen[0]
    office = sit(folder, template)
    assert check(office) == []
    office.close()


def sent(name: str, office: Office, made: Template, done: bool) -> tuple[Any, ...]:
    """What is sent again: where it was done nothing of it is looked at any more."""
    return (len,) if done else ACTS[name](office, made)
