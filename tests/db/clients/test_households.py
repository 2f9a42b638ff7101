"""Who lives with whom, and who is related to whom, seen from both ends."""

import dataclasses
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from db.operations.clients.households import (
    add_household_member,
    change_household,
    change_household_relation,
    leave_household,
    make_household,
)
from db.operations.clients.relationships import (
    RelationshipForm,
    change_relationship,
    end_relationship,
    relate,
    remove_relationship,
)
from db.operations.people.persons import add_person
from db.queries.clients.households import household_of, relatives_of
from db.rules.codes import Housing, Relation, Role, Sex
from db.rules.findings import Refused, Stale
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id
from db.rules.outside_person import PersonForm
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def _member(household: UUID, client: UUID, relation: Relation) -> MemberForm:
    return MemberForm(new_id(), household, client, relation)


@pytest.fixture
def family(bench: Bench) -> dict[str, UUID]:
    rosa = on_file(bench, "Rosa Diaz", "1985-01-02", sex=Sex.FEMALE)
    ana = on_file(bench, "Ana Diaz", "2015-03-04")
    household = HouseholdForm(new_id(), housing=Housing.RENT, yearly_income=Decimal("24000.50"))
    members = (
        _member(household.id, rosa, Relation.HEAD),
        _member(household.id, ana, Relation.CHILD),
    )
    bench.write(make_household, household, *members)
    return {"rosa": rosa, "ana": ana, "household": household.id, "ana_member": members[1].id}


def test_a_household_is_seen_from_each_member_with_its_head_first(
    bench: Bench, family: dict[str, UUID]
) -> None:
    seen = bench.read(household_of, family["ana"])
    assert seen == bench.read(household_of, family["rosa"])
    assert seen is not None
    assert seen.size == 2
    assert [(one.name, one.relation, one.ages) for one in seen.members] == [
        ("Rosa Diaz", Relation.HEAD, (41, 41)),
        ("Ana Diaz", Relation.CHILD, (10, 10)),
    ]
    assert (seen.housing, seen.yearly_income) == (Housing.RENT, Decimal("24000.50"))


def test_nobody_lives_in_two_households(bench: Bench, family: dict[str, UUID]) -> None:
    other = HouseholdForm(new_id())
    with pytest.raises(Refused, match=r"household\.lives_elsewhere"):
        bench.write(make_household, other, _member(other.id, family["ana"], Relation.HEAD))
    with pytest.raises(Refused, match=r"household\.already_member"):
        bench.write(
            add_household_member, _member(family["household"], family["ana"], Relation.CHILD)
        )


def test_a_household_has_one_head(bench: Bench, family: dict[str, UUID]) -> None:
    with pytest.raises(Refused, match=r"household\.second_head"):
        bench.write(change_household_relation, family["ana_member"], Relation.HEAD)
    bench.write(change_household_relation, family["ana_member"], Relation.NIECE_NEPHEW)
    seen = bench.read(household_of, family["ana"])
    assert seen is not None
    assert seen.members[1].relation is Relation.NIECE_NEPHEW


def test_two_who_change_a_members_place_hear_of_each_other(
    bench: Bench, family: dict[str, UUID]
) -> None:
    member = family["ana_member"]
    bench.write(change_household_relation, member, Relation.NIECE_NEPHEW, Relation.CHILD)
    with pytest.raises(Stale):
        bench.write(change_household_relation, member, Relation.SIBLING, Relation.CHILD)
    bench.write(leave_household, member, date(2026, 3, 1))
    with pytest.raises(Refused, match=r"household\.left_already"):
        bench.write(leave_household, member, date(2026, 2, 1))


def test_who_moves_out_leaves_a_trace_and_may_move_in_elsewhere(
    bench: Bench, family: dict[str, UUID]
) -> None:
    bench.write(leave_household, family["ana_member"], date(2026, 3, 1))
    assert bench.read(household_of, family["ana"]) is None
    seen = bench.read(household_of, family["rosa"])
    assert seen is not None
    assert seen.size == 1
    assert [one.left_on for one in seen.members] == [None, date(2026, 3, 1)]
    other = HouseholdForm(new_id())
    bench.write(make_household, other, _member(other.id, family["ana"], Relation.HEAD))


