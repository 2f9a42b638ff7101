"""The data of each report and export by its name: what `printing.catalog` calls its `data`.

One place for the window and the command line. Each function asks for its own permission.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from db.models.court import Hearing
from db.models.office import Resource
from db.models.staff import Staff
from db.queries.reading import Reading
from db.queries.visibility import case_to_read
from db.rules.codes import ResourceKind
from db.rules.findings import Refused, hard
from db.rules.names import fold
from db.rules.permissions import Action

if TYPE_CHECKING:
    from db.queries.calendar.plan_calls import Before


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What a report or export was told; what it does not need is ignored.

    A client is named by number or by id; a case by one of its hearings (`hearing_id`) or by
    number. Without a hearing's day the next hearing is meant, or the last if none is to come.
    `worker` is a user name or a full name; `resource_id` names a worker, room or car by id instead.
    `team` and `columns` ("rooms", "teams" …) are for sheets of the calendar.
    """

    case: str = ""
    client: str = ""
    client_id: UUID | None = None
    case_id: UUID | None = None
    hearing: date | None = None
    hearing_id: UUID | None = None
    worker: str = ""
    room: str = ""
    day: date | None = None
    first: date | None = None
    last: date | None = None
    resource_id: UUID | None = None
    team: str = ""
    columns: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The data, with whom it is about, for the record of what left the office."""

    data: Any
    case_id: UUID | None = None
    rows: int = 0
    client_id: UUID | None = None


def gather(reading: Reading, name: str, asked: ReportRequest) -> Gathered:
    """The data with this name. Raises `Refused`: what is missing, unknown or not allowed."""
    if name == "court_report_data":
        return _court(reading, asked)
    if name == "caseload_data":
        from db.queries.cases.caseload import caseload_data

        staff_id = asked.resource_id
        if staff_id is None and asked.worker:
            staff_id = worker_named(reading, asked.worker)
        data = caseload_data(reading, staff_id)
        return Gathered(data, rows=sum(len(worker.rows) for worker in data.workers))
    if name == "day_sheet_data":
        from db.queries.calendar.day_sheet import day_sheet_data

        whose = _whose_day(reading, asked)
        sheet = day_sheet_data(reading, whose, asked.day or reading.today)
        return Gathered(sheet, rows=len(sheet.lines))
    if name in ("week_sheet_data", "month_sheet_data", "agenda_data"):
        return _calendar_sheet(reading, name, asked)
    if name in ("reminder_calls_data", "reminder_letters_data"):
        return _reminders(reading, name, asked.day or reading.today + timedelta(days=1))
    if name == "funder_data":
        from db.queries.funder import funder_data

        first, last = _period(asked)
        numbers = funder_data(reading, first, last)
        return Gathered(numbers, rows=numbers.counts.served.number)
    if name == "totals_data":
        from db.queries.totals import totals_data

        totals = totals_data(reading, *_period(asked))
        return Gathered(totals, rows=sum(len(group.rows) for group in totals.groups))
    if name == "audit_shape_data":
        from db.queries.audit_log.shape_report import audit_shape_data

        shape = audit_shape_data(reading, *_period(asked))
        return Gathered(shape, rows=shape.entries)
    if name in ("worker_calendar_data", "client_calendar_data"):
        return _calendar(reading, name, asked)
    if name in ("file_access_data", "disclosures_data"):
        return _of_client(reading, name, asked)
    from db.queries.report_data.lines import case_lines, client_lines, contact_lines

    if name == "client_lines":
        clients = client_lines(reading)
        return Gathered(clients, rows=len(clients))
    if name == "case_lines":
        cases = case_lines(reading)
        return Gathered(cases, rows=len(cases))
    if name == "contact_lines":
        contacts = contact_lines(reading, *_period(asked))
        return Gathered(contacts, rows=len(contacts))
    raise Refused(hard("report.unknown", "name", name=name))


def _reminders(reading: Reading, name: str, day: date) -> Gathered:
    from db.queries.calendar.reminders_on_paper import call_list_data, letters_data

    if name == "reminder_calls_data":
        calls = call_list_data(reading, day)
        return Gathered(calls, rows=len(calls.lines) + len(calls.apart))
    letters = letters_data(reading, day)
    return Gathered(letters, rows=len(letters.letters))


def _court(reading: Reading, asked: ReportRequest) -> Gathered:
    from db.queries.court.period import hearing_for_report
    from db.queries.court.report_data import court_report_data

    case_id, hearing_id = asked.case_id, asked.hearing_id
    if case_id is None and hearing_id is not None:
        case_id = reading.session.scalar(select(Hearing.case_id).where(Hearing.id == hearing_id))
    if case_id is None or hearing_id is None:
        number = asked.case
        if case_id is not None:
            number = case_to_read(reading, case_id).number
        if not number:
            raise Refused(hard("report.case_needed", "case"))
        chosen = hearing_for_report(reading, number, asked.hearing)
        case_id, hearing_id = chosen.case_id, chosen.hearing_id
    return Gathered(court_report_data(reading, case_id, hearing_id), case_id, 1)


def _calendar(reading: Reading, name: str, asked: ReportRequest) -> Gathered:
    from db.queries.report_data.calendar_file import client_calendar, worker_calendar

    if name == "client_calendar_data":
        client_id = _client(reading, asked, Action.FIND_CLIENTS)
        own = client_calendar(reading, client_id, *_period(asked))
        return Gathered(own, rows=len(own.lines), client_id=client_id)
    staff_id = asked.resource_id
    if staff_id is None:
        if not asked.worker:
            raise Refused(hard("report.worker_needed", "worker"))
        staff_id = worker_named(reading, asked.worker)
    calendar = worker_calendar(reading, staff_id, *_period(asked))
    return Gathered(calendar, rows=len(calendar.lines))


def one_appointment_data(reading: Reading, appointment_id: UUID) -> Gathered:
    """One appointment for another calendar. Raises `Refused` with "appointment.unknown"."""
    from db.queries.calendar.visible import appointment_to_see
    from db.queries.report_data.calendar_file import one_appointment

    client_id = appointment_to_see(reading, appointment_id).client_id
    return Gathered(one_appointment(reading, appointment_id), rows=1, client_id=client_id)


def change_calls(reading: Reading, before: Sequence["Before"]) -> Gathered:
    """Whom to tell of what a plan changed."""
    from db.queries.calendar.plan_calls import change_calls_data

    data = change_calls_data(reading, before)
    return Gathered(data, rows=len(data.lines) + len(data.apart))


def _client(reading: Reading, asked: ReportRequest, needed: Action = Action.READ_CASES) -> UUID:
    from db.queries.audit_log.file_access import client_by_number

    if asked.client_id is None and not asked.client:
        raise Refused(hard("report.client_needed", "client"))
    return asked.client_id or client_by_number(reading, asked.client, needed)


def _of_client(reading: Reading, name: str, asked: ReportRequest) -> Gathered:
    from db.queries.audit_log.file_access import disclosures_data, file_access_data

    client_id = _client(reading, asked)
    first, last = _period(asked)
    if name == "file_access_data":
        access = file_access_data(reading, client_id, first, last)
        return Gathered(access, rows=len(access.lines), client_id=client_id)
    left = disclosures_data(reading, client_id, first, last)
    return Gathered(left, rows=len(left.lines), client_id=client_id)


def _calendar_sheet(reading: Reading, name: str, asked: ReportRequest) -> Gathered:
    from db.queries.calendar.sheet_asked import sheet_asked_for

    if asked.resource_id is None and asked.worker:
        asked = replace(asked, resource_id=worker_named(reading, asked.worker))
    data = sheet_asked_for(reading, name, asked)
    return Gathered(data, rows=len(data.lines))


def worker_named(reading: Reading, name: str) -> UUID:
    """The id of a worker, by user name or full name. Raises `Refused` ("report.unknown_worker")."""
    reading.require(Action.FIND_CLIENTS)  # an auditor does not learn who works here
    for staff in reading.session.scalars(select(Staff)):
        if fold(name) in (fold(staff.user_name), fold(staff.display_name)):
            return staff.id
    raise Refused(hard("report.unknown_worker", "worker", name=name))


def _whose_day(reading: Reading, asked: ReportRequest) -> UUID:
    if asked.resource_id is not None:
        return asked.resource_id
    if asked.worker:
        return worker_named(reading, asked.worker)
    if not asked.room:
        raise Refused(hard("report.worker_needed", "worker"))
    things = select(Resource).where(Resource.kind.in_((ResourceKind.ROOM, ResourceKind.CAR)))
    for thing in reading.session.scalars(things):
        if fold(thing.name) == fold(asked.room):
            return thing.id
    raise Refused(hard("report.unknown_room", "room", name=asked.room))


def _period(asked: ReportRequest) -> tuple[date, date]:
    if asked.first is None or asked.last is None:
        raise Refused(hard("report.period_needed", "first"))
    if asked.last < asked.first:
        raise Refused(hard("report.period_reversed", "last"))
    return asked.first, asked.last
