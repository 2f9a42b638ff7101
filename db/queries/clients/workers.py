"""Whom a client's call may be put through to."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import load_only

from db.models.case_file import CaseFile, Party
from db.queries.cases.case_list import primary_workers
from db.queries.clients.client_filter import worker_known
from db.queries.reading import Reading
from db.rules.codes import CaseStatus


def client_workers(reading: Reading, client_id: UUID) -> dict[UUID, str]:
    """Names of the primary workers of a client's running cases by id, the first case first.

    A worker whose part in a restricted case the user may not know of is left out.
    """
    as_party = select(Party.case_id).where(Party.client_id == client_id, Party.ended_on.is_(None))
    running = reading.session.scalars(
        select(CaseFile)
        .options(load_only(CaseFile.id))  # reception reads no more of it
        .where(
            or_(CaseFile.client_id == client_id, CaseFile.id.in_(as_party)),
            CaseFile.status != CaseStatus.CLOSED,
            worker_known(reading),
        )
        .order_by(CaseFile.opened_on)
    )
    found = primary_workers(reading, {case.id: case for case in running})
    return dict(found.values())
