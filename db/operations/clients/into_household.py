"""Taking a client in together with whom they live."""

from uuid import UUID

from db.models.client import Client
from db.operations.clients.households import add_household_member, make_household
from db.operations.clients.intake import AddedClient, add_client
from db.operations.work import Work
from db.queries.clients.households import household_of
from db.rules.clients.form import ClientForm
from db.rules.codes import Relation
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id


def add_client_living_with(
    work: Work, form: ClientForm, other_id: UUID, relation: Relation
) -> AddedClient:
    """Take in a client who lives with another one; `relation` is to the head of the household.

    If the other has no household yet, one is made with them as its head. Raises `Refused` as
    `add_client` and `add_household_member` do, and then nothing is saved.
    """
    if work.session.get(Client, form.id) is not None:
        return add_client(work, form)
    household = household_of(work, other_id)
    added = add_client(work, form)
    work.session.flush()
    if household is not None:
        add_household_member(work, MemberForm(new_id(), household.id, added.id, relation))
        return added
    made = HouseholdForm(id=new_id())
    make_household(
        work,
        made,
        MemberForm(new_id(), made.id, other_id, Relation.HEAD),
        MemberForm(new_id(), made.id, added.id, relation),
    )
    return added
