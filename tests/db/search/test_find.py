"""Whatever people type, the person they mean is found."""

import dataclasses
from datetime import date

import pytest

from db.models.case_file import CaseAccess, Party
from db.models.client import Client
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.clients.intake import change_client
from db.queries.clients.forms import client_form
from db.queries.office_settings import office_form
from db.queries.search.find import find
from db.queries.search.hit import HitKind
from db.rules.codes import CaseStatus, PartyRole, Role
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases_on_file import assigned, case_on_file
from tests.db.people_on_file import mobile, on_file


@pytest.fixture
def office(bench: Bench) -> Bench:
    on_file(
        bench,
        "María José Núñez-García",
        "1980-03-14",
        preferred_name="Majo",
        aliases=("Mary Nunez",),
        contact_points=(mobile("(555) 201-3344"),),
    )
    on_file(bench, "Robert Smith", "1975-12-03")
    on_file(bench, "Łukasz O'Brien", "1991")
    on_file(bench, "Ana Lovelace", "2015-07-01")
    return bench


def _names(bench: Bench, typed: str) -> list[str]:
    return [hit.name.display() for hit in bench.read(find, typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "nunez",
        "NÚÑ mar",
        "garcia jose maria",
        "majo",
        "mary nunez",
        "nunezgarcia",
        "núñez-garcía",
        "C-00001",
        "c-1",
        "c1",
        "5552013344",
        "(555) 201-3344",
        "555.201.3344",
        "+1 555 201 3344",
        "2013344",
        "201-3344",
        "3344",
        "1980-03-14",
        "3/14/1980",
        "14.3.1980",
        "3/14/80",
        "14 March 1980",
        "Mar 14, 1980",
        "14 de marzo de 1980",
        "03141980",
        "nunez 3/14/1980",
        "1980 nun",
    ],
)
def test_maria_is_found_by(office: Bench, typed: str) -> None:
    assert "Majo Núñez-García" in _names(office, typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz", "Łukasz O'Brien"),
        ("obrien", "Łukasz O'Brien"),
        ("o'brien luk", "Łukasz O'Brien"),
        ("smiht", "Robert Smith"),
        ("rob smyth", "Robert Smith"),
        ("bob smith", "Robert Smith"),
        ("lovelcae", "Ana Lovelace"),
        ("ana luvlace", "Ana Lovelace"),
    ],
)
def test_typing_errors_sounds_and_nicknames_are_forgiven(
    office: Bench, typed: str, name: str
) -> None:
    assert name in _names(office, typed)


def test_forgiven_hits_are_marked_and_come_last(office: Bench) -> None:
    on_file(office, "Bob Smith")
    hits = office.read(find, "bob smith")
    assert [(hit.name.first, hit.near) for hit in hits] == [("Bob", False), ("Robert", True)]


@pytest.mark.parametrize("typed", ["", "  ", '"*()', "zzzzz", "AND OR NOT", "3/45/1980", "'", "*"])
def test_what_means_nothing_finds_nothing(office: Bench, typed: str) -> None:
    assert office.read(find, typed) == ()


def test_whole_words_come_before_beginnings_even_when_there_are_many(bench: Bench) -> None:
    for letter in "abcdefgh":
        on_file(bench, f"{letter.upper()}nn Leeson")
    on_file(bench, "Zoe Lee")
    hits = bench.read(find, "lee", 5)
    assert len(hits) == 5
    assert hits[0].name.display() == "Zoe Lee"


def test_a_changed_name_is_no_longer_found_under_the_old_one(office: Bench) -> None:
    smith = office.read(find, "smith")[0].id
    form = office.read(client_form, smith).form
    office.write(change_client, dataclasses.replace(form, last_name="Miller"), 1)
    assert office.read(find, "smith") == ()
    assert _names(office, "miller") == ["Robert Miller"]


def test_a_case_is_found_by_its_number_and_shows_its_client(office: Bench) -> None:
    smith = office.read(find, "smith")[0].id
    case = case_on_file(office, smith, "2026-0007")
    (hit,) = office.read(find, "2026-0007")
    assert (hit.kind, hit.id, hit.number) == (HitKind.CASE, case, "2026-0007")
    assert hit.name.display() == "Robert Smith"
    assert hit.status is CaseStatus.OPEN


@pytest.mark.parametrize("typed", ["2026-0001", "2026-00", "2026 0001", "jv-26-17", "lovelace"])
def test_a_case_that_was_opened_is_found_by_number_docket_and_caption(
    bench: Bench, typed: str
) -> None:
    form = CaseForm(
        id=new_id(),
        client_id=on_file(bench, "Robert Smith"),
        opened_on=date(2026, 2, 1),
        docket="JV-26-17",
        in_the_matter_of="A. Lovelace",
    )
    version = bench.read(office_form).version
    bench.write(open_case, form)
    assert [hit.id for hit in bench.read(find, typed)] == [form.id]
    assert bench.read(office_form).version == version


def test_a_receptionist_finds_clients_but_no_cases(office: Bench) -> None:
    smith = office.read(find, "smith")[0].id
    case_on_file(office, smith, "2026-0007")
    desk = office.as_role(Role.RECEPTIONIST)
    assert desk.read(find, "2026-0007") == ()
    assert _names(desk, "smith") == ["Robert Smith"]


def test_an_auditor_finds_nobody(office: Bench) -> None:
    assert office.as_role(Role.AUDITOR).read(find, "smith") == ()


def test_a_restricted_client_is_found_by_named_staff_only(office: Bench) -> None:
    smith = office.read(find, "smith")[0].id
    case = case_on_file(office, smith, "2026-0007", restricted=True)
    named, other = office.as_role(Role.CASEWORKER, "nina"), office.as_role(Role.CASEWORKER, "otto")
    listed = office.as_role(Role.CASEWORKER, "lea")
    assigned(office, case, named.user.id)
    office.session.add(CaseAccess(case_id=case, staff_id=listed.user.id))
    office.session.commit()
    for typed in ("smith", "2026-0007", "smiht"):
        assert len(named.read(find, typed)) == 1, typed
        assert len(listed.read(find, typed)) == 1, typed
        assert other.read(find, typed) == (), typed
        assert office.read(find, typed) == (), typed


def test_a_restricted_party_is_found_by_the_worker_of_that_case(office: Bench) -> None:
    smith, ana = (office.read(find, typed)[0].id for typed in ("smith", "lovelace"))
    case = case_on_file(office, ana, "2026-0007")
    office.add(Party(case_id=case, client_id=smith, role=PartyRole.FATHER))
    office.session.get_one(Client, smith).restricted = True
    office.session.commit()
    worker = office.as_role(Role.CASEWORKER, "nina")
    assert worker.read(find, "smith") == ()
    assigned(office, case, worker.user.id)
    assert _names(worker, "smith") == ["Robert Smith"]


def test_names_in_other_scripts_are_found(bench: Bench) -> None:
    for name in ("Анна Иванова", "محمد علي", "कमला देवी", "王 小明", "Ελένη Παπαδοπούλου"):
        on_file(bench, name)
        assert name in _names(bench, name.split()[1][:3])
