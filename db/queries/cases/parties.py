"""The people of a case, with what may be done to reach them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, or_, select

from db.models.case_file import CaseFile, Party
from db.models.client import Client, ContactPoint, OutsidePerson
from db.queries.by_heart import ByHeart
from db.queries.cases.people import client_name, outside_name
from db.queries.made_once import NOW, made_once
from db.queries.openings import KNOWN, through
from db.queries.reading import Reading
from db.queries.visibility import visible_client
from db.rules.codes import ContactKind, ContactRule, PartyRole
from db.rules.findings import Finding
from db.rules.permissions import Action
from db.rules.safe_contact import (
    ClientSafety,
    ContactUse,
    SafePoint,
    client_marks,
    on_screen,
    point_marks,
    uses,
)


@dataclass(frozen=True)
class ContactLine:
    """A way to reach somebody. `value` is None where only its marks may be shown."""

    kind: ContactKind
    value: str | None
    label: str
    preferred: bool
    uses: frozenset[ContactUse]
    marks: tuple[Finding, ...]  # to be shown beside it, as sentences


@dataclass(frozen=True)
class PartyLine:
    """Somebody's part in a case. `id` is None for the main client, who has no row of their own.

    A party who is a restricted client that the user may not know of shows no name.
    """

    id: UUID | None
    version: int
    role: PartyRole
    client_id: UUID | None
    person_id: UUID | None
    name: str
    organization: str
    remark: str
    protected: bool
    started_on: date | None
    ended_on: date | None
    marks: tuple[Finding, ...]  # to be shown beside the name
    contact: tuple[ContactLine, ...]


def party_lines(reading: Reading, case: CaseFile, client: Client) -> tuple[PartyLine, ...]:
    """The main client, then everybody else; parts that have ended come last."""
    told = {"case_id": case.id, "now": reading.now_seconds}
    rows = _parties(reading).records(reading.session, told)
    points = contact_lines(
        reading,
        {client.id, *(party.client_id or party.person_id for party, *_ in rows)} - {None},
    )
    lines = []
    if not any(party.client_id == client.id and party.ended_on is None for party, *_ in rows):
        lines.append(_client_line(None, PartyRole.CLIENT, client, points))
    for party, as_client, person, visible in rows:
        if party.client_id is None:
            lines.append(_person_line(party, person, points))
        elif visible or as_client.id == client.id:
            lines.append(_client_line(party, party.role, as_client, points))
        else:
            lines.append(_line(party, party.role, "", (), ()))
    order = list(PartyRole)
    lines.sort(
        key=lambda line: (
            line.ended_on is not None, line.client_id != client.id, order.index(line.role),
            line.name,
        )
    )  # fmt: skip
    return tuple(lines)


def contact_lines(
    reading: Reading, owners: Collection[UUID | None]
) -> dict[UUID, tuple[ContactLine, ...]]:
    """The contact points of clients and outside people, with their marks, by their owner."""
    told = {"owners": list(owners)}
    reads_cases = reading.may(Action.READ_CASES)
    lines: defaultdict[UUID, list[ContactLine]] = defaultdict(list)
    if reads_cases:
        points = _CONTACTS.records(reading.session, told)
    else:  # of what is protected only that it is there
        with through(reading.session, KNOWN):
            points = _CONTACTS.records(reading.session, told)
    for (point,) in points:
        owner = point.client_id or point.person_id
        if owner is not None:
            lines[owner].append(_contact_line(point, reads_cases))
    return {owner: tuple(found) for owner, found in lines.items()}


@made_once
def _parties(reading: Reading) -> ByHeart:
    return ByHeart(
        select(Party, Client, OutsidePerson, visible_client(reading, NOW))
        .outerjoin(Client, Client.id == Party.client_id)
        .outerjoin(OutsidePerson, OutsidePerson.id == Party.person_id)
        .where(Party.case_id == bindparam("case_id"))
    )


_OWNERS: BindParameter[UUID] = bindparam("owners", expanding=True)
_CONTACTS = ByHeart(
    select(ContactPoint)
    .where(or_(ContactPoint.client_id.in_(_OWNERS), ContactPoint.person_id.in_(_OWNERS)))
    .order_by(ContactPoint.preferred.desc(), ContactPoint.position)
)


def safety_of(client: Client) -> ClientSafety:
    """What holds for a client whatever the way of contact."""
    return ClientSafety(client.do_not_confirm, client.code_word, client.contact_advice)


def _contact_line(point: ContactPoint, reads_cases: bool) -> ContactLine:
    safe = SafePoint(
        kind=point.kind,
        value=point.value,
        label=point.label,
        rules=frozenset(ContactRule(rule) for rule in point.rules),
        preferred=point.preferred,
    )
    return ContactLine(
        kind=point.kind,
        value=on_screen(safe, reads_cases=reads_cases),
        label=point.label,
        preferred=point.preferred,
        uses=uses(safe),
        marks=point_marks(safe),
    )


def _client_line(
    party: Party | None,
    role: PartyRole,
    client: Client,
    points: dict[UUID, tuple[ContactLine, ...]],
) -> PartyLine:
    line = _line(
        party, role, client_name(client), client_marks(safety_of(client)),
        points.get(client.id, ()),
    )  # fmt: skip
    return line if party is not None else replace(line, client_id=client.id)


def _person_line(
    party: Party, person: OutsidePerson, points: dict[UUID, tuple[ContactLine, ...]]
) -> PartyLine:
    line = _line(party, party.role, outside_name(person), (), points.get(person.id, ()))
    return replace(line, organization=person.organization, protected=person.protected)


def _line(
    party: Party | None,
    role: PartyRole,
    name: str,
    marks: tuple[Finding, ...],
    contact: tuple[ContactLine, ...],
) -> PartyLine:
    return PartyLine(
        id=party.id if party else None,
        version=party.version if party else 0,
        role=role,
        client_id=party.client_id if party else None,
        person_id=party.person_id if party else None,
        name=name,
        organization="",
        remark=party.remark if party else "",
        protected=False,
        started_on=party.started_on if party else None,
        ended_on=party.ended_on if party else None,
        marks=marks,
        contact=contact,
    )
