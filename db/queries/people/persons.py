"""People outside the agency: the list, the form, and who is meant by a few letters."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models.client import OutsidePerson
from db.queries.cases.parties import ContactLine, contact_lines
from db.queries.cases.people import outside_name
from db.queries.clients.forms import contact_form, may_see
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.queries.search_index import search_index
from db.queries.search_index.sought import beginnings
from db.rules.codes import PartyRole
from db.rules.findings import Refused, hard
from db.rules.outside_person import PersonForm
from db.rules.permissions import Action
from db.rules.search_terms import search_terms


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody outside, in a list. Protected ones are marked and never printed in full.

    `name` is the organization's where no person is known.
    """

    id: UUID
    name: str
    organization: str
    usual_role: PartyRole
    protected: bool
    contact: tuple[ContactLine, ...]


def person_list(
    reading: Reading, typed: str = "", role: PartyRole | None = None, limit: int = 500
) -> tuple[PersonRow, ...]:
    """Outside persons by name: all, or those found by what is typed, or of one usual role.

    Foster parents are named to who may read cases only.
    """
    reading.require(Action.FIND_CLIENTS)
    asked = select(OutsidePerson)
    if role is not None:
        asked = asked.where(OutsidePerson.usual_role == role)
    if not reading.may(Action.READ_CASES):
        asked = asked.where(OutsidePerson.protected.is_(False))
    if typed.strip():
        terms = search_terms(typed, reading.today)
        if not terms:
            return ()
        found = search_index(reading.session).matching("person", beginnings(terms))
        asked = asked.where(OutsidePerson.id.in_(found))
    asked = asked.order_by(OutsidePerson.sort_name, OutsidePerson.id).limit(limit)
    persons = reading.session.scalars(asked).all()
    contacts = contact_lines(reading, {person.id for person in persons})
    return tuple(
        PersonRow(
            id=person.id,
            name=outside_name(person),
            organization=person.organization,
            usual_role=person.usual_role,
            protected=person.protected,
            contact=contacts.get(person.id, ()),
        )
        for person in persons
    )


def person_form(reading: Reading, person_id: UUID) -> Opened[PersonForm]:
    """The form filled from the record. Raises `Refused` with "person.unknown"."""
    person = person_to_see(reading, person_id)
    form = PersonForm(
        id=person.id,
        first_name=person.first_name,
        last_name=person.last_name,
        organization=person.organization,
        usual_role=person.usual_role,
        protected=person.protected,
        contact_points=tuple(
            contact_form(point) for point in person.contact_points if may_see(reading, point)
        ),
    )
    return Opened(form, person.version)


def person_to_see(reading: Reading, person_id: UUID) -> OutsidePerson:
    """The person, if the user may know of them. Raises `Refused` with "person.unknown"."""
    reading.require(Action.FIND_CLIENTS)
    person = reading.session.get(OutsidePerson, person_id)
    hidden = person is not None and person.protected and not reading.may(Action.READ_CASES)
    if person is None or hidden:
        raise Refused(hard("person.unknown"))
    return person
