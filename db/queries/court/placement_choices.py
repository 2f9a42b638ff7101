"""Whose placement it can be."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import Party
from db.models.client import Client
from db.queries.cases.people import client_name
from db.queries.reading import Reading
from db.queries.visibility import case_to_read, visible_client
from db.rules.codes import PartyRole
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class PlacementChoices:
    """The children of a case, by id and name; first the child whom the case is about."""

    children: tuple[tuple[UUID, str], ...]


def placement_choices(reading: Reading, case_id: UUID) -> PlacementChoices:
    """The case's main client, then the clients who are children in it."""
    reading.require(Action.READ_CASES)
    case = case_to_read(reading, case_id)
    main = reading.session.get_one(Client, case.client_id)
    others = reading.session.scalars(
        select(Client)
        .join(Party, Party.client_id == Client.id)
        .where(
            Party.case_id == case_id,
            Party.role.in_((PartyRole.CHILD, PartyRole.CLIENT)),
            Party.ended_on.is_(None),
            Client.id != main.id,
            visible_client(reading),
        )
        .order_by(Client.sort_name)
        .distinct()
    )
    return PlacementChoices(tuple((one.id, client_name(one)) for one in (main, *others)))
