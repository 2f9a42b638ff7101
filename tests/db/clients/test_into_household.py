"""Taking somebody in together with whom they live."""

import pytest

from db.models.client import Client
from db.operations.clients.into_household import add_client_living_with
from db.queries.clients.households import household_of
from db.rules.codes import Relation
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.people_on_file import client_form, on_file


def test_a_household_is_made_if_the_other_has_none_and_joined_if_there_is_one(
    bench: Bench,
) -> None:
    ada = on_file(bench, "Ada Lovelace")
    ben, cleo = client_form("Ben Lovelace"), client_form("Cleo Lovelace")
    bench.write(add_client_living_with, ben, ada, Relation.SPOUSE)
    bench.write(add_client_living_with, cleo, ben.id, Relation.CHILD)
    household = bench.read(household_of, ada)
    assert household is not None
    assert {(one.client_id, one.relation) for one in household.members} == {
        (ada, Relation.HEAD),
        (ben.id, Relation.SPOUSE),
        (cleo.id, Relation.CHILD),
    }


def test_a_repeated_save_adds_nobody_twice(bench: Bench) -> None:
    ada, ben = on_file(bench, "Ada Lovelace"), client_form("Ben Lovelace")
    first = bench.write(add_client_living_with, ben, ada, Relation.CHILD)
    assert bench.write(add_client_living_with, ben, ada, Relation.CHILD) == first
    assert bench.session.query(Client).count() == 2


def test_with_somebody_unknown_nothing_is_saved(bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        bench.write(add_client_living_with, client_form("Ben Lovelace"), new_id(), Relation.CHILD)
    assert refused.value.has("client.unknown")
    assert bench.session.query(Client).count() == 0
