"""A new appointment is as long as usual for its kind, until somebody says another length."""

from datetime import UTC, datetime

from db.models.calendar import KindSetting
from db.rules.codes import AppointmentKind
from tests.db.calendar.made import booked
from tests.ui.calendar.desk import Desk, fill
from ui.dialogs.appointment import Prefill


def usual(desk: Desk, kind: AppointmentKind, minutes: int) -> None:
    desk.bench.add(KindSetting(kind=kind, minutes=minutes, before=0, after=0))


def test_the_length_follows_the_kind_while_nobody_has_typed_one(desk: Desk) -> None:
    usual(desk, AppointmentKind.INTAKE, 90)
    usual(desk, AppointmentKind.OFFICE_VISIT, 45)
    dialog = desk.new()
    assert dialog.fields.value("ends_at") == 45 and not dialog.fields.dirty()
    fill(dialog, kind=AppointmentKind.INTAKE)
    assert dialog.fields.value("ends_at") == 90
    fill(dialog, kind=AppointmentKind.MEETING)
    assert dialog.fields.value("ends_at") == 60
    fill(dialog, ends_at="30")
    fill(dialog, kind=AppointmentKind.INTAKE)
    assert dialog.fields.value("ends_at") == 30


def test_a_length_that_was_drawn_or_booked_stays(desk: Desk) -> None:
    usual(desk, AppointmentKind.OFFICE_VISIT, 45)
    starts = datetime(2026, 3, 3, 15, tzinfo=UTC)
    drawn = desk.new(Prefill(starts_at=starts, minutes=30))
    assert drawn.fields.value("ends_at") == 30
    drawn.reject()
    mei = desk.bench.worker("Mei")
    there = desk.edited(booked(desk.bench, workers=(mei.id,)))
    assert there.fields.value("ends_at") == 60
    fill(there, kind=AppointmentKind.INTAKE)
    assert there.fields.value("ends_at") == 60
