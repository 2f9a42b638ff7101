"""What is asked of somebody outside the agency: an attorney, a judge, a foster parent, a school."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from db.rules.clients.contact import ContactForm, check_contacts
from db.rules.codes import PartyRole
from db.rules.findings import Finding, hard
from db.rules.text_fields import stripped, too_long

_LONGEST = {"first_name": 100, "last_name": 100, "organization": 200}


@dataclass(frozen=True, slots=True)
class PersonForm:
    """An outside person or organization. `id` is made by who opens an empty form.

    Who is `protected` is never printed with last name or contact details; a foster parent
    always is.
    """

    id: UUID
    first_name: str = ""
    last_name: str = ""
    organization: str = ""
    usual_role: PartyRole = PartyRole.OTHER
    protected: bool = False
    contact_points: tuple[ContactForm, ...] = ()


def tidied_person(form: PersonForm) -> PersonForm:
    """The form as it is kept: spaces off, foster parents protected."""
    contacts = tuple(stripped(contact) for contact in form.contact_points)
    protected = form.protected or form.usual_role is PartyRole.FOSTER_PARENT
    return dataclasses.replace(stripped(form), protected=protected, contact_points=contacts)


def check_person(form: PersonForm) -> tuple[Finding, ...]:
    """Everything that stands against saving, each with the field it belongs to."""
    return tuple(_findings(tidied_person(form)))


def _findings(form: PersonForm) -> Iterator[Finding]:
    if not (form.first_name or form.last_name or form.organization):
        yield hard("person.name_missing", "last_name")
    yield from too_long(form, _LONGEST)
    yield from check_contacts(form.contact_points)
