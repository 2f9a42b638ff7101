"""What a search shows of a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from db.models.types import code_of
from db.queries.reading import Reading
from db.queries.search.statement import search_statement
from db.queries.search_index import search_index
from db.queries.search_index.sought import Sought
from db.rules.codes import CaseStatus, PartyRole
from db.rules.names import PersonName
from db.rules.partial_date import PartialDate
from db.rules.permissions import Action


class HitKind(StrEnum):
    """What was found."""

    CLIENT = "client"
    CASE = "case"
    PERSON = "person"  # somebody outside the agency


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. `near` says that it was met forgivingly only.

    A case's name is its client's. `number` is of clients and cases, `birth_date` of clients
    only, `status` of cases, `role` and `organization` of outside persons. `sort_name` is the
    folded "last first".
    """

    kind: HitKind
    id: UUID
    name: PersonName
    sort_name: str
    number: str = ""
    birth_date: PartialDate | None = None
    do_not_confirm: bool = False
    status: CaseStatus | None = None
    role: PartyRole | None = None
    organization: str = ""
    near: bool = False


def hits(reading: Reading, sought: Sought, limit: int) -> list[Hit]:
    """What matches and what the user may know of, in no order.

    At most `limit` clients, and as many cases and outside persons.
    """
    index = search_index(reading.session)
    expression = index.expression(sought)
    told = (expression, reading.now_seconds) if reading.may(Action.READ_CASES) else (expression,)
    statement = index.named(partial(search_statement, reading, limit), limit)
    rows = index.run(reading.session, statement, told)
    return [_MAKE[row[0]](row) for row in rows]


@lru_cache(maxsize=10_000)
def _birth(stored: str) -> PartialDate:
    return PartialDate.from_stored(stored)


def _client(row: Sequence[Any]) -> Hit:
    _, record_id, number, sort_name, first, last, suffix, preferred, birth, do_not_confirm = row
    name = PersonName(first, last, "", suffix, preferred)
    born = _birth(birth) if birth else None
    return Hit(HitKind.CLIENT, UUID(record_id), name, sort_name, number, born, bool(do_not_confirm))


def _case(row: Sequence[Any]) -> Hit:
    _, record_id, number, sort_name, first, last, suffix, preferred, status, do_not_confirm = row
    name = PersonName(first, last, "", suffix, preferred)
    marks = bool(do_not_confirm), code_of(CaseStatus, status)
    return Hit(HitKind.CASE, UUID(record_id), name, sort_name, number, None, *marks)


def _person(row: Sequence[Any]) -> Hit:
    _, record_id, organization, sort_name, first, last, _, _, role, _ = row
    return Hit(
        HitKind.PERSON,
        UUID(record_id),
        PersonName(first, last),
        sort_name,
        role=code_of(PartyRole, role),
        organization=organization,
    )


_MAKE: dict[str, Callable[[Sequence[Any]], Hit]] = {
    "client": _client,
    "case": _case,
    "person": _person,
}
