"""A client's page shows what the reader may see, with the marks beside it."""

import pytest

from db.models.case_file import Party
from db.queries.clients.client_file import client_file
from db.rules.codes import CaseStatus, ContactRule, PartyRole, Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file, enrolled
from tests.db.people_on_file import home, mobile, on_file


def test_the_page_tells_name_age_and_how_to_reach_the_client(bench: Bench) -> None:
    ada = on_file(
        bench,
        "Ada Lovelace",
        "1980-03",
        do_not_confirm=True,
        code_word="bluebird",
        aliases=("Ada Byron",),
        contact_points=(mobile("555-201-3344", ContactRule.NO_VOICEMAIL),),
    )
    page = bench.read(client_file, ada)
    assert page.name.display() == "Ada Lovelace"
    assert page.aliases == ("Ada Byron",)
    assert page.ages == (45, 46)
    assert [mark.code for mark in page.marks] == ["contact.do_not_confirm", "contact.code_word"]
    assert page.contact[0].value == "555-201-3344"
    assert [mark.code for mark in page.contact[0].marks] == ["contact.no_voicemail"]
    assert (page.household, page.relatives, page.cases) == (None, (), ())


def test_reception_sees_the_mark_of_a_protected_address_only(bench: Bench) -> None:
    ada = on_file(bench, contact_points=(home("1 Shelter Way", ContactRule.PROTECTED),))
    (line,) = bench.as_role(Role.RECEPTIONIST).read(client_file, ada).contact
    assert line.value is None
    assert [mark.code for mark in line.marks] == ["contact.protected"]
    assert bench.read(client_file, ada).contact[0].value == "1 Shelter Way"


def test_reception_sees_whom_to_call_but_no_cases_or_programs(bench: Bench) -> None:
    mara, program = bench.worker("mara"), bench.program()
    ada = on_file(bench)
    enrolled(bench, ada, program, case_on_file(bench, ada, worker=mara.id))
    page = bench.as_role(Role.RECEPTIONIST).read(client_file, ada)
    assert (page.workers, page.cases, page.programs) == (("Mara",), (), ())
    page = bench.read(client_file, ada)
    assert [(case.number, case.worker, case.role) for case in page.cases] == [
        ("2026-0007", "Mara", PartyRole.CLIENT)
    ]
    assert [one.program for one in page.programs] == ["Family support"]


def test_cases_as_a_party_are_listed_and_closed_ones_come_last(bench: Bench) -> None:
    ada, ana = on_file(bench, "Ada Lovelace"), on_file(bench, "Ana Lovelace")
    case_on_file(bench, ada, "2026-0001", status=CaseStatus.CLOSED)
    of_child = case_on_file(bench, ana, "2026-0002")
    bench.add(Party(case_id=of_child, client_id=ada, role=PartyRole.MOTHER))
    page = bench.read(client_file, ada)
    assert [(case.number, case.role) for case in page.cases] == [
        ("2026-0002", PartyRole.MOTHER),
        ("2026-0001", PartyRole.CLIENT),
    ]
    assert [case.number for case in bench.read(client_file, ana).cases] == ["2026-0002"]


def test_a_restricted_case_of_another_person_does_not_show(bench: Bench) -> None:
    ada, ana = on_file(bench, "Ada Lovelace"), on_file(bench, "Ana Lovelace")
    mara, program = bench.worker("mara"), bench.program()
    hidden = case_on_file(bench, ana, "2026-0002", worker=mara.id, restricted=True)
    bench.add(Party(case_id=hidden, client_id=ada, role=PartyRole.MOTHER))
    enrolled(bench, ada, program, hidden)
    page = bench.read(client_file, ada)
    assert (page.cases, page.programs, page.workers) == ((), (), ())
    page = bench.as_role(Role.CASEWORKER, "mara").read(client_file, ada)
    assert [case.number for case in page.cases] == ["2026-0002"]


def test_a_restricted_client_is_unknown_to_others(bench: Bench) -> None:
    ada = on_file(bench)
    case_on_file(bench, ada, restricted=True)
    with pytest.raises(Refused, match=r"client\.unknown"):
        bench.read(client_file, ada)
