"""Changing and moving of a series: this and the following, or all that are ahead."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, select

from db.models.appointment import Appointment, AppointmentSeries
from db.models.audit import AuditEvent
from db.operations.calendar.book import change
from db.operations.calendar.book_series import book_series
from db.operations.calendar.change_series import change_series
from db.operations.calendar.mark import cancel, mark
from db.operations.calendar.series_undo import change_series_back
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.series_ahead import Which
from db.queries.calendar.series_change import check_series_change
from db.queries.calendar.series_choices import Choices
from db.rules.codes import AppointmentKind, AppointmentStatus, Role
from db.rules.findings import NeedsReason, Refused, Stale
from db.rules.recurrence import Every, Repeats
from db.texts import sentence
from tests.db.bench import Bench
from tests.db.calendar.made import booked, clock, form
from tests.db.calendar.repeated import DAYS, TUESDAYS, days_booked
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

DAY = timedelta(days=1)


def series_of(bench: Bench, repeats: Repeats = TUESDAYS, **taken: object) -> list[UUID]:
    """Book a series and give the ids of its appointments, in order."""
    bench.write(book_series, form(bench, **taken), repeats)
    return list(bench.session.scalars(select(Appointment.id).order_by(Appointment.starts_at)))


def edited(bench: Bench, one: UUID, **fields: object) -> AppointmentForm:
    return replace(bench.read(open_appointment, one).form, **fields)


def shifted(bench: Bench, one: UUID, days: int = 0, minutes: int = 0) -> AppointmentForm:
    """On the office's clock."""
    there = edited(bench, one)
    by = timedelta(days=days, minutes=minutes)
    return replace(there, starts_at=there.starts_at + by, ends_at=there.ends_at + by)


def whens(bench: Bench) -> list[str]:
    found = bench.session.scalars(select(Appointment.starts_at).order_by(Appointment.starts_at))
    return [f"{datetime.fromtimestamp(at, bench.zone):%m-%d %H:%M}" for at in found]


def rules(bench: Bench) -> list[tuple[str, date]]:
    bench.session.expire_all()
    found = bench.session.scalars(select(AppointmentSeries)).all()
    return sorted(((row.rule, row.first_day) for row in found), key=lambda one: one[1])


def test_all_that_are_ahead_are_moved_to_another_time_and_day_and_back(bench: Bench) -> None:
    mara = bench.worker("mara")
    ids = series_of(bench, workers=(mara.id,))
    clock(bench, "12:00", 3)  # the first has begun
    done = bench.write(change_series, shifted(bench, ids[2], days=1, minutes=30), Which.ALL)
    assert done.count == 4
    assert whens(bench) == [
        "03-03 09:00",
        "03-11 09:30",
        "03-18 09:30",
        "03-25 09:30",
        "04-01 09:30",
    ]
    assert rules(bench) == [
        ("RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260309T235959", DAYS[0]),
        ("RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=4", date(2026, 3, 11)),
    ]
    assert bench.session.get_one(Appointment, ids[0]).version == 1
    said = bench.session.scalars(
        select(AuditEvent.details).where(AuditEvent.action == "appointment.series_changed")
    ).one()
    assert '"appointments":4' in said.replace(" ", "")
    with pytest.raises(Refused):
        booked(bench, "9:30", "10:30", day=11, workers=(mara.id,))
    booked(bench, "9:00", "9:30", day=10, workers=(mara.id,))
    with pytest.raises(Refused) as refused:
        bench.write(change_series_back, done)
    assert "3/10/2026" in sentence(refused.value.findings[0])
    other = bench.session.scalars(select(Appointment.id).where(Appointment.series_id.is_(None)))
    bench.write(cancel, other.one(), 1, AppointmentStatus.CANCELLED_BY_OFFICE)
    bench.write(change_series_back, done)
    assert days_booked(bench) == DAYS
    assert rules(bench) == [("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5", DAYS[0])]


def test_a_series_never_collides_with_itself(bench: Bench) -> None:
    """Each day's appointment takes the place of the next day's, and each hour's of the next."""
    mara, room = bench.worker("mara"), bench.room("Blue Room")
    daily = Repeats(every=Every.DAY, times=4)
    ids = series_of(bench, daily, day=9, workers=(mara.id,), room_id=room.id)
    bench.write(change_series, shifted(bench, ids[0], days=1), Which.ALL)
    assert whens(bench) == ["03-10 09:00", "03-11 09:00", "03-12 09:00", "03-13 09:00"]
    bench.write(change_series, shifted(bench, ids[0], days=-1, minutes=15), Which.ALL)
    assert whens(bench) == ["03-09 09:15", "03-10 09:15", "03-11 09:15", "03-12 09:15"]
    blocking = bench.session.scalars(select(Appointment).order_by(Appointment.starts_at))
    assert all(taken.blocks == 1 for row in blocking for taken in row.taken)


