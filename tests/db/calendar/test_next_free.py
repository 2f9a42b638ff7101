"""The best times for all: any of several workers, any room, and why there is none."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from db.models.calendar import KindSetting, Place, RoomPart, TravelTime
from db.models.office import Closure, OfficeHours
from db.models.staff import Staff
from db.queries.calendar.next_free import NextFree, free_times
from db.rules.codes import AppointmentKind, Role
from db.rules.findings import Refused
from db.rules.scheduling.suiting import Wishes
from db.texts import sentence
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, leave
from tests.db.people_on_file import on_file

TUESDAYS = Wishes(frozenset({1}))


def said(bench: Bench, asked: NextFree, n: int = 0) -> list[str]:
    found = bench.read(free_times, asked)
    return [sentence(one) for one in (found.slots[n].reasons if found.slots else found.why)]


def test_any_of_a_team_is_whoever_has_least_that_day_and_any_room_the_first_free(
    bench: Bench,
) -> None:
    mara, ben, blue, red = (
        bench.worker("mara"), bench.worker("ben"), bench.room("Blue"), bench.room("Red"),
    )  # fmt: skip
    booked(bench, "9:00", "10:00", workers=(mara.id,), room_id=blue.id)
    booked(bench, "10:00", "11:00", workers=(mara.id,))
    booked(bench, "15:00", "16:00", workers=(ben.id,))
    asked = NextFree(
        minutes=60, begin=at(bench, "8:30"), any_of=(mara.id, ben.id), rooms=(blue.id, red.id)
    )
    found = bench.read(free_times, asked).slots
    by_start = {slot.starts_at: slot for slot in found}
    best = by_start[at(bench, "13:45")]
    assert (best.worker_id, best.room_id) == (ben.id, blue.id)
    assert "Ben has 1 that day." in [sentence(one) for one in best.reasons]
    assert "Blue is free." in [sentence(one) for one in best.reasons]
    assert found[0].starts_at == at(bench, "13:45"), "beside what Ben has, a quarter hour before"
    assert said(bench, asked)[:3] == [
        "Ben is free.", "Blue is free.", "15 minutes before what Ben has next."
    ]  # fmt: skip


def test_wished_days_come_first_and_the_first_time_of_all_last(bench: Bench) -> None:
    mara = bench.worker("mara")
    asked = NextFree(minutes=60, begin=at(bench, "8:30", 4), workers=(mara.id,), wishes=TUESDAYS)
    found = bench.read(free_times, asked).slots
    assert [slot.starts_at.weekday() for slot in found] == [1] * 9 + [2]
    assert said(bench, asked) == ["As wished.", "Mara has nothing else that day."]
    assert said(bench, asked, 9)[:2] == ["The first time of all.", "Not on a wished day."]


def test_who_is_never_free_is_named_and_without_whom_it_could_be(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    leave(bench, mara.id, "0:00", "12:30")
    leave(bench, ben.id, "12:30", "23:00")
    both = NextFree(minutes=60, begin=at(bench, "8:30"), workers=(mara.id, ben.id), days=1)
    assert said(bench, both) == [
        "Without Mara it could be 3/3/2026, 8:30\u00a0AM.",
        "Without Ben it could be 3/3/2026, 12:30\u00a0PM.",
    ]
    long = NextFree(minutes=300, begin=at(bench, "8:30"), workers=(mara.id, ben.id), days=1)
    assert said(bench, long) == ["Mara is never free so long.", "Ben is never free so long."]
    bench.add(Closure(first_day=date(2026, 3, 3), last_day=date(2026, 3, 3), name="Snow"))
    assert said(bench, both) == ["The office is not open so long at any time."]


def test_an_office_that_opens_never_so_long_says_so(bench: Bench) -> None:
    bench.add(OfficeHours(weekday=1, opens=9 * 60, closes=10 * 60))
    asked = NextFree(minutes=90, begin=at(bench, "8:30"))
    assert said(bench, asked) == ["The office is not open so long at any time."]


def test_what_somebody_may_not_know_of_makes_busy_and_says_no_more(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    booked(bench, "8:30", "12:00", client_id=ada, kind=AppointmentKind.OUTSIDE)
    outsider = bench.as_role(Role.RECEPTIONIST)
    asked = NextFree(minutes=60, begin=at(bench, "8:30"), workers=(mara.id,), client_id=ada)
    assert outsider.read(free_times, asked).slots[0].starts_at == at(bench, "12:00")
    with pytest.raises(Refused, match=r"client\.unknown"):
        bench.read(free_times, NextFree(minutes=60, begin=at(bench, "8:30"), client_id=uuid4()))
    with pytest.raises(Refused, match=r"appointment\.unknown_worker"):
        bench.read(free_times, NextFree(minutes=60, begin=at(bench, "8:30"), workers=(uuid4(),)))


def test_buffers_ways_and_a_days_most_are_kept_free(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    office = bench.add(Place(name="Office", is_office=True))
    school = bench.add(Place(name="School"))
    pair = sorted((office.id, school.id))
    bench.add(TravelTime(from_id=pair[0], to_id=pair[1], minutes=40))
    bench.add(KindSetting(kind=AppointmentKind.HOME_VISIT, minutes=60, before=30, after=15))
    booked(bench, "10:00", "11:00", workers=(mara.id,), place_id=office.id)

    def first(**more: object) -> datetime:
        asked = NextFree(minutes=45, begin=at(bench, "8:30"), workers=(mara.id,), **more)  # type: ignore[arg-type]
        found = bench.read(free_times, asked).slots
        return min(s.starts_at for s in found if s.starts_at >= at(bench, "9:00"))

    assert first() == at(bench, "9:00")
    assert first(place_id=school.id) == at(bench, "11:45"), "forty minutes on the way"
    assert first(kind=AppointmentKind.HOME_VISIT) == at(bench, "9:00"), "a quarter of an hour after"
    assert first(kind=AppointmentKind.HOME_VISIT, client_id=ada) == at(bench, "9:00")
    bench.session.get_one(Staff, mara.id).most_a_day = 1
    bench.session.commit()
    assert first() == at(bench, "8:30", 4), "one appointment is all that she takes on a day"


def test_a_room_is_free_when_its_halves_are(bench: Bench) -> None:
    whole, half = bench.room("Hall"), bench.room("Hall, left")
    bench.session.add(RoomPart(whole_id=whole.id, part_id=half.id))
    bench.session.commit()
    booked(bench, "8:00", "10:00", room_id=half.id)
    asked = NextFree(minutes=60, begin=at(bench, "8:00"), room_id=whole.id)
    assert bench.read(free_times, asked).slots[0].starts_at == at(bench, "10:00")
