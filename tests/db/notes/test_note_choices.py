"""What the editor of a note offers."""

import pytest

from db.models.case_file import Party
from db.queries.notes.writing import note_choices
from db.rules.codes import PartyRole, Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, an_outside_person
from tests.db.cases_on_file import case_on_file, enrolled


def test_everybody_with_a_part_may_have_been_there_and_who_writes(bench: Bench) -> None:
    ben = bench.worker("Ben")
    client = a_client(bench)
    case_id = a_case(bench, client, ben.id)
    school = an_outside_person(bench, "Ms.", "Oak", PartyRole.SCHOOL)
    bench.add(Party(case_id=case_id, person_id=school.id, role=PartyRole.SCHOOL))
    known = bench.read(note_choices, case_id)
    assert [person.name for person in known.people] == ["Ada Lovelace", "Ms. Oak", "Ben", "Ana"]
    assert known.people[0].client_id == client.id
    assert known.people[2].staff_id == ben.id


def test_the_only_running_program_is_the_usual_one(bench: Bench) -> None:
    client = a_client(bench)
    case_id = a_case(bench, client)
    first = bench.program()
    enrolled(bench, client.id, first, case_id)
    assert bench.read(note_choices, case_id).usual_program == first.id
    enrolled(bench, client.id, bench.program("H", "Housing"), case_id)
    assert bench.read(note_choices, case_id).usual_program is None


def test_a_case_that_may_not_be_read_offers_nothing(bench: Bench) -> None:
    case_id = case_on_file(bench, a_client(bench).id, restricted=True)
    with pytest.raises(Refused) as caught:
        bench.as_role(Role.CASEWORKER, "ben").read(note_choices, case_id)
    assert caught.value.has("case.restricted")