def test_this_and_the_following_become_a_series_of_their_own(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    ids = series_of(bench, workers=(mara.id,))
    asked = edited(bench, ids[3], workers=(ben.id,), subject="Anger management")
    done = bench.write(change_series, asked, Which.FOLLOWING)
    assert done.count == 2
    who = [edited(bench, one).workers for one in ids]
    assert who == [(mara.id,)] * 3 + [(ben.id,)] * 2
    assert rules(bench) == [
        ("RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260323T235959", DAYS[0]),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2", DAYS[3]),
    ]
    bench.write(change_series_back, done)
    assert [edited(bench, one).workers for one in ids] == [(mara.id,)] * 5
    assert [edited(bench, one).subject for one in ids] == [""] * 5
    assert len(rules(bench)) == 1


def test_one_that_was_changed_by_itself_stays_so_and_in_its_series(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    ids = series_of(bench, workers=(mara.id,))
    bench.write(change, shifted(bench, ids[1], days=2, minutes=60))
    bench.write(change, edited(bench, ids[2], workers=(ben.id,)))
    asked = replace(shifted(bench, ids[0], minutes=120), workers=(bench.user.id,))
    bench.write(change_series, asked, Which.ALL)
    assert whens(bench) == [
        "03-03 11:00",
        "03-12 10:00",
        "03-17 11:00",
        "03-24 11:00",
        "03-31 11:00",
    ]
    assert edited(bench, ids[2]).workers == (ben.id,)
    assert edited(bench, ids[3]).workers == (bench.user.id,)
    bench.write(change_series, shifted(bench, ids[0], days=1), Which.ALL)
    assert whens(bench) == [
        "03-04 11:00",
        "03-12 10:00",
        "03-18 11:00",
        "03-25 11:00",
        "04-01 11:00",
    ]


def test_who_has_come_and_what_is_called_off_or_over_is_not_touched(bench: Bench) -> None:
    ids = series_of(bench, workers=(bench.worker("mara").id,))
    clock(bench, "8:50", 10)
    bench.write(mark, ids[1], 1, AppointmentStatus.ARRIVED)
    bench.write(cancel, ids[3], 1, AppointmentStatus.CANCELLED_BY_CLIENT)
    bench.write(change_series, shifted(bench, ids[4], minutes=60), Which.ALL)
    assert whens(bench) == [
        "03-03 09:00",
        "03-10 09:00",
        "03-17 10:00",
        "03-24 09:00",
        "03-31 10:00",
    ]
    for gone in (ids[0], ids[1], ids[3]):
        with pytest.raises(Refused) as refused:
            bench.write(change_series, shifted(bench, gone, minutes=60), Which.ALL)
        assert refused.value.has("series.not_ahead")


def test_what_collides_is_told_day_by_day_and_goes_where_it_was_decided(bench: Bench) -> None:
    mara, ben, ada = bench.worker("mara"), bench.worker("ben"), on_file(bench)
    ids = series_of(bench, workers=(mara.id,), client_id=ada)
    booked(bench, "11:00", "12:00", day=10, workers=(mara.id,))
    booked(bench, "11:00", "12:00", day=17, workers=(mara.id,))
    booked(bench, "11:00", "12:00", day=24, workers=(mara.id,))
    booked(bench, "15:00", "16:00", day=31, client_id=ada, reason="A second time")
    asked = shifted(bench, ids[0], minutes=120)
    counted: list[str] = []
    connection = bench.session.connection()

    def count(*said: object) -> None:
        counted.append(str(said[2]))

    event.listen(connection.engine, "before_cursor_execute", count)
    found = bench.read(check_series_change, asked, Which.ALL).occurrences
    event.remove(connection.engine, "before_cursor_execute", count)
    assert sum("slot" in said for said in counted) <= 2, "one, and one for what a server keeps back"
    assert [one.collides for one in found] == [False, True, True, True, True]
    with pytest.raises(Refused) as refused:
        bench.write(change_series, asked, Which.ALL)
    assert [one.params["day"] for one in refused.value.findings] == DAYS[1:4]
    elsewhere = datetime(2026, 3, 18, 13, tzinfo=bench.zone)
    choices = Choices(
        left_out=frozenset({DAYS[1]}),
        shifted={DAYS[2]: elsewhere},
        instead={DAYS[3]: (mara.id, ben.id)},
    )
    with pytest.raises(NeedsReason):
        bench.write(change_series, asked, Which.ALL, choices)
    choices = replace(choices, all_the_same=frozenset({DAYS[4]}))
    done = bench.write(change_series, asked, Which.ALL, choices, "She asked for it")
    assert done.count == 4
    assert edited(bench, ids[1]).starts_at.hour == 9, "left as it is"
    assert edited(bench, ids[2]).starts_at == elsewhere
    assert edited(bench, ids[3]).workers == (ben.id,)
    assert bench.read(open_appointment, ids[4]).override_reason == "She asked for it"
    bench.write(change_series_back, done)
    assert days_booked(bench) == DAYS
    assert bench.read(open_appointment, ids[4]).override_reason == ""


def test_undone_is_all_or_nothing_and_nothing_once_somebody_changed_one_of_them(
    bench: Bench,
) -> None:
    ids = series_of(bench, workers=(bench.worker("mara").id,))
    done = bench.write(change_series, shifted(bench, ids[0], minutes=60), Which.ALL)
    bench.write(change, edited(bench, ids[4], subject="Last one"))
    before = whens(bench)
    with pytest.raises(Refused) as refused:
        bench.write(change_series_back, done)
    assert refused.value.has("series.not_undone")
    assert whens(bench) == before


def test_a_form_opened_before_somebody_else_saved_is_stale(bench: Bench) -> None:
    ids = series_of(bench, workers=(bench.worker("mara").id,))
    asked = shifted(bench, ids[0], minutes=60)
    bench.write(change, edited(bench, ids[0], subject="New"))
    with pytest.raises(Stale):
        bench.write(change_series, asked, Which.FOLLOWING)


def test_the_clock_on_the_wall_shows_the_same_time_after_clocks_are_changed(bench: Bench) -> None:
    """Moved from before the 8th of March, when clocks are set forward; 2:30 is skipped there."""
    room = bench.room("Blue Room")
    daily = Repeats(every=Every.DAY, times=4)
    asked = form(bench, "0:30", "1:30", day=6, room_id=room.id, kind=AppointmentKind.MEETING)
    bench.write(book_series, asked, daily)
    there = edited(bench, asked.id)
    later = replace(
        there,
        starts_at=there.starts_at.replace(hour=2),
        ends_at=there.ends_at.replace(hour=3),
    )
    bench.write(change_series, later, Which.ALL)
    assert whens(bench) == ["03-06 02:30", "03-07 02:30", "03-08 03:30", "03-09 02:30"]
    lengths = {
        row.ends_at - row.starts_at for row in bench.session.scalars(select(Appointment)).all()
    }
    assert lengths == {3600}
    bench.write(change_series, shifted(bench, asked.id, days=1), Which.ALL)
    assert whens(bench) == ["03-07 02:30", "03-08 03:30", "03-09 02:30", "03-10 02:30"]
    bench.write(change_series, shifted(bench, asked.id, minutes=90), Which.ALL)
    assert whens(bench) == ["03-07 04:00", "03-08 04:00", "03-09 04:00", "03-10 04:00"]


def test_reception_moves_a_series_and_its_case_stays(bench: Bench) -> None:
    ada = on_file(bench)
    case = case_on_file(bench, ada, worker=bench.user.id)
    ids = series_of(bench, client_id=ada, case_id=case)
    desk = bench.as_role(Role.RECEPTIONIST)
    asked = shifted(desk, ids[1], minutes=60)
    assert asked.case_id is None
    done = desk.write(change_series, asked, Which.FOLLOWING)
    assert {row.case_id for row in bench.session.scalars(select(Appointment))} == {case}
    desk.write(change_series_back, done)
    bench.session.expire_all()
    assert {row.case_id for row in bench.session.scalars(select(Appointment))} == {case}
    with pytest.raises(Refused) as refused:
        bench.as_role(Role.AUDITOR).write(change_series, asked, Which.ALL)
    assert refused.value.has("permission.denied")


def test_a_series_of_somebody_restricted_is_changed_by_named_staff_only(bench: Bench) -> None:
    mara, rosa = bench.as_role(Role.CASEWORKER, "mara"), on_file(bench, "Rosa Sentinel")
    case_on_file(bench, rosa, worker=mara.user.id, restricted=True)
    asked = form(mara, workers=(mara.user.id,), client_id=rosa)
    mara.write(book_series, asked, TUESDAYS)
    with pytest.raises(Refused) as refused:
        bench.as_role(Role.CASEWORKER, "ben").write(change_series, asked, Which.ALL)
    assert refused.value.has("appointment.unknown")
    mara.write(change_series, shifted(mara, asked.id, minutes=60), Which.ALL)
    assert {when.split()[1] for when in whens(mara)} == {"10:00"}
