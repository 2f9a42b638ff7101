"""The one place that keeps whatever clients and outside persons are ordered and found by."""

from collections.abc import Sequence

from sqlalchemy import delete, insert

from db.models.client import Client, ClientKey, ContactPoint, OutsidePerson
from db.operations.work import Work
from db.queries.clients.persons import name_of, person_in_record
from db.rules.clients.contact import matched_form
from db.rules.codes import ContactKind
from db.rules.matching import blocking_keys
from db.rules.names import fold
from db.rules.safe_contact import PHONES
from db.rules.search_words import (
    birth_words,
    email_words,
    name_words,
    number_words,
    phone_words,
    sound_words,
)

_LONGEST_CLIENT_SORT_NAME = 320
_LONGEST_PERSON_SORT_NAME = 420
_LONGEST_MATCHED = 500


def index_client(work: Work, client: Client) -> None:
    """Keep the sort name, compared contacts, keys for duplicates and search words of a client.

    Call it whenever a name, an alias, the birth date, the number or a contact changed.
    """
    client.sort_name = name_of(client).sort_name()[:_LONGEST_CLIENT_SORT_NAME]
    _match_contacts(client.contact_points)
    work.session.flush()
    work.session.execute(delete(ClientKey).where(ClientKey.client_id == client.id))
    keys = sorted(blocking_keys(person_in_record(client)))
    if keys:
        rows = [{"key": key, "client_id": client.id} for key in keys]
        work.session.execute(insert(ClientKey), rows)
    work.search.put(work.session, "client", client.id, client_words(client))


def index_person(work: Work, person: OutsidePerson) -> None:
    """Keep the sort name, compared contacts and search words of an outside person."""
    person.sort_name = fold(" ".join(_names(person)))[:_LONGEST_PERSON_SORT_NAME]
    _match_contacts(person.contact_points)
    work.session.flush()
    work.search.put(work.session, "person", person.id, person_words(person))


def client_words(client: Client) -> tuple[str, ...]:
    """The words that a client is found by."""
    names = [
        client.first_name,
        client.middle_name,
        client.last_name,
        client.preferred_name,
        *(alias.name for alias in client.aliases),
    ]
    return (
        *name_words(*names),
        *sound_words(*names),
        *number_words(client.number),
        *birth_words(client.birth_date),
        *_contact_words(client.contact_points),
    )


def person_words(person: OutsidePerson) -> tuple[str, ...]:
    """The words that an outside person is found by."""
    names = _names(person)
    return (
        *name_words(*names),
        *sound_words(*names),
        *_contact_words(person.contact_points),
    )


def _names(person: OutsidePerson) -> tuple[str, ...]:
    return person.last_name, person.first_name, person.organization


def _match_contacts(points: Sequence[ContactPoint]) -> None:
    for point in points:
        point.matched = matched_form(point.kind, point.value)[:_LONGEST_MATCHED]


def _contact_words(points: Sequence[ContactPoint]) -> tuple[str, ...]:
    phones = [point.value for point in points if point.kind in PHONES]
    emails = [point.value for point in points if point.kind is ContactKind.EMAIL]
    return phone_words(*phones) + email_words(*emails)
