"""Who on file may be the person whose form is being filled."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from db.models.case_file import Assignment, CaseFile
from db.models.client import Client, ClientAlias, ClientKey, ContactPoint
from db.models.staff import Staff
from db.queries.clients.closed_matches import alike
from db.queries.clients.persons import Contact, name_of, person, person_in_form
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.queries.visibility import visible_client
from db.rules.clients.form import ClientForm
from db.rules.codes import AssignmentRole, ContactKind, Role
from db.rules.findings import Finding
from db.rules.matching import Found, Person, Verdict, blocking_keys
from db.rules.matching import possible_duplicates as judged
from db.rules.names import PersonName
from db.rules.partial_date import PartialDate
from db.rules.permissions import Action

MOST_FOUND = 5
_MOST_COMPARED = 60  # those that share most keys; the person is among the first few dozen
_IN_TURN = (AssignmentRole.PRIMARY, AssignmentRole.SECONDARY, AssignmentRole.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Somebody on file who may be the person in the form. `reasons` say why.

    Of a restricted client (`hidden`) nothing is told but that there is a record and `ask`: whose
    names to turn to. Of the others `ask` is empty.
    """

    hidden: bool
    verdict: Verdict
    reasons: tuple[Finding, ...] = ()
    id: UUID | None = None
    number: str = ""
    name: PersonName = field(default_factory=PersonName)
    birth_date: PartialDate | None = None
    do_not_confirm: bool = False
    ask: tuple[str, ...] = ()


def possible_duplicates(
    reading: Reading, form: ClientForm, limit: int = MOST_FOUND
) -> tuple[PossibleDuplicate, ...]:
    """Clients who may be the one in the form, the likeliest first; never the form's own record.

    Asked at every pause in typing: what is still empty is not held against anybody.
    """
    reading.require(Action.FIND_CLIENTS)
    return duplicates_of(reading, person_in_form(form), form.id, limit)


def duplicates_of(
    reading: Reading, typed: Person, own_id: UUID | None = None, limit: int = MOST_FOUND
) -> tuple[PossibleDuplicate, ...]:
    """The same for a person from anywhere, an imported row for instance."""
    found = likely(reading, typed, own_id, limit)
    visible = _visible(reading, [one.id for one in found]) if found else {}
    answer: list[PossibleDuplicate] = []
    for one in found:
        client = visible.get(one.id)
        if client is None:
            told = PossibleDuplicate(True, Verdict.REVIEW, ask=whom_to_ask(reading, one.id))
            answer += [] if told in answer else [told]
            continue
        answer.append(
            PossibleDuplicate(
                hidden=False,
                verdict=one.match.verdict,
                reasons=one.match.reasons,
                id=one.id,
                number=client.number,
                name=name_of(client),
                birth_date=client.birth_date,
                do_not_confirm=client.do_not_confirm,
            )
        )
    return tuple(answer)


def likely(
    reading: Reading, typed: Person, own_id: UUID | None = None, limit: int = MOST_FOUND
) -> tuple[Found[UUID], ...]:
    """Who may be the person, whether or not the user may know of them: never to be shown as is."""
    keys = blocking_keys(typed)
    if not keys:
        return ()
    if is_walled(reading.session):
        told = alike(reading.session, typed, keys, own_id, _MOST_COMPARED)
        people = {**dict(persons(reading, told.ids, told.reached)), **told.closed}
        return judged(typed, [(one, people[one]) for one in told.ids if one in people], limit)
    return judged(typed, persons(reading, _candidates(reading, keys, own_id)), limit)


def whom_to_ask(reading: Reading, client_id: UUID) -> tuple[str, ...]:
    """Who can say more of a restricted client: its workers, else the office's supervisors.

    Raises `Refused` with "permission.denied".
    """
    reading.require(Action.FIND_CLIENTS)
    assigned = (
        select(Staff.display_name, Assignment.role)
        .join(Assignment, Assignment.staff_id == Staff.id)
        .join(CaseFile, CaseFile.id == Assignment.case_id)
        .where(
            CaseFile.client_id == client_id,
            CaseFile.restricted.is_(True),
            Assignment.ended_on.is_(None),
            Staff.active.is_(True),
        )
        .order_by(Staff.display_name)
    )
    by_role: dict[AssignmentRole, list[str]] = defaultdict(list)
    with through(reading.session, KNOWN):
        for name, role in reading.session.execute(assigned):
            by_role[role].append(name)
    for role in _IN_TURN:
        if by_role[role]:
            return tuple(dict.fromkeys(by_role[role]))
    for role_of_staff in (Role.SUPERVISOR, Role.ADMINISTRATOR):
        active = select(Staff.display_name).where(
            Staff.role == role_of_staff, Staff.active.is_(True)
        )
        names = reading.session.scalars(active.order_by(Staff.display_name)).all()
        if names:
            return tuple(names)
    return ()


def _candidates(reading: Reading, keys: Collection[str], own_id: UUID | None) -> list[UUID]:
    shared = (
        select(ClientKey.client_id)
        .where(ClientKey.key.in_(keys))
        .group_by(ClientKey.client_id)
        .order_by(func.count().desc(), ClientKey.client_id)
        .limit(_MOST_COMPARED)
    )
    if own_id is not None:
        shared = shared.where(ClientKey.client_id != own_id)
    return list(reading.session.scalars(shared))


def persons(
    reading: Reading, ids: Sequence[UUID], also: Mapping[UUID, Sequence[Contact]] | None = None
) -> list[tuple[UUID, Person]]:
    """These clients as the rules of matching see them, without those merged into others.

    `also` are ways to reach them that the user does not see. None for who may not find clients.
    """
    if not ids or not reading.may(Action.FIND_CLIENTS):
        return []
    session = reading.session
    clients = session.execute(
        select(
            Client.id,
            Client.first_name,
            Client.last_name,
            Client.middle_name,
            Client.suffix,
            Client.preferred_name,
            Client.birth_date,
            Client.ssn_last4,
        ).where(Client.id.in_(ids), Client.merged_into_id.is_(None))
    ).all()
    aliases: dict[UUID, list[str]] = defaultdict(list)
    for client_id, name in session.execute(
        select(ClientAlias.client_id, ClientAlias.name).where(ClientAlias.client_id.in_(ids))
    ):
        aliases[client_id].append(name)
    contacts: dict[UUID, list[tuple[ContactKind, str]]] = defaultdict(list)
    for owner, kind, value in session.execute(
        select(ContactPoint.client_id, ContactPoint.kind, ContactPoint.value)
        .where(ContactPoint.client_id.in_(ids))
        .order_by(ContactPoint.position)
    ):
        if owner is not None:
            contacts[owner].append((kind, value))
    for owner, more in (also or {}).items():
        contacts[owner] += [contact for contact in more if contact not in contacts[owner]]
    by_id = {
        row[0]: person(PersonName(*row[1:6]), row[6], row[7], aliases[row[0]], contacts[row[0]])
        for row in clients
    }
    return [(one, by_id[one]) for one in ids if one in by_id]


def _visible(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, Client]:
    asked = select(Client).where(Client.id.in_(ids), visible_client(reading))
    return {client.id: client for client in reading.session.scalars(asked)}
