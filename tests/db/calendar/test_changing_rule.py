"""Another rule for a series from a day on: the rest stays, and one step takes it back."""

from datetime import date

import pytest

from db.models.appointment import Appointment
from db.operations.calendar.change_rule import change_rule
from db.operations.calendar.mark import cancel
from db.operations.calendar.series_undo import change_series_back
from db.queries.calendar.rule_change import check_rule_change
from db.queries.calendar.series_choices import Choices
from db.rules.codes import AppointmentStatus
from db.rules.findings import Refused, Stale
from db.rules.recurrence import Every, Repeats
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.calendar.repeated import DAYS, days_booked
from tests.db.calendar.test_changing_series import edited, rules, series_of

TUE, THU = 1, 3
TWICE = Repeats(every=Every.WEEK, weekdays=frozenset({TUE, THU}), until=date(2026, 3, 26))


def test_days_are_added_and_dropped_from_a_day_on_and_the_rest_stays(bench: Bench) -> None:
    mara = bench.worker("mara")
    ids = series_of(bench, workers=(mara.id,))
    bench.write(cancel, ids[2], 1, AppointmentStatus.CANCELLED_BY_CLIENT)
    found = bench.read(check_rule_change, ids[1], TWICE)
    assert (found.kept, found.dropped) == (2, (DAYS[4],))
    assert [one.day.day for one in found.occurrences] == [12, 19, 26]
    done = bench.write(change_rule, ids[1], 1, TWICE)
    assert [day.day for day in days_booked(bench)] == [3, 10, 12, 19, 24, 26]
    assert rules(bench) == [
        ("RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260309T235959", DAYS[0]),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260326T235959", DAYS[1]),
    ]
    with pytest.raises(Stale):
        bench.write(change_rule, ids[1], 1, TWICE)
    with pytest.raises(Refused):
        booked(bench, "9:30", "10:00", day=19, workers=(mara.id,))
    booked(bench, "9:00", "10:00", day=31, workers=(mara.id,))
    with pytest.raises(Refused):
        bench.write(change_series_back, done)
    other = bench.session.query(Appointment).filter(Appointment.series_id.is_(None)).one()
    bench.write(cancel, other.id, 1, AppointmentStatus.CANCELLED_BY_OFFICE)
    bench.write(change_series_back, done)
    assert days_booked(bench) == [*DAYS[:2], *DAYS[3:]]
    assert rules(bench) == [("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5", DAYS[0])]


def test_what_collides_of_what_is_added_is_decided_and_a_series_from_its_first_day_stays_one(
    bench: Bench,
) -> None:
    mara = bench.worker("mara")
    ids = series_of(bench, workers=(mara.id,))
    booked(bench, "9:30", "10:30", day=12, workers=(mara.id,))
    with pytest.raises(Refused) as refused:
        bench.write(change_rule, ids[0], 1, TWICE)
    assert refused.value.has("repeats.collides")
    out = Choices(left_out=frozenset({date(2026, 3, 12)}))
    done = bench.write(change_rule, ids[0], 1, TWICE, out)
    assert done.count == 4, "three more, and the last one less"
    assert [day.day for day in days_booked(bench)] == [3, 5, 10, 17, 19, 24, 26]
    (rule,) = rules(bench)
    assert rule[0].endswith("EXDATE;VALUE=DATE:20260312")
    assert edited(bench, ids[0]).version == 1
