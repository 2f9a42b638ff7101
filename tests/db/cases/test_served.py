"""A funder is told everybody who was served, once, and can ask later why a number changed."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from db.models.client import Client, ClientRace, Household, HouseholdMember
from db.operations.cases.counted_run import record_counted_run
from db.operations.cases.restrict import restrict_case
from db.operations.notes.wrong import mark_entered_in_error
from db.queries.cases.served import counted_runs, counts_of_period, differences_since
from db.queries.funder import funder_data
from db.rules.codes import NoteClass, NoteKind, PartyRole, Race, Relation, Role, Sex
from db.rules.counts import Period
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.notes import PersonPresent
from db.rules.partial_date import PartialDate
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_draft, a_signed_note, at, the_case, version_of

FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28), date(2026, 2, 28))


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id)


def test_a_note_serves_the_client_and_every_client_present(bench: Bench, case_id: UUID) -> None:
    ada = the_case(bench, case_id).client_id
    ben = a_client(bench, "Ben", "Okafor")
    note_id = a_signed_note(
        bench,
        case_id,
        started_at=at(2026, 2, 10),
        people=(
            PersonPresent("Ada Lovelace", PartyRole.CLIENT, client_id=ada),
            PersonPresent("Ben Okafor", PartyRole.RELATIVE, client_id=ben.id),
            PersonPresent("A teacher"),
        ),
        units=Decimal("1.5"),
    )
    counts = bench.read(counts_of_period, FEBRUARY)
    assert set(counts.served.ids) == {ada, ben.id}
    (activity,) = counts.activities
    assert (activity.note_ids, activity.minutes, activity.units) == (
        (note_id,),
        45,
        Decimal("1.5"),
    )


def test_only_signed_contacts_of_the_period_count(bench: Bench, case_id: UUID) -> None:
    a_draft(bench, case_id, started_at=at(2026, 2, 10))
    a_signed_note(bench, case_id, started_at=at(2026, 2, 10), kind=NoteKind.ATTEMPTED, minutes=0)
    a_signed_note(bench, case_id, started_at=at(2026, 1, 31, 23))
    hidden = a_signed_note(bench, case_id, started_at=at(2026, 2, 11))
    bench.write(mark_entered_in_error, hidden, version_of(bench, hidden), "Wrong day.")
    assert bench.read(counts_of_period, FEBRUARY).served.number == 0


def test_the_period_begins_and_ends_at_midnight_in_the_office(bench: Bench, case_id: UUID) -> None:
    a_signed_note(bench, case_id, started_at=at(2026, 2, 1, 4, 59))  # 31 January, 23:59
    assert bench.read(counts_of_period, FEBRUARY).served.number == 0
    a_signed_note(bench, case_id, started_at=at(2026, 3, 1, 4, 59))  # 28 February, 23:59
    assert bench.read(counts_of_period, FEBRUARY).served.number == 1


def test_who_was_served_before_continues(bench: Bench, case_id: UUID) -> None:
    other = a_case(bench, a_client(bench, "Ben", "Okafor"))
    a_signed_note(bench, case_id, started_at=at(2026, 1, 10))
    for served in (case_id, other):
        a_signed_note(bench, served, started_at=at(2026, 2, 10))
    counts = bench.read(counts_of_period, FEBRUARY)
    assert counts.continuing.ids == (the_case(bench, case_id).client_id,)
    assert counts.new.ids == (the_case(bench, other).client_id,)


def test_facts_of_the_client_are_counted(bench: Bench, case_id: UUID) -> None:
    ada = bench.session.get_one(Client, the_case(bench, case_id).client_id)
    ada.birth_date, ada.sex = PartialDate(2016, 3, 16), Sex.FEMALE
    ben = a_client(bench, "Ben", "Okafor")
    home = bench.add(Household())
    for client in (ada, ben):
        bench.add(
            HouseholdMember(household_id=home.id, client_id=client.id, relation=Relation.CHILD)
        )
    bench.session.add_all(
        [ClientRace(client_id=ada.id, race=race) for race in (Race.WHITE, Race.ASIAN)]
    )
    bench.session.commit()
    a_signed_note(bench, case_id, started_at=at(2026, 2, 10))
    counts = bench.read(counts_of_period, FEBRUARY)
    filled = [
        str(row.key) if not hasattr(row.key, "lowest") else f"{row.key.lowest}"
        for table in (counts.by_age, counts.by_sex, counts.by_race, counts.by_household_size)
        for row in table
        if row.number
    ]
    assert filled == ["5", "female", "multiple", "2"]


def test_a_merged_client_is_counted_once(bench: Bench, case_id: UUID) -> None:
    ada = the_case(bench, case_id).client_id
    double = a_client(bench, "Ada", "Lovelace")
    other = a_case(bench, double)
    for served in (case_id, other):
        a_signed_note(bench, served, started_at=at(2026, 2, 10))
    double.merged_into_id = ada
    bench.session.commit()
    assert bench.read(counts_of_period, FEBRUARY).served.ids == (ada,)


def test_restricted_cases_and_protected_classes_are_counted(bench: Bench, case_id: UUID) -> None:
    a_signed_note(bench, case_id, started_at=at(2026, 2, 10), note_class=NoteClass.VICTIM_SERVICE)
    bench.write(restrict_case, case_id, the_case(bench, case_id).version, frozenset())
    auditor = bench.as_role(Role.AUDITOR)
    assert auditor.read(counts_of_period, FEBRUARY).served.number == 1


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RECEPTIONIST])
def test_who_reports_to_no_funder_counts_nothing(bench: Bench, role: Role) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(role).read(counts_of_period, FEBRUARY)


def test_a_later_difference_is_explained_by_ids(bench: Bench, case_id: UUID) -> None:
    a_signed_note(bench, case_id, started_at=at(2026, 2, 10))
    data = bench.read(funder_data, date(2026, 2, 1), date(2026, 2, 28))
    assert (data.office, data.made_by, data.counts.served.number) == ("Harbor House", "Ana", 1)
    run_id = new_id()
    sha256 = bench.write(record_counted_run, run_id, "funder", data.counts)
    assert bench.read(differences_since, run_id) == ()
    (run,) = bench.read(counted_runs)
    assert (run.id, run.sha256, run.who) == (run_id, sha256, "Ana")
    late = a_client(bench, "Ben", "Okafor")
    a_signed_note(bench, a_case(bench, late), started_at=at(2026, 2, 11))
    found = {(d.table, d.row): d for d in bench.read(differences_since, run_id)}
    assert found["people", "served"].added == (late.id,)
    assert found["people", "served"].removed == ()


def test_a_period_that_ends_before_it_begins_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"period\.ends_before_start"):
        bench.read(funder_data, date(2026, 2, 28), date(2026, 2, 1))
