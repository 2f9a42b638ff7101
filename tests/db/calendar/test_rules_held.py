"""What the office decided of its calendar is asked while one types, and again inside the write."""

from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.appointment import AppointmentResource
from db.models.calendar import CalendarRule, KindSetting
from db.operations.calendar.book import book, move
from db.operations.calendar.book_series import book_series
from db.operations.calendar.cancel_series import cancel_series
from db.operations.calendar.mark import cancel, mark, take_back
from db.queries.calendar.check import check
from db.queries.calendar.opened import check_move
from db.queries.calendar.series import check_series
from db.queries.calendar.series_choices import Choices
from db.rules.codes import AppointmentKind, AppointmentStatus, Role, RuleWeight
from db.rules.findings import NeedsReason, Refused, Severity
from db.rules.scheduling import Rule
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, form
from tests.db.calendar.repeated import DAYS, TUESDAYS, days_booked
from tests.db.calendar.test_rules_read import place, travel
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

K, S = AppointmentKind, AppointmentStatus


def decide(bench: Bench, rule: Rule, weight: RuleWeight, number: int | None = None) -> None:
    bench.add(CalendarRule(code=rule.value, weight=weight, number=number))


def keep_free(bench: Bench, kind: K, before: int, after: int) -> None:
    bench.add(KindSetting(kind=kind, minutes=60, before=before, after=after))


def blocking(bench: Bench, appointment_id: UUID) -> set[int]:
    row = AppointmentResource
    found = select(row.blocks).where(row.appointment_id == appointment_id)
    return set(bench.session.scalars(found))


def test_a_buffer_is_asked_for_and_a_reason_goes_over_it(bench: Bench) -> None:
    mara = bench.worker("mara")
    keep_free(bench, K.HOME_VISIT, 0, 30)
    booked(bench, "9:00", "10:00", workers=(mara.id,), kind=K.HOME_VISIT)
    soon = form(bench, "10:15", "11:00", workers=(mara.id,))
    (finding,) = bench.read(check, soon)
    assert (finding.code, finding.severity) == ("appointment.buffer_after_other", Severity.SOFT)
    with pytest.raises(NeedsReason):
        bench.write(book, soon)
    bench.write(book, soon, "It is next door")
    assert blocking(bench, soon.id) == {1}, "nothing firm stood in its time"
    later = form(bench, "11:30", "12:00", workers=(mara.id,))
    bench.write(book, later)
    assert bench.read(check_move, later.id, at(bench, "11:00"), at(bench, "11:30")) == ()


def test_a_hard_buffer_refuses_over_midnight_too(bench: Bench) -> None:
    mara = bench.worker("mara")
    keep_free(bench, K.TRANSPORT, 0, 60)
    decide(bench, Rule.BUFFER, RuleWeight.HARD)
    booked(bench, "23:00", "23:30", workers=(mara.id,), kind=K.TRANSPORT, reason="At night")
    with pytest.raises(Refused, match=r"appointment\.buffer_after_other"):
        booked(bench, "0:15", "1:00", day=4, workers=(mara.id,), reason="At night")
    booked(bench, "0:30", "1:00", day=4, workers=(mara.id,), reason="At night")


def test_the_way_between_two_places_is_asked_for(bench: Bench) -> None:
    mara, room = bench.worker("mara"), bench.room("Blue Room")
    office, school = place(bench, "Here", is_office=True), place(bench, "School")
    travel(bench, office, school, 30)
    decide(bench, Rule.TRAVEL, RuleWeight.HARD)
    booked(bench, "9:00", "10:00", workers=(mara.id,), place_id=school)
    with pytest.raises(Refused, match=r"appointment\.travel_before"):
        booked(bench, "10:15", "11:00", workers=(mara.id,), room_id=room.id)
    booked(bench, "10:15", "11:00", workers=(mara.id,), place_id=school)
    back = booked(bench, "12:00", "13:00", workers=(mara.id,), room_id=room.id)
    early = at(bench, "11:15"), at(bench, "12:15")
    (finding,) = bench.read(check_move, back, *early)
    assert finding.code == "appointment.travel_before"
    assert (finding.params["there"], finding.params["here"]) == ("School", "Here")
    with pytest.raises(Refused, match=r"appointment\.travel_before"):
        bench.write(move, back, 1, *early)
    elsewhere = booked(bench, "13:15", "14:00", workers=(mara.id,))
    assert blocking(bench, elsewhere) == {1}, "nobody knows where that is"


