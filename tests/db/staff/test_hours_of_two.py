"""Two people change the same hours, or end the same thing: the second hears of the first."""

from datetime import date

import pytest

from db.operations.clients.relationships import RelationshipForm, end_relationship, relate
from db.operations.office_settings.office import set_office_week
from db.operations.staff.details import set_working_week
from db.queries.office_settings import office_week
from db.queries.staff import working_week
from db.rules.codes import Relation
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.staff_form import WeekSpan
from tests.db.bench import Bench
from tests.db.people_on_file import on_file

MORNING, DAY = (WeekSpan(0, 540, 720),), (WeekSpan(0, 540, 1020),)


def test_hours_that_others_have_set_meanwhile_are_not_overwritten(bench: Bench) -> None:
    shown = bench.read(office_week)
    bench.write(set_office_week, MORNING, shown)
    with pytest.raises(Stale):
        bench.write(set_office_week, DAY, shown)
    assert bench.read(office_week) == MORNING
    bench.write(set_office_week, DAY, MORNING)
    assert bench.read(office_week) == DAY


def test_nor_those_of_a_worker(bench: Bench) -> None:
    bench.write(set_working_week, bench.user.id, MORNING, ())
    with pytest.raises(Stale):
        bench.write(set_working_week, bench.user.id, DAY, ())
    assert bench.read(working_week, bench.user.id) == MORNING


def test_an_end_that_somebody_else_has_entered_stays(bench: Bench) -> None:
    ada, ben = on_file(bench, "Ada Lovelace"), on_file(bench, "Ben Lovelace")
    form = RelationshipForm(new_id(), ada, Relation.SIBLING, other_client_id=ben)
    bench.write(relate, form)
    bench.write(end_relationship, form.id, date(2026, 2, 1))
    bench.write(end_relationship, form.id, date(2026, 2, 1))  # the same again is no mistake
    with pytest.raises(Refused, match=r"relationship\.ended_already"):
        bench.write(end_relationship, form.id, date(2026, 1, 1))