def test_moving_out_lies_neither_ahead_nor_before_moving_in(
    bench: Bench, family: dict[str, UUID]
) -> None:
    with pytest.raises(Refused, match=r"household\.left_in_future"):
        bench.write(leave_household, family["ana_member"], date(2026, 4, 1))
    cousin = on_file(bench, "Al Diaz")
    form = dataclasses.replace(
        _member(family["household"], cousin, Relation.COUSIN), joined_on=date(2026, 2, 1)
    )
    bench.write(add_household_member, form)
    with pytest.raises(Refused, match=r"household\.left_before_joining"):
        bench.write(leave_household, form.id, date(2026, 1, 1))


def test_income_is_checked_and_a_stale_household_overwrites_nothing(
    bench: Bench, family: dict[str, UUID]
) -> None:
    seen = bench.read(household_of, family["rosa"])
    assert seen is not None
    form = HouseholdForm(family["household"], yearly_income=Decimal(-1))
    with pytest.raises(Refused, match=r"household\.income_impossible"):
        bench.write(change_household, form, seen.version)
    form = dataclasses.replace(form, yearly_income=Decimal(30000))
    bench.write(change_household, form, seen.version)
    with pytest.raises(Stale):
        bench.write(change_household, form, seen.version)


def test_a_restricted_member_is_there_without_a_name(bench: Bench, family: dict[str, UUID]) -> None:
    case_on_file(bench, family["ana"], restricted=True)
    seen = bench.read(household_of, family["rosa"])
    assert seen is not None
    assert [(one.hidden, one.name, one.client_id, one.ages) for one in seen.members][1] == (
        True,
        "",
        None,
        None,
    )


def test_a_relationship_reads_from_both_ends(bench: Bench, family: dict[str, UUID]) -> None:
    form = RelationshipForm(new_id(), family["ana"], Relation.CHILD, family["rosa"])
    bench.write(relate, form)
    (of_ana,) = bench.read(relatives_of, family["ana"])
    (of_rosa,) = bench.read(relatives_of, family["rosa"])
    assert (of_ana.name, of_ana.relation) == ("Rosa Diaz", Relation.MOTHER)
    assert (of_rosa.name, of_rosa.relation) == ("Ana Diaz", Relation.CHILD)


def test_two_people_are_related_once(bench: Bench, family: dict[str, UUID]) -> None:
    bench.write(relate, RelationshipForm(new_id(), family["ana"], Relation.CHILD, family["rosa"]))
    turned = RelationshipForm(new_id(), family["rosa"], Relation.MOTHER, family["ana"])
    with pytest.raises(Refused, match=r"relationship\.already_there"):
        bench.write(relate, turned)
    with pytest.raises(Refused, match=r"relationship\.with_oneself"):
        bench.write(
            relate, RelationshipForm(new_id(), family["ana"], Relation.SIBLING, family["ana"])
        )
    with pytest.raises(Refused, match=r"relationship\.no_other"):
        bench.write(relate, RelationshipForm(new_id(), family["ana"], Relation.SIBLING))


def test_a_relationship_can_be_corrected_ended_and_taken_back(
    bench: Bench, family: dict[str, UUID]
) -> None:
    form = RelationshipForm(new_id(), family["rosa"], Relation.GUARDIAN, family["ana"])
    bench.write(relate, form)
    bench.write(change_relationship, form.id, Relation.STEPPARENT)
    assert bench.read(relatives_of, family["rosa"])[0].relation is Relation.STEPCHILD
    bench.write(end_relationship, form.id, date(2026, 2, 1))
    assert bench.read(relatives_of, family["ana"])[0].ended_on == date(2026, 2, 1)
    bench.write(remove_relationship, form.id)
    assert bench.read(relatives_of, family["ana"]) == ()


def test_a_foster_parent_is_named_to_who_reads_cases_only(
    bench: Bench, family: dict[str, UUID]
) -> None:
    foster = PersonForm(new_id(), first_name="Fay", last_name="Ward", protected=True)
    bench.write(add_person, foster)
    bench.write(
        relate,
        RelationshipForm(new_id(), family["ana"], Relation.FOSTER_CHILD, other_person_id=foster.id),
    )
    (line,) = bench.read(relatives_of, family["ana"])
    assert (line.name, line.relation) == ("Fay Ward", Relation.FOSTER_PARENT)
    assert bench.as_role(Role.RECEPTIONIST).read(relatives_of, family["ana"]) == ()
