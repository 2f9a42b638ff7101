"""Appointments that repeat: what collides is decided one by one, and all is booked or none."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event, select

from db.models.appointment import Appointment, AppointmentSeries
from db.models.audit import AuditEvent
from db.office.sealed.matter import matter_of
from db.operations.calendar.book import book
from db.operations.calendar.book_series import BookedSeries, book_series
from db.operations.calendar.mark import cancel
from db.queries.calendar.check import check
from db.queries.calendar.series import check_series
from db.queries.calendar.series_choices import Choices
from db.rules.codes import AppointmentKind, AppointmentStatus, Role
from db.rules.findings import NeedsReason, Refused
from db.rules.recurrence import Every, Repeats
from db.texts import sentence
from tests.db.bench import Bench
from tests.db.calendar.made import booked, form, leave
from tests.db.calendar.repeated import DAYS, TUESDAYS, days_booked
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def test_every_occurrence_is_an_appointment_at_the_same_time_of_the_offices_clock(
    bench: Bench,
) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    asked = form(bench, workers=(mara.id,), client_id=ada)
    made = bench.write(book_series, asked, TUESDAYS)
    assert made == BookedSeries(asked.id, DAYS[0], 5)
    assert days_booked(bench) == DAYS
    rows = bench.session.scalars(select(Appointment).order_by(Appointment.starts_at)).all()
    clocks = {datetime.fromtimestamp(row.starts_at, bench.zone).time().hour for row in rows}
    assert clocks == {9}, "the clocks are set forward on March 8"
    assert bench.last_changes.touches("appointment")
    said = bench.session.scalars(select(AuditEvent.action)).all()
    assert said.count("appointment.series_booked") == 1 and "appointment.booked" not in said
    assert bench.session.get_one(AppointmentSeries, asked.id).rule == (
        "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5"
    )
    matter = bench.read(lambda reading: matter_of(reading.session, ada))
    assert matter.ids("appointment_series") == [asked.id], "who is sealed takes the rule along"
    assert bench.write(book_series, asked, TUESDAYS) == made
    assert len(days_booked(bench)) == 5
    with pytest.raises(Refused):
        booked(bench, "9:30", "10:30", day=31, workers=(mara.id,))


def test_a_series_is_checked_by_as_many_statements_as_one_of_its_occurrences(
    bench: Bench,
) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    booked(bench, "9:30", "10:30", day=17, workers=(mara.id,))
    booked(bench, "15:00", "16:00", day=24, client_id=ada)
    asked = form(bench, workers=(mara.id,), client_id=ada)
    counted: list[str] = []
    connection = bench.session.connection()

    def count(*said: object) -> None:
        counted.append(str(said[2]).split()[0])

    event.listen(connection.engine, "before_cursor_execute", count)
    bench.read(check, asked)
    single, counted = counted, []
    found = bench.read(check_series, asked, TUESDAYS)
    event.remove(connection.engine, "before_cursor_execute", count)
    asking = {"SELECT", "WITH"}
    assert len([one for one in counted if one in asking]) == single.count("SELECT")
    codes = {one.day.day: [f.code for f in one.findings] for one in found.occurrences}
    assert codes == {
        3: [],
        10: [],
        17: ["appointment.worker_busy"],
        24: ["appointment.client_same_day"],
        31: [],
    }


def test_each_occurrence_is_told_what_a_single_appointment_would_be(bench: Bench) -> None:
    """Also that Mara is busy with somebody whom whoever asks may not know of."""
    mara, rosa, ada = bench.worker("mara"), on_file(bench, "Rosa Sentinel"), on_file(bench)
    case_on_file(bench, rosa, worker=mara.id, restricted=True)
    herself = bench.as_role(Role.CASEWORKER, "mara")
    booked(herself, "9:30", "10:30", day=10, workers=(mara.id,), client_id=rosa)
    gone = booked(bench, "9:30", "10:30", day=17, workers=(mara.id,))
    bench.write(cancel, gone, 1, AppointmentStatus.CANCELLED_BY_OFFICE)
    booked(bench, "23:00", "23:30", day=24, client_id=ada, reason="A night call")
    other = bench.as_role(Role.CASEWORKER, "ben")
    asked = form(bench, workers=(mara.id,), client_id=ada)
    found = other.read(check_series, asked, TUESDAYS).occurrences
    assert [len(one.findings) for one in found] == [0, 1, 0, 1, 0]
    assert "Sentinel" not in repr(found)
    for one in found:
        assert other.read(check, one.form) == one.findings


def test_what_cannot_be_booked_is_refused_with_each_day_and_cause_until_it_is_left_out(
    bench: Bench,
) -> None:
    mara = bench.worker("mara")
    booked(bench, "9:30", "10:30", day=10, workers=(mara.id,))
    leave(bench, mara.id, "8:00", "17:00", day=24)
    asked = form(bench, workers=(mara.id,))
    with pytest.raises(Refused) as refused:
        bench.write(book_series, asked, TUESDAYS, None, "It cannot wait")
    assert not isinstance(refused.value, NeedsReason)
    words = [sentence(one).replace("\u00a0", " ") for one in refused.value.findings]
    assert words[0] == (
        "3/10/2026: Mara is already booked on 3/10/2026 from 9:30 AM to 10:30 AM (Office visit). "
        "Choose a time from 10:30 AM on, or another worker."
    )
    assert words[1].startswith("3/24/2026: Mara is away") and len(words) == 2
    assert days_booked(bench) == []
    out = Choices(left_out=frozenset({DAYS[1], DAYS[3]}))
    assert bench.write(book_series, asked, TUESDAYS, out).count == 3
    assert days_booked(bench) == [DAYS[0], DAYS[2], DAYS[4]]
    rule = bench.session.get_one(AppointmentSeries, asked.id).rule
    assert rule.endswith("EXDATE;VALUE=DATE:20260310,20260324")


def test_a_reason_counts_for_the_days_that_somebody_chose_and_for_no_others(bench: Bench) -> None:
    ada = on_file(bench)
    booked(bench, "14:00", "15:00", day=10, client_id=ada)
    booked(bench, "14:00", "15:00", day=17, client_id=ada)
    asked = form(bench, client_id=ada)
    seen = Choices(all_the_same=frozenset({DAYS[1]}))
    with pytest.raises(NeedsReason):
        bench.write(book_series, asked, TUESDAYS, seen, "She comes by bus")
    both = Choices(all_the_same=frozenset({DAYS[1], DAYS[2]}))
    with pytest.raises(NeedsReason) as refused:
        bench.write(book_series, asked, TUESDAYS, both)
    assert [one.params["day"] for one in refused.value.findings] == [DAYS[1], DAYS[2]]
    bench.write(book_series, asked, TUESDAYS, both, "She comes by bus")
    why = bench.session.scalars(
        select(Appointment.override_reason)
        .where(Appointment.series_id == asked.id)
        .order_by(Appointment.starts_at)
    )
    assert list(why) == ["", "She comes by bus", "She comes by bus", "", ""]
    details = bench.session.scalars(
        select(AuditEvent.details).where(AuditEvent.action == "appointment.series_booked")
    ).one()
    assert "client_same_day" in details and "by bus" in details


def test_a_series_may_not_run_into_itself(bench: Bench) -> None:
    """A night of 24 hours, on the weekend that has an hour less."""
    room = bench.room("Blue Room")
    asked = form(bench, "9:00", "9:00", day=6, room_id=room.id)
    asked = type(asked)(
        id=asked.id, kind=AppointmentKind.MEETING, room_id=room.id, starts_at=asked.starts_at,
        ends_at=asked.starts_at + timedelta(days=1),
    )  # fmt: skip
    daily = Repeats(every=Every.DAY, times=4)
    found = bench.read(check_series, asked, daily)
    hard = {one.day.day for one in found.occurrences if not one.possible}
    assert hard == {7, 8}
    with pytest.raises(Refused):
        bench.write(book_series, asked, daily)
    out = Choices(
        left_out=frozenset({date(2026, 3, 8)}),
        all_the_same=frozenset(one.day for one in found.occurrences),
    )
    assert bench.write(book_series, asked, daily, out, "A camp").count == 3


def test_who_may_not_book_books_no_series_and_a_hearing_does_not_repeat(bench: Bench) -> None:
    ada = on_file(bench)
    with pytest.raises(Refused) as refused:
        bench.as_role(Role.AUDITOR).write(book_series, form(bench, client_id=ada), TUESDAYS)
    assert refused.value.has("permission.denied")
    with pytest.raises(Refused) as hearing:
        bench.write(book_series, form(bench, client_id=ada, kind=AppointmentKind.HEARING), TUESDAYS)
    assert hearing.value.has("repeats.hearing")
    bench.write(book, form(bench, client_id=ada))
