"""Adding and changing people outside the agency."""

from uuid import UUID

from db.models.client import OutsidePerson
from db.operations.clients.contacts import put_contacts, told
from db.operations.clients.indexing import index_person
from db.operations.work import Work
from db.queries.clients.forms import may_see
from db.queries.people.persons import person_to_see
from db.rules.findings import raise_hard
from db.rules.outside_person import PersonForm, check_person, tidied_person
from db.rules.permissions import Action

_PLAIN = ("first_name", "last_name", "organization", "usual_role", "protected")


def add_person(work: Work, form: PersonForm) -> UUID:
    """Record somebody outside. Raises `Refused` with what `check_person` finds.

    A form whose id is there already adds nothing.
    """
    work.require(Action.EDIT_CLIENTS)
    if work.session.get(OutsidePerson, form.id) is not None:
        return form.id
    raise_hard(check_person(form))
    person = work.add(OutsidePerson(id=form.id, sort_name=""))
    _fill(work, person, tidied_person(form))
    index_person(work, person)
    work.record("person.added", "person", person.id)
    work.changed("person", person.id)
    return person.id


def change_person(work: Work, form: PersonForm, form_version: int) -> int:
    """Save an edited form; gives the new version. Raises `Refused` or `Stale`."""
    work.require(Action.EDIT_CLIENTS)
    before = told(person_to_see(work, form.id).contact_points)
    raise_hard(check_person(form))
    person = work.edit(OutsidePerson, form.id, form_version)
    _fill(work, person, tidied_person(form))
    index_person(work, person)
    after = told(person.contact_points)
    details: dict[str, object] = {"contact_points": [before, after]} if before != after else {}
    work.record("person.changed", "person", person.id, **details)
    work.changed("person", person.id)
    return person.version


def _fill(work: Work, person: OutsidePerson, form: PersonForm) -> None:
    with work.session.no_autoflush:  # one save is one version
        for name in _PLAIN:
            setattr(person, name, getattr(form, name))
        unseen = {point.id for point in person.contact_points if not may_see(work, point)}
        put_contacts(work, person.contact_points, form.contact_points, untouched=unseen)
