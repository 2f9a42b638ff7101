"""People outside the agency."""

import dataclasses

import pytest

from db.operations.people.persons import add_person, change_person
from db.queries.people.persons import person_form, person_list
from db.queries.search.find import find
from db.queries.search.hit import HitKind
from db.rules.codes import ContactRule, PartyRole, Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.outside_person import PersonForm
from tests.db.bench import Bench
from tests.db.people_on_file import mobile, on_file


def _judge() -> PersonForm:
    return PersonForm(
        new_id(),
        first_name="Ruth",
        last_name="Ginsberg",
        organization="Juvenile Court",
        usual_role=PartyRole.JUDGE,
        contact_points=(mobile("555-201-7788"),),
    )


def test_an_outside_person_is_kept_and_found_by_name_court_and_phone(bench: Bench) -> None:
    form = _judge()
    bench.write(add_person, form)
    assert bench.read(person_form, form.id).form == form
    for typed in ("gins", "ruth ginsberg", "juvenile", "201-7788"):
        (hit,) = bench.read(find, typed)
        assert (hit.kind, hit.id, hit.role) == (HitKind.PERSON, form.id, PartyRole.JUDGE)
        assert [row.id for row in bench.read(person_list, typed)] == [form.id]


def test_an_organization_alone_is_enough_but_nothing_is_not(bench: Bench) -> None:
    bench.write(add_person, PersonForm(new_id(), organization="Lincoln Elementary"))
    assert [row.name for row in bench.read(person_list)] == ["Lincoln Elementary"]
    with pytest.raises(Refused, match=r"person\.name_missing"):
        bench.write(add_person, PersonForm(new_id(), first_name="  "))


def test_a_change_shows_in_the_search_and_a_stale_one_is_refused(bench: Bench) -> None:
    form = _judge()
    bench.write(add_person, form)
    changed = dataclasses.replace(form, last_name="Sotomayor", contact_points=())
    assert bench.write(change_person, changed, 1) == 2
    assert bench.read(find, "ginsberg") == ()
    assert bench.read(find, "201-7788") == ()
    with pytest.raises(Stale):
        bench.write(change_person, form, 1)


def test_a_foster_parent_is_protected_whatever_was_ticked(bench: Bench) -> None:
    form = PersonForm(new_id(), first_name="Fay", usual_role=PartyRole.FOSTER_PARENT)
    bench.write(add_person, form)
    assert bench.read(person_form, form.id).form.protected


def test_reception_finds_no_foster_parents(bench: Bench) -> None:
    form = PersonForm(new_id(), first_name="Fay", usual_role=PartyRole.FOSTER_PARENT)
    bench.write(add_person, form)
    desk = bench.as_role(Role.RECEPTIONIST)
    assert desk.read(find, "fay") == ()
    assert desk.read(person_list) == ()
    with pytest.raises(Refused, match=r"person\.unknown"):
        desk.read(person_form, form.id)
    assert len(bench.read(find, "fay")) == 1


def test_reception_keeps_a_protected_number_that_it_does_not_see(bench: Bench) -> None:
    form = dataclasses.replace(
        _judge(), contact_points=(mobile("555-201-7788", ContactRule.PROTECTED),)
    )
    bench.write(add_person, form)
    desk = bench.as_role(Role.RECEPTIONIST)
    opened = desk.read(person_form, form.id)
    assert opened.form.contact_points == ()
    desk.write(change_person, dataclasses.replace(opened.form, first_name="R."), opened.version)
    assert bench.read(person_form, form.id).form.contact_points == form.contact_points


def test_persons_can_be_listed_by_role(bench: Bench) -> None:
    bench.write(add_person, _judge())
    bench.write(add_person, PersonForm(new_id(), last_name="Law", usual_role=PartyRole.CASA))
    assert [row.name for row in bench.read(person_list, role=PartyRole.CASA)] == ["Law"]


def test_clients_and_outside_persons_of_one_name_are_both_found(bench: Bench) -> None:
    on_file(bench, "Ruth Ginsberg")
    bench.write(add_person, _judge())
    assert [hit.kind for hit in bench.read(find, "ginsberg")] == [HitKind.CLIENT, HitKind.PERSON]
