"""A made-up caseload, day sheet and count, and what is read back from a workbook."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from openpyxl import load_workbook

from db.queries.report_data.caseload import CaseloadData, CaseloadRow, WorkerCaseload
from db.queries.report_data.day_sheet import DaySheetData, DaySheetLine
from db.queries.report_data.funder import FunderData
from db.rules.codes import AppointmentKind, AppointmentStatus, CaseStatus, NoteKind, Race, Sex
from db.rules.counts import ClientFacts, Period, ServedContact, funder_counts
from db.rules.partial_date import PartialDate
from tests.printing.made import LETTERHEAD, ZONE

CASE = CaseloadRow(
    number="2026-0042",
    client="Reyes, Noah",
    status=CaseStatus.OPEN,
    opened_on=date(2025, 10, 19),
    programs="FC",
    last_contact_on=date(2026, 10, 12),
    days_silent=42,
    next_hearing_at=datetime(2026, 11, 26, 9, 30, tzinfo=ZONE),
    next_deadline=date(2026, 11, 23),
    next_deadline_title="Court report",
)
CASELOAD = CaseloadData(
    LETTERHEAD, date(2026, 11, 23), (WorkerCaseload("Ana Ruiz", (CASE,)), WorkerCaseload("", ()))
)


def line(hour: int, **fields: Any) -> DaySheetLine:
    """An office visit of an hour."""
    given: dict[str, Any] = {
        "starts_at": datetime(2026, 11, 24, hour, 0, tzinfo=ZONE),
        "ends_at": datetime(2026, 11, 24, hour + 1, 0, tzinfo=ZONE),
        "kind": AppointmentKind.OFFICE_VISIT,
        "status": AppointmentStatus.CONFIRMED,
        "client": "Noah Reyes",
        "workers": "Ana Ruiz",
    }
    return DaySheetLine(**(given | fields))


DAY_SHEET = DaySheetData(LETTERHEAD, date(2026, 11, 24), "Ana Ruiz", (line(9), line(11)))


def contact(
    note: int, client: int, day: date = date(2026, 5, 4), program: str = "FS", **fields: Any
) -> ServedContact:
    """A signed home visit of half an hour."""
    given: dict[str, Any] = {
        "kind": NoteKind.HOME_VISIT,
        "minutes": 30,
        "units": Decimal("0.50"),
    }
    return ServedContact(UUID(int=note), UUID(int=client), day, program, **(given | fields))


def funder(**changes: Any) -> FunderData:
    """Three people served in May: a child, a grown-up, and one of whom nothing is known."""
    period = Period(date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 31))
    contacts = (
        contact(1, 1),
        contact(1, 2),
        contact(2, 2, kind=NoteKind.PHONE, program="=HYPERLINK(1)", units=Decimal("0.25")),
        contact(3, 3, program="", minutes=0, units=Decimal(0)),
        contact(4, 4, kind=NoteKind.ATTEMPTED),
    )
    people = (
        ClientFacts(
            UUID(int=1),
            date(2026, 5, 4),
            PartialDate(2016, 3, 14),
            Sex.MALE,
            frozenset({Race.HISPANIC, Race.WHITE}),
            2,
        ),
        ClientFacts(
            UUID(int=2), date(2025, 1, 7), PartialDate(1988), Sex.FEMALE, frozenset({Race.ASIAN}), 2
        ),
        ClientFacts(UUID(int=3), date(2026, 5, 4)),
    )
    given: dict[str, Any] = {
        "office": "=Harbor House",
        "time_zone": "America/New_York",
        "first_day": period.first_day,
        "last_day": period.last_day,
        "made_at": datetime(2026, 6, 2, 9, 0, tzinfo=ZONE),
        "made_by": "Ana Ruiz",
        "program_version": "1.0",
        "counts": funder_counts(period, contacts, people),
        "program_names": (("FS", "Family support"), ("=HYPERLINK(1)", '=HYPERLINK("http://x")')),
    }
    return FunderData(**(given | changes))


def sheets(workbook: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Every sheet's rows as openpyxl reads them, by the sheet's name."""
    book = load_workbook(BytesIO(workbook))
    return {
        sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book
    }


def table(rows: list[tuple[Any, ...]], width: int = 2) -> dict[Any, Any]:
    """The rows below a table's heads until an empty one, by their first cell."""
    found: dict[Any, Any] = {}
    for row in rows[3:]:
        if row[0] is None:
            break
        found[row[0]] = row[1] if width == 2 else row[1:width]
    return found
