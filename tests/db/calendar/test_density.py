"""How full days are: counted by one statement, whoever asks."""

from datetime import date
from uuid import UUID

from db.models.case_file import CaseFile
from db.models.office import Closure
from db.models.staff import Leave
from db.operations.calendar.mark import cancel
from db.queries.calendar.density import DayDensity, days_density
from db.queries.calendar.range_view import CalendarRange
from db.rules.codes import AppointmentStatus, LeaveKind, ResourceKind, Role
from db.rules.density import Density
from tests.db.bench import Bench
from tests.db.calendar.made import TUESDAY, at, booked
from tests.db.cases.made import a_client
from tests.db.cases_on_file import case_on_file

FIRST, LAST = date(2026, 3, 2), date(2026, 4, 12)


def month(bench: Bench, *ids: UUID, kind: ResourceKind = ResourceKind.WORKER) -> list[DayDensity]:
    found = bench.read(days_density, CalendarRange(kind, FIRST, LAST, ids or None))
    assert [one.day for one in found] == sorted({one.day for one in found})
    return list(found)


def test_a_day_is_counted_and_weighed_by_the_hours_that_are_worked(bench: Bench) -> None:
    mei = bench.worker("Mei")  # 8:30 to 17:00
    booked(bench, "9:00", "10:00", workers=(mei.id,))
    booked(bench, "8:30", "17:00", day=4, workers=(mei.id,))
    booked(bench, "9:00", "14:00", day=5, workers=(mei.id,))
    found = month(bench, mei.id)
    assert [(one.appointments, one.density) for one in found[:4]] == [
        (0, Density.FREE),
        (1, Density.SOME),
        (1, Density.FULL),
        (1, Density.BUSY),
    ]
    assert len(found) == 42


def test_leave_makes_what_is_left_fuller_and_a_closure_is_said(bench: Bench) -> None:
    mei = bench.worker("Mei")
    booked(bench, "9:00", "10:00", workers=(mei.id,))
    starts, ends = (int(at(bench, clock).timestamp()) for clock in ("10:00", "17:00"))
    bench.add(Leave(staff_id=mei.id, starts_at=starts, ends_at=ends, kind=LeaveKind.VACATION))
    bench.add(Closure(first_day=date(2026, 3, 6), last_day=date(2026, 3, 7), name="Repairs"))
    found = month(bench, mei.id)
    assert found[TUESDAY - 2].density is Density.BUSY
    assert [one.day.day for one in found if one.closed] == [6, 7]


def test_an_appointment_of_two_workers_is_one(bench: Bench) -> None:
    mei, ben = bench.worker("Mei"), bench.worker("Ben")
    booked(bench, workers=(mei.id, ben.id))
    assert month(bench)[1].appointments == 1


def test_days_stay_what_they_are_over_the_change_of_the_clocks(bench: Bench) -> None:
    mei = bench.worker("Mei")  # clocks go forward on 8 March
    booked(bench, "8:30", "9:30", day=9, workers=(mei.id,))
    found = {one.day.day: one for one in month(bench, mei.id) if one.day.month == 3}
    assert (found[8].appointments, found[9].appointments) == (0, 1)


def test_what_may_not_be_known_takes_time_all_the_same(bench: Bench) -> None:
    mei, ada = bench.worker("Mei"), a_client(bench)
    case_id = case_on_file(bench, ada.id, "2026-0001")
    booked(bench, workers=(mei.id,), client_id=ada.id, case_id=case_id)
    bench.session.get_one(CaseFile, case_id).restricted = True
    bench.session.commit()
    other = bench.as_role(Role.RECEPTIONIST, "rita")
    assert month(other, mei.id)[1].appointments == 1


def test_what_is_cancelled_takes_none(bench: Bench) -> None:
    mei = bench.worker("Mei")
    record_id = booked(bench, workers=(mei.id,))
    bench.write(cancel, record_id, 1, AppointmentStatus.CANCELLED_BY_OFFICE, "Ill")
    assert month(bench, mei.id)[1].appointments == 0
