"""The list of clients: all ids in order at once, rows where somebody looks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from db.models.case_file import Assignment, CaseFile, Enrollment
from db.models.client import Client, ContactPoint
from db.models.office import Program
from db.models.staff import Staff
from db.queries.clients.client_filter import (
    ClientFilter,
    ClientSort,
    conditions,
    last_contacts,
    ordered,
    worker_known,
)
from db.queries.id_list import IdList, ids_in_order
from db.queries.reading import Reading
from db.queries.visibility import readable_case, visible_client
from db.rules.codes import AssignmentRole, CaseStatus, ContactRule
from db.rules.names import PersonName
from db.rules.partial_date import PartialDate
from db.rules.permissions import Action
from db.rules.safe_contact import ClientSafety, ContactUse, SafePoint, best_point

_EVERYBODY = ClientFilter()


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client in a list. `ages` are the lowest and highest possible age today.

    `phone` is the number to call, with the marks that must stand beside it. `worker` is the
    primary worker of a running case that the user may know of. `open_cases`, `programs` and
    `last_contact_on` are 0, empty and None for who may not read cases.
    """

    id: UUID
    number: str
    name: PersonName
    birth_date: PartialDate | None
    ages: tuple[int, int] | None
    language: str
    interpreter: bool
    safety: ClientSafety
    has_safety_alert: bool
    restricted: bool
    phone: SafePoint | None
    worker: str
    open_cases: int
    programs: tuple[str, ...]
    last_contact_on: date | None
    deceased: bool


def client_list(
    reading: Reading,
    asked: ClientFilter = _EVERYBODY,
    sort: ClientSort = ClientSort.NAME,
    descending: bool = False,
) -> IdList:
    """The ids of all clients that the filter leaves, in order.

    Raises `Refused` with "permission.denied" for who may not find clients.
    """
    reading.require(Action.FIND_CLIENTS)
    found = select(Client.id).where(*conditions(reading, asked))
    return ids_in_order(reading.session, ordered(reading, found, sort, descending))


def client_rows(reading: Reading, ids: Sequence[UUID]) -> tuple[ClientRow, ...]:
    """The rows of these clients, in this order; who may not be known is left out."""
    reading.require(Action.FIND_CLIENTS)
    found = select(
        Client.id,
        Client.number,
        Client.first_name,
        Client.last_name,
        Client.middle_name,
        Client.suffix,
        Client.preferred_name,
        Client.birth_date,
        Client.language,
        Client.interpreter,
        Client.do_not_confirm,
        Client.code_word,
        Client.contact_advice,
        Client.safety_alert,
        Client.restricted,
        Client.deceased_on,
    ).where(Client.id.in_(ids), visible_client(reading))
    clients = {row.id: row for row in reading.session.execute(found)}
    points = safe_points(reading, list(clients))
    workers = _workers(reading, list(clients))
    cases, programs = _case_content(reading, list(clients))
    contacts = _last_contacts(reading, list(clients))
    return tuple(
        _row(
            reading,
            clients[one],
            points.get(one, ()),
            workers.get(one, ""),
            cases.get(one, 0),
            programs.get(one, ()),
            contacts.get(one),
        )
        for one in ids
        if one in clients
    )


def safe_points(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, tuple[SafePoint, ...]]:
    """The contact points of these clients that the user may see, in their order."""
    found = (
        select(ContactPoint)
        .where(ContactPoint.client_id.in_(ids))
        .order_by(ContactPoint.client_id, ContactPoint.position)
    )
    points: dict[UUID, list[SafePoint]] = defaultdict(list)
    for point in reading.session.scalars(found):
        rules = frozenset(ContactRule(rule) for rule in point.rules)
        hidden = ContactRule.PROTECTED in rules and not reading.may(Action.READ_CASES)
        if point.client_id is not None and not hidden:
            points[point.client_id].append(
                SafePoint(point.kind, point.value, point.label, rules, point.preferred)
            )
    return {one: tuple(listed) for one, listed in points.items()}


def _row(
    reading: Reading,
    client: Any,
    points: Sequence[SafePoint],
    worker: str,
    open_cases: int,
    programs: tuple[str, ...],
    last_contact_on: date | None,
) -> ClientRow:
    birth = client.birth_date
    return ClientRow(
        id=client.id,
        number=client.number,
        name=PersonName(*client[2:7]),
        birth_date=birth,
        ages=birth.ages_on(reading.today) if birth else None,
        language=client.language,
        interpreter=client.interpreter,
        safety=ClientSafety(client.do_not_confirm, client.code_word, client.contact_advice),
        has_safety_alert=bool(client.safety_alert),
        restricted=client.restricted,
        phone=best_point(points, ContactUse.CALL),
        worker=worker,
        open_cases=open_cases,
        programs=programs,
        last_contact_on=last_contact_on,
        deceased=client.deceased_on is not None,
    )


def _workers(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, str]:
    found = (
        select(CaseFile.client_id, Staff.display_name)
        .join(Assignment, Assignment.case_id == CaseFile.id)
        .join(Staff, Staff.id == Assignment.staff_id)
        .where(
            CaseFile.client_id.in_(ids),
            CaseFile.status != CaseStatus.CLOSED,
            Assignment.role == AssignmentRole.PRIMARY,
            Assignment.ended_on.is_(None),
            worker_known(reading),
        )
        .order_by(CaseFile.opened_on)
    )
    return dict(reading.session.execute(found).all())


def _last_contacts(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, date]:
    if not reading.may(Action.READ_CASES):
        return {}
    found = last_contacts(reading).where(CaseFile.client_id.in_(ids))
    return {
        client_id: moment.astimezone(reading.zone).date()
        for client_id, moment in reading.session.execute(found)
    }


def _case_content(
    reading: Reading, ids: Sequence[UUID]
) -> tuple[dict[UUID, int], dict[UUID, tuple[str, ...]]]:
    if not reading.may(Action.READ_CASES):
        return {}, {}
    counted = (
        select(CaseFile.client_id, func.count())
        .where(
            CaseFile.client_id.in_(ids),
            CaseFile.status != CaseStatus.CLOSED,
            readable_case(reading),
        )
        .group_by(CaseFile.client_id)
    )
    cases: dict[UUID, int] = dict(reading.session.execute(counted).all())
    enrolled = (
        select(Enrollment.client_id, Program.code)
        .join(Program, Program.id == Enrollment.program_id)
        .outerjoin(CaseFile, CaseFile.id == Enrollment.case_id)
        .where(
            Enrollment.client_id.in_(ids),
            Enrollment.started_on <= reading.today,
            or_(Enrollment.ended_on.is_(None), Enrollment.ended_on >= reading.today),
            or_(Enrollment.case_id.is_(None), readable_case(reading)),
        )
        .order_by(Program.code)
        .distinct()
    )
    programs: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
    for client_id, code in reading.session.execute(enrolled):
        programs[client_id] += (code,)
    return cases, programs
