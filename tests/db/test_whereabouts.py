"""A link to a task or a household leads to the file in which it stands."""

from datetime import date

import pytest

from db.models.case_file import Party, Task
from db.operations.clients.households import make_household
from db.queries.whereabouts import Whereabouts, whereabouts
from db.rules.codes import CaseStatus, PartyRole, Relation, Role, TaskKind
from db.rules.findings import Refused
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import an_outside_person
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def test_a_task_stands_in_its_case_and_a_restricted_case_is_not_given_away(bench: Bench) -> None:
    case_id = case_on_file(bench, on_file(bench), restricted=True)
    task = bench.add(Task(case_id=case_id, kind=TaskKind.OTHER, title="Call the school"))
    named = bench.as_role(Role.SUPERVISOR)
    with pytest.raises(Refused) as refused:
        named.read(whereabouts, "task", task.id)
    assert refused.value.has("record.gone")


def test_an_outside_person_is_shown_in_the_running_case_before_a_closed_one(bench: Bench) -> None:
    person = an_outside_person(bench, "Joan", "Marsh", PartyRole.JUDGE)
    client = on_file(bench)
    closed = case_on_file(bench, client, "2026-0009", status=CaseStatus.CLOSED)
    running = case_on_file(bench, client, "2026-0008")
    for case_id in (closed, running):
        bench.add(
            Party(
                case_id=case_id,
                person_id=person.id,
                role=PartyRole.JUDGE,
                started_on=date(2026, 1, 5),
            )
        )
    assert bench.read(whereabouts, "person", person.id) == Whereabouts(case_id=running)


def test_a_household_is_shown_in_the_file_of_somebody_who_lives_in_it(bench: Bench) -> None:
    client, household = on_file(bench), HouseholdForm(id=new_id())
    bench.write(
        make_household, household, MemberForm(new_id(), household.id, client, Relation.HEAD)
    )
    found = bench.read(whereabouts, "household", household.id)
    assert found == Whereabouts(client_id=client)
    with pytest.raises(Refused):
        bench.read(whereabouts, "household", new_id())
