"""Lists that leave as spreadsheets: exactly the list on the screen, in words."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.queries.cases.case_filter import CaseFilter, CaseSort
from db.queries.cases.case_list import case_ids, case_rows
from db.queries.notes.contacts import ContactFilter, contact_list
from db.queries.reading import Reading
from db.queries.report_data.lists import CaseLine, ContactLine
from db.rules.permissions import Action
from db.texts import label

_AT_ONCE = 500


def case_lines(
    reading: Reading,
    asked: CaseFilter = CaseFilter(),  # noqa: B008 (frozen)
    sort: CaseSort = CaseSort.NUMBER,
    descending: bool = False,
) -> tuple[CaseLine, ...]:
    """The list of cases as it is filtered and sorted on the screen."""
    reading.require(Action.EXPORT_LISTS)
    ids = case_ids(reading, asked, sort, descending)
    return tuple(
        line
        for first in range(0, len(ids), _AT_ONCE)
        for line in _case_lines(reading, ids[first : first + _AT_ONCE])
    )


def contact_lines(
    reading: Reading,
    asked: ContactFilter = ContactFilter(),  # noqa: B008 (frozen)
) -> tuple[ContactLine, ...]:
    """Signed contacts of the ordinary class, the newest first, without their text."""
    reading.require(Action.EXPORT_LISTS)
    rows = contact_list(reading, asked)
    numbers = _client_numbers(reading)
    return tuple(
        ContactLine(
            case_number=row.case_number,
            client_number=numbers.get(row.case_id, ""),
            client=row.client_name,
            started_at=row.started_at.astimezone(reading.zone),
            kind=label(row.kind) if row.kind else "",
            topic=label(row.topic) if row.topic else "",
            program=row.program,
            minutes=row.minutes,
            units=row.units,
            miles=row.miles,
            place=row.place,
            author=row.author,
            signed_on=row.signed_at.astimezone(reading.zone).date() if row.signed_at else None,
        )
        for row in rows
    )


def _case_lines(reading: Reading, ids: Sequence[UUID]) -> list[CaseLine]:
    more = {
        case.id: (number, case.court, case.docket)
        for case, number in reading.session.execute(
            select(CaseFile, Client.number)
            .join(Client, Client.id == CaseFile.client_id)
            .where(CaseFile.id.in_(ids))
        )
    }
    zone = reading.zone
    return [
        CaseLine(
            number=row.number,
            client_number=more[row.id][0],
            client=row.client_name,
            status=label(row.status),
            programs=", ".join(row.programs),
            worker=row.worker,
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            court=more[row.id][1],
            docket=more[row.id][2],
            last_contact_on=row.last_contact_at.astimezone(zone).date()
            if row.last_contact_at
            else None,
            next_hearing_at=row.next_hearing_at.astimezone(zone) if row.next_hearing_at else None,
            open_tasks=row.open_tasks,
            overdue_tasks=row.overdue_tasks,
        )
        for row in case_rows(reading, ids)
    ]


def _client_numbers(reading: Reading) -> dict[UUID, str]:
    found = select(CaseFile.id, Client.number).join(Client, Client.id == CaseFile.client_id)
    return {row[0]: row[1] for row in reading.session.execute(found)}