def test_so_many_appointments_a_day_and_not_one_more(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    decide(bench, Rule.MOST_A_DAY, RuleWeight.HARD, 2)
    ben.most_a_day = 1
    bench.session.commit()
    booked(bench, "9:00", "10:00", workers=(mara.id, ben.id))
    with pytest.raises(Refused, match=r"appointment\.most_a_day"):
        booked(bench, "10:00", "11:00", workers=(ben.id,))
    second = booked(bench, "10:00", "11:00", workers=(mara.id,))
    with pytest.raises(Refused, match=r"appointment\.most_a_day"):
        booked(bench, "14:00", "15:00", workers=(mara.id,))
    version = bench.write(move, second, 1, at(bench, "14:00"), at(bench, "15:00"))
    marked = bench.write(cancel, second, version, S.CANCELLED_BY_CLIENT)
    booked(bench, "10:00", "11:00", workers=(mara.id,))
    with pytest.raises(Refused, match=r"appointment\.most_a_day"):
        bench.write(take_back, marked)


def test_where_the_office_lets_it_a_worker_is_booked_twice_with_a_reason(bench: Bench) -> None:
    mara, room = bench.worker("mara"), bench.room("Blue Room")
    decide(bench, Rule.WORKER_BUSY, RuleWeight.SOFT)
    first = booked(bench, workers=(mara.id,))
    with pytest.raises(NeedsReason, match=r"appointment\.worker_busy"):
        booked(bench, "9:30", "10:30", workers=(mara.id,), room_id=room.id)
    both = booked(bench, "9:30", "10:30", workers=(mara.id,), room_id=room.id, reason="In a pinch")
    assert blocking(bench, first) == {1} and blocking(bench, both) == {0, 1}
    with pytest.raises(Refused, match=r"appointment\.room_taken"):
        booked(bench, "10:00", "11:00", room_id=room.id, reason="The room still keeps others away")
    clock(bench, "9:30", 3)
    arrived = bench.write(mark, both, 1, S.ARRIVED)
    assert blocking(bench, both) == {0, 1}, "who arrives does not begin to keep others away"
    bench.write(take_back, arrived)
    gone = bench.write(cancel, both, 3, S.CANCELLED_BY_CLIENT)
    assert blocking(bench, both) == {0}
    bench.write(take_back, gone)
    assert blocking(bench, both) == {0, 1}
    bench.write(move, both, 5, at(bench, "11:00"), at(bench, "12:00"))
    assert blocking(bench, both) == {1}


def test_what_was_tentative_is_confirmed_beside_others_where_the_office_lets_it(
    bench: Bench,
) -> None:
    mara = bench.worker("mara")
    maybe = booked(bench, workers=(mara.id,), tentative=True)
    booked(bench, "9:30", "10:30", workers=(mara.id,), reason="The other is not sure")
    with pytest.raises(Refused, match=r"appointment\.worker_busy"):
        bench.write(mark, maybe, 1, S.CONFIRMED)
    decide(bench, Rule.WORKER_BUSY, RuleWeight.INFORMATION)
    bench.write(mark, maybe, 1, S.CONFIRMED)
    assert blocking(bench, maybe) == {0}


def test_a_series_is_judged_by_the_same_rules_and_against_itself(bench: Bench) -> None:
    mara = bench.worker("mara")
    keep_free(bench, K.OFFICE_VISIT, 0, 45)
    decide(bench, Rule.WORKER_BUSY, RuleWeight.SOFT)
    booked(bench, "10:15", "11:00", day=10, workers=(mara.id,), kind=K.MEETING)
    booked(bench, "9:30", "10:30", day=17, workers=(mara.id,), kind=K.MEETING)
    asked = form(bench, workers=(mara.id,))
    found = {
        one.day.day: [finding.code for finding in one.findings]
        for one in bench.read(check_series, asked, TUESDAYS).occurrences
        if one.findings
    }
    assert found == {10: ["appointment.buffer_after_this"], 17: ["appointment.worker_busy"]}
    all_the_same = Choices(all_the_same=frozenset(DAYS[1:3]))
    bench.write(book_series, asked, TUESDAYS, all_the_same, "It was promised")
    assert days_booked(bench) == DAYS


def test_occurrences_of_a_night_that_reach_into_each_other_are_found(bench: Bench) -> None:
    from db.rules.recurrence import Every, Repeats

    mara = bench.worker("mara")
    keep_free(bench, K.OTHER, 0, 120)
    nights = Repeats(every=Every.DAY, times=3)
    late = form(bench, "9:00", "8:00", workers=(mara.id,), kind=K.OTHER)
    asked = form(bench, id=late.id, kind=K.OTHER, workers=(mara.id,), starts_at=late.starts_at,
                 ends_at=at(bench, "8:00", 4))  # fmt: skip
    codes = [
        {one.code for one in found.findings} & {"appointment.buffer_after_this",
                                                "appointment.buffer_after_other"}
        for found in bench.read(check_series, asked, nights).occurrences
    ]  # fmt: skip
    assert codes[0] == {"appointment.buffer_after_this"}
    assert codes[2] == {"appointment.buffer_after_other"}
    assert len(codes[1]) == 2


def test_of_a_neighbour_that_is_hidden_neither_kind_nor_place_is_used(bench: Bench) -> None:
    mara, rosa = bench.worker("mara"), on_file(bench, "Rosa Sentinel")
    case_on_file(bench, rosa, worker=mara.id, restricted=True)
    office, school = place(bench, "Here", is_office=True), place(bench, "School")
    travel(bench, office, school, 45)
    keep_free(bench, K.HOME_VISIT, 0, 30)
    as_mara = bench.as_role(Role.CASEWORKER, "mara")
    booked(as_mara, workers=(mara.id,), client_id=rosa, kind=K.HOME_VISIT, place_id=school)
    near = form(bench, "10:15", "11:00", workers=(mara.id,), place_id=office)
    assert {one.code for one in as_mara.read(check, near)} == {
        "appointment.buffer_after_other",
        "appointment.travel_before",
    }
    assert bench.read(check, near) == ()


def test_a_hearing_is_not_cancelled_without_a_word(bench: Bench) -> None:
    mara = bench.worker("mara")
    hearing = booked(bench, workers=(mara.id,), kind=K.HEARING)
    with pytest.raises(NeedsReason, match=r"appointment\.hearing_cancelled"):
        bench.write(cancel_series, hearing, 1, S.CANCELLED_BY_OFFICE)
    bench.write(cancel_series, hearing, 1, S.CANCELLED_BY_OFFICE, "The court called it off")
    assert blocking(bench, hearing) == {0}
