"""Whom a client's or case's number means, for questions to the audit log."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.queries.reading import Reading
from db.queries.visibility import readable_case, visible_client
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class Numbered:
    """A client with the cases that the reader may read, or one case (then `client_id` is None)."""

    client_id: UUID | None
    case_ids: tuple[UUID, ...]

    @property
    def record_ids(self) -> tuple[UUID, ...]:
        """All of them."""
        return self.case_ids if self.client_id is None else (self.client_id, *self.case_ids)


def by_number(reading: Reading, number: str) -> Numbered:
    """Raises `Refused` with "audit.number_unknown", also for what the reader may not see."""
    reading.require(Action.READ_AUDIT)
    reading.require(Action.READ_CASES)
    wanted = number.strip().lower()
    client_id = reading.session.scalar(
        select(Client.id).where(func.lower(Client.number) == wanted, visible_client(reading))
    )
    if client_id is not None:
        cases = reading.session.scalars(
            select(CaseFile.id).where(CaseFile.client_id == client_id, readable_case(reading))
        )
        return Numbered(client_id, tuple(cases))
    case_id = reading.session.scalar(
        select(CaseFile.id).where(func.lower(CaseFile.number) == wanted, readable_case(reading))
    )
    if case_id is None:
        raise Refused(hard("audit.number_unknown", "number", number=number.strip()))
    return Numbered(None, (case_id,))
