"""A client as the rules of matching see one."""

from collections.abc import Iterable, Sequence

from db.models.client import Client
from db.rules.clients.contact import postal_code_of, street_of
from db.rules.clients.form import ClientForm
from db.rules.codes import ContactKind
from db.rules.matching import Person
from db.rules.names import PersonName
from db.rules.partial_date import PartialDate
from db.rules.safe_contact import ADDRESSES, PHONES

Contact = tuple[ContactKind, str]


def person_in_record(client: Client) -> Person:
    """The stored client."""
    return person(
        name_of(client),
        client.birth_date,
        client.ssn_last4,
        [alias.name for alias in client.aliases],
        [(point.kind, point.value) for point in client.contact_points],
    )


def person_in_form(form: ClientForm) -> Person:
    """What has been typed so far."""
    contacts = [(contact.kind, contact.value) for contact in form.contact_points]
    return person(form.name, form.birth_date, form.ssn_last4, form.aliases, contacts)


def person(
    name: PersonName,
    birth_date: PartialDate | None,
    ssn_last4: str,
    aliases: Iterable[str],
    contacts: Sequence[Contact],
) -> Person:
    """Put the parts together; the street and postal code come from the first address."""
    address = next((value for kind, value in contacts if kind in ADDRESSES), "")
    return Person(
        first=name.first,
        last=name.last,
        middle=name.middle,
        suffix=name.suffix,
        preferred=name.preferred,
        other_names=tuple(aliases),
        birth_date=birth_date,
        ssn_last4=ssn_last4,
        phones=tuple(value for kind, value in contacts if kind in PHONES),
        emails=tuple(value for kind, value in contacts if kind is ContactKind.EMAIL),
        street=street_of(address),
        postal_code=postal_code_of(address),
    )


def name_of(client: Client) -> PersonName:
    """The parts of a stored client's name."""
    return PersonName(
        client.first_name,
        client.last_name,
        client.middle_name,
        client.suffix,
        client.preferred_name,
    )
