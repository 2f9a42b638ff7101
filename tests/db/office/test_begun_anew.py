"""What the database knows and an operation had not seen: it is begun anew, and told then."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models.appointment import Appointment
from db.operations.calendar import saving
from db.operations.calendar.book import book
from db.operations.calendar.saving import take
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import findings_of
from db.queries.calendar.named import wanted
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.findings import Finding, Refused
from db.rules.ids import new_id
from tests.db.office.desk import People

_NINE = datetime(2027, 3, 2, 14, tzinfo=UTC)


def meeting(worker: UUID) -> AppointmentForm:
    return AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.MEETING,
        starts_at=_NINE,
        ends_at=_NINE + timedelta(hours=1),
        workers=(worker,),
    )


def taken_unchecked(work: Work, form: AppointmentForm) -> None:
    """Somebody's booking that the check did not see."""
    starts, ends = form.span
    row = Appointment(
        id=new_id(), kind=form.kind, status=AppointmentStatus.CONFIRMED, starts_at=starts,
        ends_at=ends, booked_by_id=work.user.id,
    )  # fmt: skip
    take(work, row, wanted(work, form))
    work.add(row)
    work.session.flush()


def count(reading: Reading) -> int:
    return reading.session.scalar(select(func.count(Appointment.id))) or 0


def test_a_slot_that_was_taken_behind_the_check_is_asked_for_once_more(desk: People) -> None:
    form, tries = meeting(desk.ana.user.id), []

    def overtaken(work: Work) -> None:
        tries.append(form.id)
        book(work, form, "It was asked for")
        if len(tries) == 1:
            taken_unchecked(work, form)

    desk.ana.write(overtaken)
    assert len(tries) == 2
    assert desk.ana.read(count) == 1


def test_what_a_check_had_not_seen_is_explained_like_any_other_collision(
    desk: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ana.write(book, meeting(desk.ana.user.id), "It was asked for")
    asked = []

    def blind_at_first(*told: Any) -> tuple[Finding, ...]:
        asked.append(told)
        return () if len(asked) == 1 else seeing(*told)

    seeing = findings_of
    monkeypatch.setattr(saving, "findings_of", blind_at_first)
    with pytest.raises(Refused) as seen:
        desk.ana.write(book, meeting(desk.ana.user.id), "It was asked for")
    assert "appointment.worker_busy" in {one.code for one in seen.value.findings}
    assert len(asked) == 2
    assert desk.ana.read(count) == 1


def test_one_that_the_check_never_sees_is_refused_by_the_database(desk: People) -> None:
    form = meeting(desk.ana.user.id)

    def overtaken(work: Work) -> None:
        book(work, form, "It was asked for")
        taken_unchecked(work, form)

    with pytest.raises(Refused) as seen:
        desk.ana.write(overtaken)
    assert [(one.code, one.field) for one in seen.value.findings] == [
        ("appointment.taken_meanwhile", "starts_at")
    ]
    assert desk.ana.read(count) == 0
