"""Appointments out of another calendar's file: booked once, moved with it, none over another."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.appointment import Appointment
from db.operations.calendar.import_events import EventImport, import_events, rows_of
from db.operations.calendar.mark import cancel
from db.queries.calendar.opened import open_appointment
from db.rules.codes import AppointmentKind, AppointmentStatus, Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.importing.outcome import ImportResult, Verdict
from db.sheets.calendar_file import read_events
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked
from tests.db.people_on_file import on_file
from tests.db.sheets.test_calendar_files import calendar, event

MARCH = date(2026, 3, 1), date(2026, 3, 31)
TUESDAY = ("DTSTART:20260303T100000", "DTEND:20260303T110000", "SUMMARY:School meeting")
WEEKLY = ("DTSTART:20260303T100000", "DTEND:20260303T110000", "RRULE:FREQ=WEEKLY;COUNT=3")


def imported(
    bench: Bench,
    *lines: str,
    worker: UUID | None = None,
    client: UUID | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> ImportResult:
    found = read_events(calendar(*lines), *MARCH, bench.zone).found
    asked = EventImport(
        rows=rows_of(found), worker_id=worker, client_id=client, reason=reason, dry_run=dry_run
    )
    return bench.write(import_events, asked)


def verdicts(result: ImportResult) -> list[Verdict]:
    return [row.verdict for row in result.rows]


def all_of(bench: Bench) -> list[Appointment]:
    return list(bench.session.scalars(select(Appointment).order_by(Appointment.starts_at)))


def test_a_workers_events_become_their_appointments(bench: Bench) -> None:
    mara = bench.worker("mara")
    assert verdicts(imported(bench, *event(*TUESDAY, "LOCATION:P.S. 4"), worker=mara.id)) == [
        Verdict.ADDED
    ]
    (made,) = all_of(bench)
    form = bench.read(open_appointment, made.id).form
    assert (form.workers, form.client_id) == ((mara.id,), None)
    assert (form.starts_at, form.subject, form.place) == (
        at(bench, "10:00"), "School meeting", "P.S. 4",
    )  # fmt: skip


def test_a_clients_events_are_commitments_elsewhere(bench: Bench) -> None:
    ada = on_file(bench)
    imported(bench, *event(*TUESDAY), client=ada)
    (made,) = all_of(bench)
    assert (made.kind, made.client_id) == (AppointmentKind.OUTSIDE, ada)


def test_what_is_imported_again_is_not_booked_again(bench: Bench) -> None:
    mara = bench.worker("mara")
    imported(bench, *event(*WEEKLY), worker=mara.id)
    again = imported(bench, *event(*WEEKLY), worker=mara.id)
    assert verdicts(again) == [Verdict.ALREADY_THERE] * 3
    assert len(all_of(bench)) == 3


def test_what_was_moved_there_is_moved_here(bench: Bench) -> None:
    mara = bench.worker("mara")
    imported(bench, *event(*WEEKLY), worker=mara.id)
    moved = event("RECURRENCE-ID:20260310T100000", "DTSTART:20260310T140000", "DURATION:PT1H")
    assert verdicts(imported(bench, *event(*WEEKLY), *moved, worker=mara.id)) == [
        Verdict.ALREADY_THERE, Verdict.ADDED, Verdict.ALREADY_THERE,
    ]  # fmt: skip
    assert [row.starts_at for row in all_of(bench)] == [
        int(at(bench, clock, day).timestamp())
        for clock, day in (("10:00", 3), ("14:00", 10), ("10:00", 17))
    ]


def test_what_was_called_off_here_is_not_booked_again(bench: Bench) -> None:
    mara = bench.worker("mara")
    imported(bench, *event(*TUESDAY), worker=mara.id)
    (made,) = all_of(bench)
    bench.write(cancel, made.id, made.version, AppointmentStatus.CANCELLED_BY_OFFICE, "moved")
    assert verdicts(imported(bench, *event(*TUESDAY), worker=mara.id)) == [Verdict.ALREADY_THERE]


def test_nothing_is_booked_over_what_stands_in_its_way(bench: Bench) -> None:
    mara = bench.worker("mara")
    booked(bench, "10:30", "11:30", workers=(mara.id,))
    (row,) = imported(bench, *event(*TUESDAY), worker=mara.id).rows
    assert row.verdict is Verdict.REJECTED
    assert row.remarks[0].code == "appointment.worker_busy"
    assert len(all_of(bench)) == 1


def test_what_asks_for_a_reason_is_booked_with_one(bench: Bench) -> None:
    mara = bench.worker("mara")
    late = event("DTSTART:20260303T190000", "DURATION:PT1H")
    (row,) = imported(bench, *late, worker=mara.id).rows
    assert row.verdict is Verdict.REJECTED and row.remarks[-1].code == "ics.reason_wanted"
    imported(bench, *late, worker=mara.id, reason="Parents work by day")
    (made,) = all_of(bench)
    assert made.override_reason == "Parents work by day"


def test_a_dry_run_says_the_same_and_saves_nothing(bench: Bench) -> None:
    mara = bench.worker("mara")
    would = imported(bench, *event(*WEEKLY), worker=mara.id, dry_run=True)
    assert verdicts(would) == [Verdict.ADDED] * 3
    assert all_of(bench) == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("DTSTART;VALUE=DATE:20260303",), "ics.whole_day"),
        ((*TUESDAY, "TRANSP:TRANSPARENT"), "ics.takes_nobody"),
        (("DTSTART:20260303T100000",), "ics.no_length"),
        (("DTSTART:20260303T100000", "DTEND:20260305T100000"), "ics.too_long"),
        (("DTSTART:20260302T080000", "DTEND:20260302T090000"), "ics.over"),
    ],
)
def test_what_is_no_appointment_is_left_out_with_why(
    bench: Bench, lines: tuple[str, ...], code: str
) -> None:
    (row,) = imported(bench, *event(*lines), worker=bench.worker("mara").id).rows
    assert (row.verdict, row.remarks[0].code) == (Verdict.LEFT_OUT, code)


def test_a_private_event_takes_its_time_and_says_nothing(bench: Bench) -> None:
    mara = bench.worker("mara")
    imported(bench, *event(*TUESDAY, "LOCATION:Clinic", "CLASS:PRIVATE"), worker=mara.id)
    (made,) = all_of(bench)
    assert (made.subject, made.place) == ("", "")


def test_it_must_be_said_whose_they_are_and_a_client_must_be_there(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"ics\.whose"):
        imported(bench, *event(*TUESDAY))
    with pytest.raises(Refused, match=r"client\.unknown"):
        imported(bench, *event(*TUESDAY), client=new_id())


def test_an_auditor_imports_nothing(bench: Bench) -> None:
    mara = bench.worker("mara")
    with pytest.raises(Refused, match=r"permission\.denied"):
        imported(bench.as_role(Role.AUDITOR), *event(*TUESDAY), worker=mara.id)
