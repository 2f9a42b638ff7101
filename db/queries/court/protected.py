"""The strings that must stand nowhere in a court report, for its guard to look for.

Foster parents' last names and every way to reach them, protected contact details of everybody in
the case, and clients' code words. A worker may have typed any of them into a note.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import or_, select

from db.models.client import ContactPoint, OutsidePerson
from db.models.court import Placement
from db.queries.court.facts import NotesOfPeriod
from db.queries.court.people import Involved
from db.queries.reading import Reading
from db.rules.codes import ContactKind, ContactRule, PartyRole, PlacementKind
from db.rules.phones import format_phone, phone_key
from db.rules.safe_contact import ADDRESSES, PHONES

_SHORTEST = 3
_FOSTER_HOMES = (
    PlacementKind.FOSTER_FAMILY,
    PlacementKind.TREATMENT_FOSTER,
    PlacementKind.PRE_ADOPTIVE,
)


def protected_strings(reading: Reading, people: Involved, notes: NotesOfPeriod) -> frozenset[str]:
    """What the guard looks for."""
    found: set[str] = set()
    fosters = _foster_parents(reading, people, notes)
    for person in fosters:
        found.update(_names(person.last_name))
    client_ids = {people.main.id} | {client.id for _, client in people.clients}
    for party, client in people.clients:
        if party.role is PartyRole.FOSTER_PARENT:
            found.update(_names(client.last_name))
    found.update(client.code_word for client in (people.main, *(c for _, c in people.clients)))
    foster_ids = {person.id for person in fosters} | {
        client.id for party, client in people.clients if party.role is PartyRole.FOSTER_PARENT
    }
    person_ids = {person.id for person in fosters} | {person.id for _, person in people.outside}
    found.update(_contact_strings(reading, client_ids, person_ids, foster_ids))
    for note in notes.notes:
        for present in note.people:
            if present.role is PartyRole.FOSTER_PARENT and present.person_id is None:
                found.update(_names(*present.name.split()[1:]))
    return frozenset(text.strip() for text in found if len(text.strip()) >= _SHORTEST)


def _foster_parents(
    reading: Reading, people: Involved, notes: NotesOfPeriod
) -> list[OutsidePerson]:
    ids = {
        person.id
        for party, person in people.outside
        if person.protected or party.role is PartyRole.FOSTER_PARENT
    }
    ids |= {
        present.person_id
        for note in notes.notes
        for present in note.people
        if present.person_id is not None and present.role is PartyRole.FOSTER_PARENT
    }
    children = {people.main.id} | {client.id for _, client in people.clients}
    homes = select(Placement.provider_id).where(
        Placement.client_id.in_(children),
        Placement.provider_id.is_not(None),
        Placement.kind.in_(_FOSTER_HOMES),
    )
    named = [present.person_id for note in notes.notes for present in note.people]
    found = reading.session.scalars(
        select(OutsidePerson).where(
            or_(
                OutsidePerson.id.in_(ids),
                OutsidePerson.id.in_(homes),
                OutsidePerson.id.in_([one for one in named if one])
                & or_(
                    OutsidePerson.protected.is_(True),
                    OutsidePerson.usual_role == PartyRole.FOSTER_PARENT,
                ),
            )
        )
    )
    return list(found)


def _names(*names: str) -> Iterator[str]:
    for name in names:
        yield name
        yield from (part for part in name.split("-") if part != name)


def _contact_strings(
    reading: Reading, client_ids: set[UUID], person_ids: set[UUID], foster_ids: set[UUID]
) -> Iterator[str]:
    points: Iterable[ContactPoint] = reading.session.scalars(
        select(ContactPoint).where(
            or_(ContactPoint.client_id.in_(client_ids), ContactPoint.person_id.in_(person_ids))
        )
    )
    for point in points:
        owner = point.client_id or point.person_id
        if owner in foster_ids or ContactRule.PROTECTED in point.rules:
            yield from _ways_to_write(point.kind, point.value)


def _ways_to_write(kind: ContactKind, value: str) -> Iterator[str]:
    yield value
    if kind in PHONES:
        digits = phone_key(value)
        yield format_phone(value)
        yield digits
        if len(digits) == 10:
            area, exchange, line = digits[:3], digits[3:6], digits[6:]
            yield f"{exchange}-{line}"
            yield f"{area}-{exchange}-{line}"
            yield f"{area}.{exchange}.{line}"
            yield f"{area} {exchange} {line}"
    elif kind in ADDRESSES:
        yield value.splitlines()[0].split(",")[0]
