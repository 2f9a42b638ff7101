"""Ctrl+K as it is shown: what is found, and beneath each of a few clients their running cases.

The index knows a case by its number alone; who works with forty families knows it by the name.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from db.models.case_file import CaseFile
from db.queries.made_once import NOW, made_once
from db.queries.reading import Reading
from db.queries.search.find import find
from db.queries.search.hit import Hit, HitKind
from db.queries.visibility import readable_case
from db.rules.codes import CaseStatus
from db.rules.permissions import Action

_FEW = 10  # clients; beneath each of more, what is looked for would be pushed out of sight


def find_with_cases(reading: Reading, typed: str) -> tuple[Hit, ...]:
    """What `find` gives, and after each client their cases that are not closed, the newest first.

    Where more than ten clients are found it is what `find` gives alone.
    """
    hits = find(reading, typed)
    clients = [hit.id for hit in hits if hit.kind is HitKind.CLIENT]
    if not 0 < len(clients) <= _FEW or not reading.may(Action.READ_CASES):
        return hits
    return tuple(_beneath(hits, _running(reading, clients)))


class _Case(NamedTuple):
    id: UUID
    number: str
    status: CaseStatus


def _running(reading: Reading, clients: Sequence[UUID]) -> dict[UUID, list[_Case]]:
    told = {"clients": clients, "now": reading.now_seconds}
    found: dict[UUID, list[_Case]] = defaultdict(list)
    for client_id, case_id, number, status in reading.session.execute(_running_of(reading), told):
        found[client_id].append(_Case(case_id, number, status))
    return found


@made_once
def _running_of(reading: Reading) -> Select[UUID, UUID, str, CaseStatus]:
    return (
        select(CaseFile.client_id, CaseFile.id, CaseFile.number, CaseFile.status)
        .where(
            CaseFile.client_id.in_(bindparam("clients", expanding=True)),
            CaseFile.status != CaseStatus.CLOSED,
            readable_case(reading, NOW),
        )
        .order_by(CaseFile.opened_on.desc(), CaseFile.number)
    )


def _beneath(hits: Sequence[Hit], cases: dict[UUID, list[_Case]]) -> list[Hit]:
    found_itself = {hit.id for hit in hits if hit.kind is HitKind.CASE}
    shown = []
    for hit in hits:
        shown.append(hit)
        shown += [
            Hit(
                HitKind.CASE,
                case.id,
                hit.name,
                hit.sort_name,
                case.number,
                do_not_confirm=hit.do_not_confirm,
                status=case.status,
                near=hit.near,
            )
            for case in cases.get(hit.id, ())
            if case.id not in found_itself
        ]
    return shown
