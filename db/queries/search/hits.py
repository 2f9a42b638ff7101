"""The one statement that turns a MATCH expression into what the palette shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Integer,
    String,
    and_,
    column,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.orm import aliased

from db.models.case_file import CaseFile
from db.models.client import Client, OutsidePerson
from db.models.search import SearchEntry
from db.queries.reading import Reading
from db.queries.visibility import readable_case, visible_client
from db.rules.codes import CaseStatus, PartyRole
from db.rules.names import PersonName
from db.rules.partial_date import PartialDate
from db.rules.permissions import CurrentUser


class HitKind(StrEnum):
    """What was found."""

    CLIENT = "client"
    CASE = "case"
    PERSON = "person"  # somebody outside the agency


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. `near` says that it was met forgivingly only.

    A case's name is its client's. `birth_date` is of clients only, `status` of cases, `role` and
    `organization` of outside persons.
    """

    kind: HitKind
    id: UUID
    name: PersonName
    number: str = ""
    birth_date: PartialDate | None = None
    do_not_confirm: bool = False
    status: CaseStatus | None = None
    role: PartyRole | None = None
    organization: str = ""
    near: bool = False


_SQL: dict[tuple[str, CurrentUser], str] = {}


def hits(reading: Reading, expression: str, limit: int) -> list[Hit]:
    """At most `limit` records that match and that the user may know of, in no order."""
    connection = reading.session.connection()
    rows = connection.exec_driver_sql(_sql(reading), (expression, limit)).all()
    return [_hit(row) for row in rows]


def _sql(reading: Reading) -> str:
    """The statement as text, made once for each user.

    Building and compiling it at every key press would cost more than the search itself.
    """
    dialect = reading.session.get_bind().dialect
    key = (dialect.name, reading.user)
    if key not in _SQL:
        compiled = _statement(reading).compile(
            dialect=dialect, compile_kwargs={"literal_binds": True}
        )
        _SQL[key] = str(compiled)
    return _SQL[key]


def _statement(reading: Reading) -> Any:
    index = table("search_name", column("rowid", Integer), column("words", String))
    of_case = aliased(Client)
    entry = SearchEntry
    found = (
        select(
            entry.kind,
            entry.record_id,
            Client.number,
            Client.first_name,
            Client.last_name,
            Client.middle_name,
            Client.suffix,
            Client.preferred_name,
            Client.birth_date,
            Client.do_not_confirm,
            CaseFile.number,
            CaseFile.status,
            of_case.first_name,
            of_case.last_name,
            of_case.suffix,
            of_case.preferred_name,
            of_case.do_not_confirm,
            OutsidePerson.first_name,
            OutsidePerson.last_name,
            OutsidePerson.organization,
            OutsidePerson.usual_role,
        )
        .select_from(index)
        .join(entry, entry.row == index.c.rowid)
        .outerjoin(Client, and_(entry.kind == HitKind.CLIENT, Client.id == entry.record_id))
        .outerjoin(CaseFile, and_(entry.kind == HitKind.CASE, CaseFile.id == entry.record_id))
        .outerjoin(of_case, of_case.id == CaseFile.client_id)
        .outerjoin(
            OutsidePerson,
            and_(entry.kind == HitKind.PERSON, OutsidePerson.id == entry.record_id),
        )
        .where(
            text("search_name MATCH ?"),
            or_(
                and_(
                    Client.id.is_not(None),
                    Client.merged_into_id.is_(None),
                    visible_client(reading),
                ),
                and_(CaseFile.id.is_not(None), readable_case(reading)),
                OutsidePerson.id.is_not(None),
            ),
        )
        .limit(literal_column("?", Integer))
    )
    return found


def _hit(row: Sequence[Any]) -> Hit:
    kind, record_id = row[0], UUID(row[1])
    if kind == HitKind.CLIENT:
        birth = PartialDate.from_stored(row[8]) if row[8] else None
        name = PersonName(*row[3:8])
        return Hit(HitKind.CLIENT, record_id, name, row[2], birth, bool(row[9]))
    if kind == HitKind.CASE:
        name = PersonName(row[12], row[13], "", row[14], row[15])
        status = CaseStatus(row[11])
        return Hit(
            HitKind.CASE, record_id, name, row[10], None, bool(row[16]), status
        )
    name = PersonName(row[17], row[18])
    return Hit(
        HitKind.PERSON, record_id, name, role=PartyRole(row[20]), organization=row[19]
    )

