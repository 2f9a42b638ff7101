"""What an office decided of its calendar comes back as it was written, in one statement."""

from uuid import UUID

from db.models.calendar import CalendarRule, KindSetting, Place, TravelTime
from db.queries.calendar.rules import calendar_rules
from db.rules.codes import AppointmentKind, RuleWeight
from db.rules.ids import new_id
from db.rules.scheduling.weights import AS_USUAL, RULES, Buffers, Rule
from tests.db.bench import Bench


def place(bench: Bench, name: str, *, is_office: bool = False) -> UUID:
    row = Place(id=new_id(), name=name, is_office=is_office)
    bench.add(row)
    return row.id


def travel(bench: Bench, one: UUID, other: UUID, minutes: int) -> None:
    first, second = sorted((one, other))
    bench.add(TravelTime(from_id=first, to_id=second, minutes=minutes))


def test_who_decided_nothing_has_the_usual(bench: Bench) -> None:
    assert bench.read(calendar_rules) == AS_USUAL
    assert [AS_USUAL.weight(one.rule) for one in RULES] == [one.usual for one in RULES]


def test_weights_numbers_and_buffers_come_back(bench: Bench) -> None:
    bench.add(CalendarRule(code="most_a_day", weight=RuleWeight.HARD, number=6))
    bench.add(CalendarRule(code="worker_busy", weight=RuleWeight.OFF))  # not to be had
    bench.add(CalendarRule(code="of_a_newer_program", weight=RuleWeight.SOFT))
    bench.add(KindSetting(kind=AppointmentKind.HOME_VISIT, minutes=60, before=10, after=20))
    bench.add(KindSetting(kind=AppointmentKind.INTAKE, minutes=90))
    rules = bench.read(calendar_rules)
    assert rules.weight(Rule.MOST_A_DAY) is RuleWeight.HARD
    assert rules.numbers == {Rule.MOST_A_DAY: 6}
    assert rules.weight(Rule.WORKER_BUSY) is RuleWeight.HARD
    assert rules.buffers_of(AppointmentKind.HOME_VISIT) == Buffers(10, 20)
    assert rules.buffers_of(AppointmentKind.INTAKE) == Buffers()
    assert rules.reach == 20 * 60


def test_the_way_is_known_from_the_office_and_from_the_place_that_was_asked_for(
    bench: Bench,
) -> None:
    office, school, court = (
        place(bench, "Here", is_office=True),
        place(bench, "A"),
        place(bench, "B"),
    )
    far = place(bench, "C")
    travel(bench, office, school, 25)
    travel(bench, school, court, 40)
    travel(bench, court, far, 90)
    rules = bench.read(calendar_rules, school)
    assert rules.office_place == office
    assert rules.minutes_between(school, office) == rules.minutes_between(office, school) == 25
    assert rules.minutes_between(school, court) == 40
    assert rules.minutes_between(school, school) == rules.minutes_between(school, None) == 0
    assert rules.minutes_between(court, far) == 0 and rules.reach == 40 * 60
    assert bench.read(calendar_rules).reach == 25 * 60
