"""With whom a client lives, and how they are related."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import or_, select

from db.models.client import (
    Client,
    Household,
    HouseholdMember,
    OutsidePerson,
    Relationship,
)
from db.queries.cases.people import outside_name, person_name
from db.queries.reading import Reading
from db.queries.visibility import client_to_see, visible_client
from db.rules.codes import HouseholdType, Housing, Relation
from db.rules.partial_date import PartialDate
from db.rules.permissions import Action
from db.rules.relations import inverse


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody's time in a household; `relation` is to its head.

    A member whose file is restricted to others is shown without name and id (`hidden`).
    """

    id: UUID
    hidden: bool
    client_id: UUID | None
    name: str
    birth_date: PartialDate | None
    ages: tuple[int, int] | None
    relation: Relation
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """A household with the people who live in it; those who left come last."""

    id: UUID
    version: int
    kind: HouseholdType
    housing: Housing
    yearly_income: Decimal | None
    income_as_of: date | None
    members: tuple[MemberLine, ...]

    @property
    def size(self) -> int:
        """How many live in it today."""
        return sum(1 for member in self.members if member.left_on is None)


@dataclass(frozen=True, slots=True)
class RelativeLine:
    """Somebody related to a client: `relation` is what they are of the client.

    A client whose file is restricted to others is shown without name and id (`hidden`).
    """

    id: UUID
    hidden: bool
    client_id: UUID | None
    person_id: UUID | None
    name: str
    relation: Relation
    ended_on: date | None


def household_of(reading: Reading, client_id: UUID) -> HouseholdView | None:
    """The household that the client lives in today, if one is known."""
    client_to_see(reading, client_id)
    found = select(HouseholdMember.household_id).where(
        HouseholdMember.client_id == client_id, HouseholdMember.left_on.is_(None)
    )
    household_id = reading.session.scalar(found.limit(1))
    if household_id is None:
        return None
    household = reading.session.get_one(Household, household_id)
    rows = reading.session.execute(
        select(HouseholdMember, Client, visible_client(reading))
        .outerjoin(Client, Client.id == HouseholdMember.client_id)
        .where(HouseholdMember.household_id == household_id)
    ).all()
    members = [_member(reading, member, client, visible) for member, client, visible in rows]
    members.sort(
        key=lambda one: (
            one.left_on is not None,
            one.relation is not Relation.HEAD,
            one.birth_date.earliest if one.birth_date else date.max,
            one.name,
        )
    )
    return HouseholdView(
        id=household.id,
        version=household.version,
        kind=household.kind,
        housing=household.housing,
        yearly_income=household.yearly_income,
        income_as_of=household.income_as_of,
        members=tuple(members),
    )


def relatives_of(reading: Reading, client_id: UUID) -> tuple[RelativeLine, ...]:
    """Everybody related to the client, whichever end the relationship was entered from.

    Outside persons are shown to who may read cases: a foster parent's name is case content.
    """
    client_to_see(reading, client_id)
    rows = reading.session.scalars(
        select(Relationship).where(
            or_(Relationship.client_id == client_id, Relationship.other_client_id == client_id)
        )
    ).all()
    clients = _clients(reading, rows)
    lines = []
    for row in rows:
        mine = row.client_id == client_id
        other_id = row.other_client_id if mine else row.client_id
        if other_id is not None:
            client, visible = clients[other_id]
            relation = inverse(row.relation, client.sex) if mine else row.relation
            lines.append(_relative(row, client if visible else None, relation))
        elif row.other_person_id is not None and reading.may(Action.READ_CASES):
            person = reading.session.get_one(OutsidePerson, row.other_person_id)
            lines.append(
                RelativeLine(
                    id=row.id,
                    hidden=False,
                    client_id=None,
                    person_id=person.id,
                    name=outside_name(person),
                    relation=inverse(row.relation),
                    ended_on=row.ended_on,
                )
            )
    order = list(Relation)
    lines.sort(key=lambda one: (one.ended_on is not None, order.index(one.relation), one.name))
    return tuple(lines)


def _clients(reading: Reading, rows: Sequence[Relationship]) -> dict[UUID, tuple[Client, bool]]:
    ids = {row.client_id for row in rows} | {
        row.other_client_id for row in rows if row.other_client_id
    }
    found = select(Client, visible_client(reading)).where(Client.id.in_(ids))
    return {client.id: (client, visible) for client, visible in reading.session.execute(found)}


def _relative(row: Relationship, client: Client | None, relation: Relation) -> RelativeLine:
    return RelativeLine(
        id=row.id,
        hidden=client is None,
        client_id=client.id if client else None,
        person_id=None,
        name=person_name(client).display() if client else "",
        relation=relation,
        ended_on=row.ended_on,
    )


def _member(
    reading: Reading, member: HouseholdMember, known: Client | None, visible: bool
) -> MemberLine:
    client = known if visible else None
    birth = client.birth_date if client else None
    return MemberLine(
        id=member.id,
        hidden=client is None,
        client_id=client.id if client else None,
        name=person_name(client).display() if client else "",
        birth_date=birth,
        ages=birth.ages_on(reading.today) if birth else None,
        relation=member.relation,
        joined_on=member.joined_on,
        left_on=member.left_on,
    )
