"""The office's places, the ways between them, and what is usual for a kind of appointment."""

from dataclasses import replace

import pytest

from db.operations.office_settings.kinds import save_kind
from db.operations.office_settings.places import save_place, set_ways
from db.queries.calendar.choices import booking_choices
from db.queries.calendar.rules import calendar_rules
from db.queries.kinds import kinds
from db.queries.places import places, ways
from db.rules.codes import AppointmentKind, Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.kinds import KindForm
from db.rules.places import PlaceForm, pair
from db.rules.scheduling.weights import Buffers
from tests.db.bench import Bench


def placed(bench: Bench, name: str, *, is_office: bool = False) -> PlaceForm:
    form = PlaceForm(new_id(), name, f"1 {name} Street", is_office)
    bench.write(save_place, form)
    return form


def test_places_are_added_and_one_of_them_is_the_office(bench: Bench) -> None:
    old, new = placed(bench, "Old house", is_office=True), placed(bench, "New house")
    bench.write(save_place, replace(new, is_office=True), 1)
    found = {one.form.name: one.form for one in bench.read(places)}
    assert found["New house"].is_office and not found["Old house"].is_office
    assert bench.read(calendar_rules).office_place == new.id
    with pytest.raises(Stale):
        bench.write(save_place, old, 1)  # it was changed: it is the office no more
    bench.write(save_place, replace(new, is_office=True, active=False), 2)
    assert bench.read(calendar_rules).office_place is None
    assert [one.form.name for one in bench.read(places)] == ["Old house"]


def test_a_name_is_given_once(bench: Bench) -> None:
    placed(bench, "Court")
    with pytest.raises(Refused, match=r"place\.name_taken"):
        placed(bench, "court")


def test_ways_are_kept_by_pair_and_known_to_the_calendar(bench: Bench) -> None:
    office, court = placed(bench, "Office", is_office=True), placed(bench, "Court")
    school = placed(bench, "School")
    way, other = pair(office.id, court.id), pair(court.id, school.id)
    bench.write(set_ways, {way: 25, other: 10}, {})
    assert bench.read(ways) == {way: 25, other: 10}
    assert bench.read(calendar_rules).minutes_between(court.id, office.id) == 25
    with pytest.raises(Stale):
        bench.write(set_ways, {way: 20}, {})
    bench.write(set_ways, {way: 20}, {way: 25, other: 10})
    assert bench.read(ways) == {way: 20}


def test_ways_have_an_end_and_lead_to_places_that_are_there(bench: Bench) -> None:
    office, court = placed(bench, "Office"), placed(bench, "Court")
    with pytest.raises(Refused, match=r"place\.way_too_long"):
        bench.write(set_ways, {pair(office.id, court.id): 481})
    with pytest.raises(Refused, match=r"place\.way_unknown"):
        bench.write(set_ways, {pair(office.id, new_id()): 5})


def test_a_kind_has_a_usual_length_and_free_time_around_it(bench: Bench) -> None:
    assert {one.form.minutes for one in bench.read(kinds)} == {60}
    intake = KindForm(AppointmentKind.INTAKE, 90, 5, 15)
    assert bench.write(save_kind, intake) == 1
    assert bench.write(save_kind, intake) == 1
    with pytest.raises(Stale):
        bench.write(save_kind, replace(intake, minutes=75))
    bench.write(save_kind, replace(intake, minutes=75), 1)
    assert bench.read(booking_choices).minutes == {AppointmentKind.INTAKE: 75}
    assert bench.read(calendar_rules).buffers_of(AppointmentKind.INTAKE) == Buffers(5, 15)
    with pytest.raises(Refused) as refused:
        bench.write(save_kind, KindForm(AppointmentKind.MEETING, 0, -5, 999))
    assert [one.field for one in refused.value.findings] == ["minutes", "before", "after"]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RECEPTIONIST, Role.AUDITOR])
def test_only_who_manages_the_office_decides(bench: Bench, role: Role) -> None:
    other = bench.as_role(role)
    for act in (
        lambda: other.write(save_place, PlaceForm(new_id(), "Court")),
        lambda: other.write(set_ways, {}),
        lambda: other.write(save_kind, KindForm(AppointmentKind.INTAKE)),
    ):
        with pytest.raises(Refused, match=r"permission\.denied"):
            act()
