"""Whoever types a client's name in Ctrl+K is offered the cases that they run as well."""

from uuid import UUID

import pytest

from db.queries.search.with_cases import find_with_cases
from db.rules.codes import CaseStatus, Role
from tests.db.bench import Bench
from tests.db.cases_on_file import assigned, case_on_file
from tests.db.people_on_file import on_file


@pytest.fixture
def smith(bench: Bench) -> UUID:
    client: UUID = on_file(bench, "Robert Smith", "1975-12-03")
    return client


def found(bench: Bench, typed: str) -> list[tuple[str, str]]:
    hits = bench.read(find_with_cases, typed)
    return [(hit.name.display(), hit.number) for hit in hits]


def test_a_case_stands_beneath_its_client(bench: Bench, smith: UUID) -> None:
    on_file(bench, "Zoe Smith", "1980-01-01")
    case_on_file(bench, smith, "2026-0007")
    assert found(bench, "smith") == [
        ("Robert Smith", "C-00001"),
        ("Robert Smith", "2026-0007"),
        ("Zoe Smith", "C-00002"),
    ]


def test_one_that_is_closed_does_not(bench: Bench, smith: UUID) -> None:
    case_on_file(bench, smith, "2026-0007", status=CaseStatus.CLOSED)
    assert found(bench, "smith") == [("Robert Smith", "C-00001")]


def test_a_case_that_was_found_by_its_number_stands_there_once(bench: Bench, smith: UUID) -> None:
    case_on_file(bench, smith, "2026-0007")
    assert found(bench, "2026-0007").count(("Robert Smith", "2026-0007")) == 1


def test_beneath_each_of_many_clients_stands_nothing(bench: Bench) -> None:
    for n in range(11):
        client = on_file(bench, f"Ann{'abcdefghijk'[n]} Smith", "1980-01-01")
        case_on_file(bench, client, f"2026-{n:04}")
    assert len(found(bench, "smith")) == 11


def test_a_restricted_case_is_shown_to_its_own_worker_alone(bench: Bench, smith: UUID) -> None:
    case = case_on_file(bench, smith, "2026-0007", restricted=True)
    mara, ben = (bench.as_role(Role.CASEWORKER, name) for name in ("mara", "ben"))
    assigned(bench, case, mara.user.id)
    assert ("Robert Smith", "2026-0007") in found(mara, "smith")
    assert found(ben, "smith") == []


def test_reception_finds_no_case(bench: Bench, smith: UUID) -> None:
    case_on_file(bench, smith, "2026-0007")
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    assert found(rita, "smith") == [("Robert Smith", "C-00001")]
