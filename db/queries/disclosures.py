"""The accounting of disclosures: what left the office about a case, a client, or at all."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from db.models.audit import Disclosure
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.staff import Staff
from db.queries.reading import Reading
from db.queries.visibility import case_to_read, client_to_see, readable_case, visible_client
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import LeftAs
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One time that client data left. `at` is in the office's zone.

    `case_number` and `client_number` are empty where it was about nobody in particular.
    """

    id: UUID
    at: datetime
    staff: str
    document: str
    left_as: LeftAs
    recipient: str
    purpose: DisclosurePurpose
    remark: str
    case_number: str
    client_number: str
    rows: int
    sha256: str


def disclosures_of_case(reading: Reading, case_id: UUID) -> tuple[DisclosureRow, ...]:
    """What left about a case, the newest first. Raises `Refused` as `case_to_read` does."""
    case_to_read(reading, case_id)
    return _rows(reading, Disclosure.case_id == case_id)


def disclosures_of_client(
    reading: Reading, client_id: UUID, limit: int = 1000
) -> tuple[DisclosureRow, ...]:
    """What left about a client, also by way of the client's cases, the newest first."""
    reading.require(Action.READ_CASES)
    client_to_see(reading, client_id)
    own = select(CaseFile.id).where(CaseFile.client_id == client_id)
    return _rows(
        reading, or_(Disclosure.client_id == client_id, Disclosure.case_id.in_(own)), limit
    )


def disclosures(
    reading: Reading, first_day: date, last_day: date, limit: int = 1000
) -> tuple[DisclosureRow, ...]:
    """What left in these days, both included, the newest first. For who reads the audit log."""
    reading.require(Action.READ_AUDIT)
    reading.require(Action.READ_CASES)
    start = datetime(first_day.year, first_day.month, first_day.day, tzinfo=reading.zone)
    after = last_day + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=reading.zone)
    within = (Disclosure.at >= start.astimezone(UTC)) & (Disclosure.at < end.astimezone(UTC))
    return _rows(reading, within, limit)


def _rows(
    reading: Reading, which: ColumnElement[bool], limit: int = 1000
) -> tuple[DisclosureRow, ...]:
    asked = (
        select(Disclosure, Staff.display_name, CaseFile.number, Client.number)
        .join(Staff, Staff.id == Disclosure.user_id)
        .outerjoin(CaseFile, CaseFile.id == Disclosure.case_id)
        .outerjoin(Client, Client.id == Disclosure.client_id)
        .where(
            which,
            or_(Disclosure.case_id.is_(None), readable_case(reading)),
            or_(Disclosure.client_id.is_(None), visible_client(reading)),
        )
        .order_by(Disclosure.at.desc(), Disclosure.id.desc())
        .limit(limit)
    )
    return tuple(
        DisclosureRow(
            id=row.id,
            at=row.at.astimezone(reading.zone),
            staff=staff,
            document=row.document,
            left_as=LeftAs(row.form),
            recipient=row.recipient,
            purpose=row.purpose,
            remark=row.remark,
            case_number=case_number or "",
            client_number=client_number or "",
            rows=row.rows,
            sha256=row.sha256,
        )
        for row, staff, case_number, client_number in reading.session.execute(asked)
    )
