"""Gathering who saw a client's file and what of it left, for the client who asks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from db.models.audit import AuditEvent
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.staff import Staff
from db.queries.audit_log.seen import records_of_cases, records_of_client
from db.queries.cases.people import client_name
from db.queries.disclosures import DisclosureRow, disclosures_of_client
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.file_access import (
    AccessLine,
    DisclosureLine,
    DisclosuresData,
    FileAccessData,
)
from db.queries.visibility import readable_case, visible_client
from db.rules.findings import Refused, hard
from db.rules.permissions import Action

_EVERYTHING = 1_000_000


def client_by_number(reading: Reading, number: str, needed: Action = Action.READ_CASES) -> UUID:
    """The id of the client with this number. Raises `Refused` ("report.unknown_client")."""
    reading.require(needed)
    typed = number.strip()
    found: UUID | None = reading.session.scalar(
        select(Client.id).where(func.lower(Client.number) == typed.lower(), visible_client(reading))
    )
    if found is None:
        raise Refused(hard("report.unknown_client", "client", number=typed))
    return found


def file_access_data(reading: Reading, client_id: UUID, first: date, last: date) -> FileAccessData:
    """Views, prints, changes and disclosures of the file in these days, both included.

    It covers the client's own page and those of their cases that the reader may read. Raises
    `Refused` ("permission.denied", "client.unknown").
    """
    for action in (Action.READ_AUDIT, Action.READ_CASES, Action.PRINT_CASES):
        reading.require(action)
    client = _client(reading, client_id)
    cases: dict[UUID, str] = dict(
        reading.session.execute(
            select(CaseFile.id, CaseFile.number)
            .where(CaseFile.client_id == client_id, readable_case(reading))
            .order_by(CaseFile.number)
        ).all()
    )
    return FileAccessData(
        letterhead=letterhead(reading),
        client=client_name(client),
        client_number=client.number,
        cases=tuple(cases.values()),
        first=first,
        last=last,
        made_on=reading.today,
        made_by=reading.user.display_name,
        lines=_lines(reading, client_id, cases, first, last),
        disclosures=_left(reading, client_id, first, last),
    )


def disclosures_data(reading: Reading, client_id: UUID, first: date, last: date) -> DisclosuresData:
    """What left of the client's file in these days: when, what, to whom, what for, and by whom.

    Raises `Refused` ("permission.denied", "client.unknown").
    """
    reading.require(Action.PRINT_CASES)
    client = _client(reading, client_id)
    return DisclosuresData(
        letterhead=letterhead(reading),
        client=client_name(client),
        client_number=client.number,
        first=first,
        last=last,
        made_on=reading.today,
        made_by=reading.user.display_name,
        lines=_left(reading, client_id, first, last),
    )


def _client(reading: Reading, client_id: UUID) -> Client:
    found = reading.session.scalar(
        select(Client).where(Client.id == client_id, visible_client(reading))
    )
    if found is None:
        raise Refused(hard("client.unknown"))
    return found


def _lines(
    reading: Reading, client_id: UUID, cases: dict[UUID, str], first: date, last: date
) -> tuple[AccessLine, ...]:
    numbers: dict[UUID, str] = {client_id: "", **cases}
    for part in records_of_cases(tuple(cases)):
        for record_id, case_id in reading.session.execute(part):
            numbers[record_id] = cases[case_id]
    for part in records_of_client(client_id):
        for record_id, case_id in reading.session.execute(part):
            if case_id is None or case_id in cases:
                numbers.setdefault(record_id, cases.get(case_id, ""))
    start, end = _bounds(reading, first, last)
    found: list[tuple[Any, ...]] = []
    wanted = list(numbers)
    for begin in range(0, len(wanted), 500):
        asked = (
            select(
                AuditEvent.at, AuditEvent.device, AuditEvent.n, AuditEvent.action,
                AuditEvent.record_id, Staff.display_name, Staff.role,
            )
            .join(Staff, Staff.id == AuditEvent.user_id)
            .where(
                AuditEvent.record_id.in_(wanted[begin : begin + 500]),
                AuditEvent.at >= start,
                AuditEvent.at < end,
            )
        )  # fmt: skip
        found += [tuple(row) for row in reading.session.execute(asked)]
    found.sort(key=lambda row: row[:3])
    return tuple(
        AccessLine(at.astimezone(reading.zone), staff, role, act, numbers[record_id])
        for at, _, _, act, record_id, staff, role in found
        if not act.startswith("document.") or act.partition(".")[2] not in _LEAVING
    )


_LEAVING = frozenset({"printed", "saved", "exported"})  # they stand among the disclosures


def _left(reading: Reading, client_id: UUID, first: date, last: date) -> tuple[DisclosureLine, ...]:
    rows = disclosures_of_client(reading, client_id, _EVERYTHING)
    within = [row for row in rows if first <= row.at.date() <= last]
    return tuple(_line(row) for row in reversed(within))


def _line(row: DisclosureRow) -> DisclosureLine:
    return DisclosureLine(
        row.at, row.document, row.left_as, row.recipient, row.purpose, row.staff,
        row.case_number, row.remark,
    )  # fmt: skip


def _bounds(reading: Reading, first: date, last: date) -> tuple[datetime, datetime]:
    start = datetime(first.year, first.month, first.day, tzinfo=reading.zone)
    after = last + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=reading.zone)
    return start.astimezone(UTC), end.astimezone(UTC)
