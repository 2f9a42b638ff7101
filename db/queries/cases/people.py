"""Names of clients, outside people and staff, as lists and headings show them."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from db.models.client import Client, OutsidePerson
from db.models.staff import Staff
from db.queries.reading import Reading
from db.rules.names import NameOrder, PersonName


def client_name(client: Client, order: NameOrder = NameOrder.GIVEN_FIRST) -> str:
    """A client's name for headings, or with FAMILY_FIRST for lists."""
    return person_name(client).display(order)


def person_name(client: Client) -> PersonName:
    """The parts of a client's name."""
    return PersonName(
        client.first_name, client.last_name, client.middle_name, client.suffix,
        client.preferred_name,
    )  # fmt: skip


def outside_name(person: OutsidePerson) -> str:
    """An outside person's name, or the organization where no person is known."""
    return PersonName(person.first_name, person.last_name).display() or person.organization


def staff_names(reading: Reading, staff_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Display names of members of staff."""
    wanted = {staff_id for staff_id in staff_ids if staff_id is not None}
    if not wanted:
        return {}
    asked = select(Staff.id, Staff.display_name).where(Staff.id.in_(wanted))
    return {row[0]: row[1] for row in reading.session.execute(asked)}
