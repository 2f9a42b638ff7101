"""Who stands in a court report, and by which name."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from db.models.case_file import CaseFile, Party
from db.models.client import Client, OutsidePerson
from db.models.court import Placement
from db.models.note import NotePerson
from db.queries.cases.people import outside_name, person_name
from db.queries.court.period import ReportPeriod
from db.queries.reading import Reading
from db.queries.report_data.court_report import CourtParty, CourtPerson, CourtPlacement
from db.queries.visibility import visible_client
from db.rules.codes import PartyRole, YesNo
from db.texts import label

_REPORTED_ON = (PartyRole.CLIENT, PartyRole.CHILD)


@dataclass(frozen=True)
class Involved:
    """Everybody who has or had a part in the case; restricted clients unknown to the user not."""

    main: Client
    clients: tuple[tuple[Party, Client], ...]
    outside: tuple[tuple[Party, OutsidePerson], ...]


def involved(reading: Reading, case: CaseFile) -> Involved:
    """The people of the case."""
    main = reading.session.get_one(Client, case.client_id)
    clients = reading.session.execute(
        select(Party, Client)
        .join(Client, Client.id == Party.client_id)
        .where(Party.case_id == case.id, or_(Client.id == case.client_id, visible_client(reading)))
        .order_by(Client.sort_name, Party.id)
    )
    outside = reading.session.execute(
        select(Party, OutsidePerson)
        .join(OutsidePerson, OutsidePerson.id == Party.person_id)
        .where(Party.case_id == case.id)
        .order_by(OutsidePerson.sort_name, Party.id)
    )
    return Involved(
        main=main,
        clients=tuple((row[0], row[1]) for row in clients),
        outside=tuple((row[0], row[1]) for row in outside),
    )


def people_reported_on(people: Involved, period: ReportPeriod) -> tuple[CourtPerson, ...]:
    """The case's client, then the other children of the case."""
    main_role = next(
        (party.role for party, client in people.clients if client.id == people.main.id),
        PartyRole.CLIENT,
    )
    found = {people.main.id: _court_person(people.main, main_role, period)}
    for party, client in people.clients:
        if party.role in _REPORTED_ON and _takes_part(party, period) and client.id not in found:
            found[client.id] = _court_person(client, party.role, period)
    return tuple(found.values())


def parties(people: Involved, period: ReportPeriod) -> tuple[CourtParty, ...]:
    """Everybody else who takes part, by role; of foster parents the first name only."""
    found = [
        CourtParty(
            name=client.preferred_name or client.first_name
            if party.role is PartyRole.FOSTER_PARENT
            else person_name(client).legal(),
            role=party.role,
        )
        for party, client in people.clients
        if party.role not in _REPORTED_ON
        and client.id != people.main.id
        and _takes_part(party, period)
    ]
    found += [
        CourtParty(
            name=printable_name(person, party.role),
            role=party.role,
            organization="" if _is_protected(person, party.role) else person.organization,
        )
        for party, person in people.outside
        if _takes_part(party, period)
    ]
    order = list(PartyRole)
    return tuple(sorted(found, key=lambda party: (order.index(party.role), party.name)))


def placements(
    reading: Reading, people: Involved, period: ReportPeriod
) -> tuple[CourtPlacement, ...]:
    """The placements of the client and the other children until the hearing, in order."""
    children = {people.main.id} | {
        client.id for party, client in people.clients if party.role in _REPORTED_ON
    }
    found = reading.session.scalars(
        select(Placement)
        .where(Placement.client_id.in_(children), Placement.started_on <= period.hearing_day)
        .order_by(Placement.started_on, Placement.id)
    )
    return tuple(
        CourtPlacement(
            kind=placement.kind,
            started_on=placement.started_on,
            ended_on=placement.ended_on,
            with_siblings=placement.with_siblings,
            original_school=placement.original_school,
        )
        for placement in found
    )


def printable_name(person: OutsidePerson, role: PartyRole) -> str:
    """An outside person's name as it may be printed: of a protected one the first name only."""
    if _is_protected(person, role):
        return person.first_name.strip() or label(role)
    return outside_name(person)


def printable_note_name(
    note_person: NotePerson,
    outside: dict[UUID, OutsidePerson],
    foster_clients: dict[UUID, Client],
) -> str:
    """A name as it was typed into a note, or what of it may be printed."""
    if note_person.person_id in outside:
        person = outside[note_person.person_id]
        role = note_person.role or person.usual_role
        if _is_protected(person, role) or person.usual_role is PartyRole.FOSTER_PARENT:
            return person.first_name.strip() or label(PartyRole.FOSTER_PARENT)
    if note_person.client_id in foster_clients:
        return foster_clients[note_person.client_id].first_name
    if note_person.role is PartyRole.FOSTER_PARENT:
        return _first_word(note_person.name)
    return note_person.name


def foster_clients(people: Involved) -> dict[UUID, Client]:
    """Clients of the agency who are foster parents in this case."""
    return {
        client.id: client
        for party, client in people.clients
        if party.role is PartyRole.FOSTER_PARENT
    }


def _is_protected(person: OutsidePerson, role: PartyRole) -> bool:
    return person.protected or role is PartyRole.FOSTER_PARENT


def _first_word(name: str) -> str:
    """The first name in a typed one; only the role where it begins with a form of address."""
    words = name.split()
    if len(words) < 2 or words[0].endswith(".") or words[0].lower() in _FORMS_OF_ADDRESS:
        return label(PartyRole.FOSTER_PARENT)
    return words[0].rstrip(",")


_FORMS_OF_ADDRESS = {"mr", "mrs", "ms", "miss", "mx", "dr", "the", "foster", "family"}


def _takes_part(party: Party, period: ReportPeriod) -> bool:
    return (party.ended_on is None or party.ended_on > period.hearing_day) and (
        party.started_on is None or party.started_on <= period.hearing_day
    )


def _court_person(client: Client, role: PartyRole, period: ReportPeriod) -> CourtPerson:
    ages = client.birth_date.ages_on(period.hearing_day) if client.birth_date else None
    icwa = ""
    if client.icwa is not YesNo.UNKNOWN:
        icwa = ": ".join(part for part in (label(client.icwa), client.tribe.strip()) if part)
    return CourtPerson(
        name=person_name(client).legal(),
        role=role,
        birth_date=client.birth_date,
        age=ages[0] if ages and ages[0] == ages[1] else None,
        icwa=icwa,
        school=client.school,
    )
