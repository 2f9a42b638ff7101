"""The data of a day sheet: a worker's or a room's day on paper."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import office as office_models
from db.models.staff import Staff
from db.queries.calendar.items import CalendarItem
from db.queries.calendar.range_view import CalendarRange, range_appointments
from db.queries.calendar.times import office_time, worker_times
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.day_sheet import DaySheetData, DaySheetLine
from db.queries.rule_choices import prints_reasons
from db.rules.codes import ResourceKind
from db.rules.findings import Finding, Refused, hard, information
from db.rules.permissions import Action
from db.rules.safe_contact import client_marks
from db.rules.scheduling import Resource, Span, day_span, local, local_date
from db.texts import sentence

_LENT = (ResourceKind.ROOM, ResourceKind.CAR, ResourceKind.INTERPRETER)


def day_sheet_data(reading: Reading, resource_id: UUID, day: date) -> DaySheetData:
    """The appointments of a worker, room, car or interpreter on a day, leave and closures in words.

    Raises `Refused` with "appointment.unknown_worker" for what is none of these.
    """
    reading.require(Action.FIND_CLIENTS)
    whose = whose_sheet(reading, resource_id)
    span = day_span(day, reading.zone)
    items = range_appointments(reading, CalendarRange(whose.kind, day, day, (resource_id,)))
    reasons = any(item.override_reason for item in items) and prints_reasons(reading)
    return DaySheetData(
        letterhead=letterhead(reading),
        day=day,
        whose=whose.name,
        lines=tuple(sheet_line(item, reasons=reasons) for item in items),
        notices=tuple(sentence(notice) for notice in _notices(reading, whose, span)),
    )


def whose_sheet(reading: Reading, resource_id: UUID) -> Resource:
    """The worker, room, car or interpreter with this id. Raises `Refused`."""
    staff = reading.session.scalar(select(Staff).where(Staff.id == resource_id))
    if staff is not None:
        return Resource(staff.id, ResourceKind.WORKER, staff.display_name)
    thing = reading.session.get(office_models.Resource, resource_id)
    if thing is None or thing.kind not in _LENT:
        raise Refused(hard("appointment.unknown_worker"))
    return Resource(thing.id, thing.kind, thing.name)


def sheet_line(item: CalendarItem, *, reasons: bool) -> DaySheetLine:
    """An appointment as it stands on paper; one that may not be known says that it takes time.

    `reasons`: whether it says why it was booked against a rule.
    """
    if item.hidden:
        return DaySheetLine(item.starts_at, item.ends_at, None, None, busy=True)
    return DaySheetLine(
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        kind=item.kind,
        status=item.status,
        client=item.client_name or item.subject,
        workers=", ".join(worker.name for worker in item.workers),
        room=", ".join(room.name for room in item.rooms),
        place=item.place,
        interpreter=", ".join(one.name for one in item.interpreters),
        by_video=bool(item.joining_link),
        remark=item.remark,
        override_reason=item.override_reason if reasons else "",
        marks=tuple(sentence(mark) for mark in client_marks(item.safety)),
    )


def _notices(reading: Reading, whose: Resource, span: Span) -> list[Finding]:
    """Leave and closures of the day."""
    office = office_time(reading, span)
    said = [
        information(
            "day.office_closed_that_day"
            if closure.first_day == closure.last_day
            else "day.office_closed",
            name=closure.name,
            first_day=closure.first_day,
            last_day=closure.last_day,
        )
        for closure in office.closures
    ]
    if whose.kind is not ResourceKind.WORKER:
        return said
    time = worker_times(reading, [whose.id], span)[whose.id]
    for leave in time.leave:
        first = local_date(leave.span.starts_at, reading.zone)
        last = local_date(leave.span.ends_at - 1, reading.zone)
        code = "day.on_leave" if first < last else "day.on_leave_that_day"
        said.append(
            information(code, name=whose.name, kind=leave.kind, first_day=first, last_day=last)
        )
    for busy in time.busy:
        starts = local(max(busy.starts_at, span.starts_at), reading.zone)
        ends = local(min(busy.ends_at, span.ends_at), reading.zone)
        said.append(
            information(
                "day.busy_elsewhere", name=whose.name, starts=starts.time(), ends=ends.time()
            )
        )
    return said
