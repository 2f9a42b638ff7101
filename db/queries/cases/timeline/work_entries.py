"""Tasks done, documents, appointments and phone messages in a timeline."""

from sqlalchemy import bindparam, exists, select

from db.models.appointment import Appointment
from db.models.case_file import Document, Task
from db.models.court import Hearing
from db.models.staff import PhoneMessage, Staff
from db.queries.calendar.places import place_names, where
from db.queries.cases.timeline.asking import CASE, Asking, from_seconds, newest
from db.queries.cases.timeline.entry import TimelineEntry
from db.rules.timeline import TimelineKind

_TASKS_DONE = newest(
    select(Task.id, Task.title, Task.kind, Task.done_at.label("at"), Staff.display_name)
    .outerjoin(Staff, Staff.id == Task.done_by_id)
    .where(Task.case_id == CASE, Task.done_at.is_not(None)),
    Task.done_at,
    Task.id,
)
_DOCUMENTS = newest(
    select(Document.id, Document.name, Document.created_at, Staff.display_name)
    .join(Staff, Staff.id == Document.added_by_id)
    .where(Document.case_id == CASE, Document.removed_at.is_(None)),
    Document.created_at,
    Document.id,
)
_APPOINTMENTS = newest(
    select(
        Appointment.id,
        Appointment.kind,
        Appointment.status,
        Appointment.starts_at,
        Appointment.subject,
        Appointment.place,
        Appointment.place_id,
    ).where(Appointment.case_id == CASE, ~exists().where(Hearing.appointment_id == Appointment.id)),
    Appointment.starts_at,
    Appointment.id,
)
_MESSAGES = newest(
    select(PhoneMessage, Staff.display_name)
    .join(Staff, Staff.id == PhoneMessage.for_staff_id)
    .where(
        PhoneMessage.client_id == bindparam("client_id"),
        PhoneMessage.created_at >= bindparam("opened_at"),
    ),
    PhoneMessage.created_at,
    PhoneMessage.id,
)


def tasks_done(asking: Asking) -> list[TimelineEntry]:
    """Tasks of the case by the moment in which they were done."""
    page = asking.page(_TASKS_DONE, TimelineKind.TASK_DONE, Task.done_at, Task.id)
    return [
        TimelineEntry(
            kind=TimelineKind.TASK_DONE,
            id=row.id,
            at=row.at,
            record=("task", row.id),
            title=row.title,
            who=row.display_name or "",
            code=row.kind,
        )
        for row in asking.rows(page)
    ]


def documents(asking: Asking) -> list[TimelineEntry]:
    """Documents by the moment in which they were attached; not those in the recycle bin."""
    page = asking.page(_DOCUMENTS, TimelineKind.DOCUMENT, Document.created_at, Document.id)
    return [
        TimelineEntry(
            kind=TimelineKind.DOCUMENT,
            id=row.id,
            at=row.created_at,
            record=("document", row.id),
            title=row.name,
            who=row.display_name,
        )
        for row in asking.rows(page)
    ]


def appointments(asking: Asking) -> list[TimelineEntry]:
    """Appointments of the case by their start, future ones too; hearings stand as hearings."""
    page = asking.page(
        _APPOINTMENTS, TimelineKind.APPOINTMENT, Appointment.starts_at, Appointment.id, "seconds"
    )
    rows = asking.rows(page)
    places = place_names(asking.reading, (row.place_id for row in rows))
    return [
        TimelineEntry(
            kind=TimelineKind.APPOINTMENT,
            id=row.id,
            at=from_seconds(row.starts_at),
            record=("appointment", row.id),
            title=row.subject,
            text=where(places, row.place_id, row.place),
            code=row.kind,
            status=row.status,
        )
        for row in rows
    ]


def messages(asking: Asking) -> list[TimelineEntry]:
    """Phone messages about the case's client since the case was opened."""
    case = asking.case
    told = {"client_id": case.client_id, "opened_at": asking.start_of(case.opened_on)}
    page = asking.page(_MESSAGES, TimelineKind.MESSAGE, PhoneMessage.created_at, PhoneMessage.id)
    return [
        TimelineEntry(
            kind=TimelineKind.MESSAGE,
            id=message.id,
            at=message.created_at,
            record=("message", message.id),
            title=message.caller,
            text=message.text,
            who=who,
        )
        for message, who in asking.rows(page, **told)
    ]
