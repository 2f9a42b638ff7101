"""Which clients a list shows, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select

from db.models.case_file import Assignment, CaseFile, Enrollment, Party
from db.models.client import Client
from db.queries.reading import Reading
from db.queries.search_index import search_index
from db.queries.search_index.sought import beginnings
from db.queries.visibility import readable_case, visible_client
from db.rules.codes import CaseStatus
from db.rules.permissions import Action
from db.rules.search_terms import search_terms


class ClientSort(StrEnum):
    """What a list is ordered by; whoever is alike there stands by name."""

    NAME = "name"
    NUMBER = "number"
    BIRTH_DATE = "birth_date"
    ADDED = "added"
    LAST_CONTACT = "last_contact"


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """What to show; empty fields leave everybody in.

    `worker_id` asks for clients with a case that this worker is assigned to today, `mine` is
    the same for whoever asks. `program_id` asks for a running enrollment. `text` is read as in
    the search. Program and status are case content: asking for them needs the permission to read
    cases.
    """

    text: str = ""
    mine: bool = False
    worker_id: UUID | None = None
    program_id: UUID | None = None
    case_status: frozenset[CaseStatus] = frozenset()
    language: str = ""
    needs_interpreter: bool = False


def conditions(reading: Reading, asked: ClientFilter) -> Iterator[ColumnElement[bool]]:
    """What the rows of `Client` must meet. Raises `Refused` with "permission.denied"."""
    yield visible_client(reading)
    yield Client.merged_into_id.is_(None)
    if asked.text.strip():
        yield _found(reading, asked.text)
    if asked.mine:
        yield _has_case(_assigned(reading.user.id))
    if asked.worker_id is not None:
        yield _has_case(_assigned(asked.worker_id), worker_known(reading))
    if asked.case_status:
        reading.require(Action.READ_CASES)
        yield _has_case(CaseFile.status.in_(asked.case_status), readable_case(reading))
    if asked.program_id is not None:
        reading.require(Action.READ_CASES)
        yield _enrolled(reading, asked.program_id)
    if asked.language:
        yield Client.language == asked.language
    if asked.needs_interpreter:
        yield Client.interpreter.is_(True)


def ordered(
    reading: Reading,
    found: Select[Any],
    sort: ClientSort = ClientSort.NAME,
    descending: bool = False,
) -> Select[Any]:
    """The statement in the order asked for; what is not known comes last."""
    last_contact = None
    if sort is ClientSort.LAST_CONTACT and reading.may(Action.READ_CASES):
        contacts = last_contacts(reading).subquery()
        last_contact = contacts.c.last_contact
        found = found.outerjoin(contacts, contacts.c.client_id == Client.id)
    columns: dict[ClientSort, list[ColumnElement[Any]]] = {
        ClientSort.NAME: [],
        ClientSort.NUMBER: [func.length(Client.number), Client.number.expression],
        ClientSort.BIRTH_DATE: [Client.birth_date.expression],
        ClientSort.ADDED: [Client.created_at.expression],
        ClientSort.LAST_CONTACT: [] if last_contact is None else [last_contact],
    }
    keys = [*columns[sort], Client.sort_name.expression, Client.id.expression]
    keys = [key.desc() for key in keys] if descending else keys
    if sort is ClientSort.BIRTH_DATE:
        keys.insert(0, Client.birth_date.is_(None))
    if last_contact is not None:
        keys.insert(0, last_contact.is_(None))
    return found.order_by(*keys)


def last_contacts(reading: Reading) -> Select[Any]:
    """Client and moment of the last contact in any case of theirs that the user may read."""
    last: Any = func.max(CaseFile.last_contact_at).label("last_contact")
    found: Select[Any] = select(CaseFile.client_id, last)
    of_readable = CaseFile.last_contact_at.is_not(None), readable_case(reading)
    return found.where(*of_readable).group_by(CaseFile.client_id)


def worker_known(reading: Reading) -> ColumnElement[bool]:
    """Condition on `CaseFile`: the user may know whose case it is.

    Reception, which reads no cases, must know whom to put a call through to.
    """
    if reading.may(Action.READ_CASES):
        return readable_case(reading)
    return CaseFile.restricted.is_(False)


def _found(reading: Reading, typed: str) -> ColumnElement[bool]:
    terms = search_terms(typed, reading.today)
    if not terms:
        return false()
    return Client.id.in_(search_index(reading.session).matching("client", beginnings(terms)))


def _assigned(staff_id: UUID) -> ColumnElement[bool]:
    assigned = exists().where(
        Assignment.case_id == CaseFile.id,
        Assignment.staff_id == staff_id,
        Assignment.ended_on.is_(None),
    )
    return assigned.correlate(CaseFile)


def _has_case(*of_case: ColumnElement[bool]) -> ColumnElement[bool]:
    own = select(CaseFile.client_id).where(*of_case)
    as_party = (
        select(Party.client_id)
        .join(CaseFile, CaseFile.id == Party.case_id)
        .where(Party.client_id.is_not(None), *of_case)
    )
    return or_(Client.id.in_(own), Client.id.in_(as_party))


def _enrolled(reading: Reading, program_id: UUID) -> ColumnElement[bool]:
    clients = (
        select(Enrollment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Enrollment.case_id)
        .where(
            Enrollment.program_id == program_id,
            Enrollment.started_on <= reading.today,
            or_(Enrollment.ended_on.is_(None), Enrollment.ended_on >= reading.today),
            or_(Enrollment.case_id.is_(None), readable_case(reading)),
        )
    )
    return Client.id.in_(clients)
