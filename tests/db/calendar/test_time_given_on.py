"""Who could have the time of an appointment that is about to be cancelled."""

from datetime import date

from db.queries.calendar.cancelling import cancelling
from db.rules.codes import AppointmentKind
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.calendar.test_waiting import asked
from tests.db.people_on_file import on_file


def test_those_who_wait_and_whom_the_time_would_suit_urgent_ones_first(bench: Bench) -> None:
    mara, ben, room = bench.worker("mara"), bench.worker("ben"), bench.room("Blue Room")
    ada, bo, cy = (on_file(bench, name) for name in ("Ada Reyes", "Bo Diaz", "Cy Young"))
    asked(bench, bo, minutes=60, latest=date(2026, 3, 3))
    asked(bench, cy, staff_id=mara.id, urgent=True, earliest=date(2026, 3, 3))
    asked(bench, ada)
    asked(bench, None, subject="With Ben", staff_id=ben.id)
    asked(bench, None, subject="Too long", minutes=75)
    asked(bench, None, subject="Later", earliest=date(2026, 3, 4))
    made = booked(bench, "9:00", "10:00", workers=(mara.id,), client_id=ada, room_id=room.id)

    known = bench.read(cancelling, made)
    assert [one.who for one in known.could_come] == ["Cy Young", "Bo Diaz"]
    assert known.freed is not None and known.freed.starts_at.hour == 9
    assert (known.freed.worker_id, known.freed.room_id) == (mara.id, room.id)


def test_a_time_of_others_or_of_nobody_is_offered_to_nobody(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench, "Ada Reyes")
    asked(bench, on_file(bench, "Bo Diaz"))
    dentist = booked(bench, "9:00", "10:00", client_id=ada, kind=AppointmentKind.OUTSIDE)
    gone = booked(bench, "9:00", "10:00", workers=(mara.id,), day=2)
    bench.pass_time(hours=12)
    for one in (dentist, gone):
        assert bench.read(cancelling, one).could_come == ()
