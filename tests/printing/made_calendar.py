"""Appointments for other calendars, invented."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from db.queries.report_data.calendar_file import CalendarFileData, CalendarLine, For
from db.rules.codes import AppointmentKind

VISIT = CalendarLine(
    id=UUID(int=1),
    version=3,
    starts_at=datetime(2026, 3, 3, 14, 0, tzinfo=UTC),
    ends_at=datetime(2026, 3, 3, 15, 0, tzinfo=UTC),
    kind=AppointmentKind.HOME_VISIT,
    who="A. L.",
    place="12 Mill Lane; rear, left",
    tentative=False,
    changed_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
)
BUSY = replace(VISIT, id=UUID(int=2), kind=None, who="", place="", tentative=True)
WORKERS = CalendarFileData(For.WORKER, (VISIT, BUSY))
CLIENTS = CalendarFileData(For.CLIENT, (replace(VISIT, kind=None, who=""),))
