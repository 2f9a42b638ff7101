"""What is already booked: the rows that a check, a view or a search for free time looks at."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.queries.calendar.elsewhere import taken_elsewhere
from db.queries.calendar.visible import visible_appointment
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.scheduling import LONGEST, Span, Taken, takes_place

TAKES_PLACE = tuple(status for status in AppointmentStatus if takes_place(status))


def overlapping(row: Any, span: Span) -> ColumnElement[bool]:
    """Condition on `starts_at` and `ends_at` of a table: it has a moment in common with a span.

    The last bound (no appointment is longer than a day) keeps the index range short, however
    many years lie behind.
    """
    return and_(
        row.starts_at < span.ends_at,
        row.ends_at > span.starts_at,
        row.starts_at > span.starts_at - LONGEST,
    )


def taken_rows(reading: Reading, resource_ids: Sequence[UUID], span: Span) -> tuple[Taken, ...]:
    """Every row of these resources in the span, in one statement, of appointments that take place.

    An appointment that the user may not know of is there as well, but of the kind OTHER: it says
    that somebody is busy and no more.
    """
    kind = case((visible_appointment(reading), Appointment.kind), else_=AppointmentKind.OTHER.value)
    found = (
        select(
            AppointmentResource.resource_id,
            AppointmentResource.starts_at,
            AppointmentResource.ends_at,
            AppointmentResource.appointment_id,
            kind,
            Appointment.status,
            AppointmentResource.blocks,
        )
        .join(Appointment, Appointment.id == AppointmentResource.appointment_id)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
        .where(
            AppointmentResource.resource_id.in_(tuple(resource_ids)),
            overlapping(AppointmentResource, span),
            Appointment.status.in_(TAKES_PLACE),
        )
        .order_by(AppointmentResource.starts_at)
    )
    own = [
        Taken(resource, Span(starts, ends), appointment, AppointmentKind(code), status, blocks == 1)
        for resource, starts, ends, appointment, code, status, blocks in reading.session.execute(
            found
        )
    ]
    others = (
        *_kept_back(reading, resource_ids, span),
        *taken_elsewhere(reading, resource_ids, span),
    )
    return tuple(sorted((*own, *others), key=lambda row: row.span.starts_at) if others else own)


def busy_spans(
    reading: Reading, resource_ids: Sequence[UUID], span: Span, without: UUID | None = None
) -> dict[UUID, list[Span]]:
    """When these resources are taken, each for itself, tentative bookings included.

    `without` is an appointment that does not count, because it is the one being moved.
    """
    found = (
        select(
            AppointmentResource.resource_id,
            AppointmentResource.starts_at,
            AppointmentResource.ends_at,
        )
        .join(Appointment, Appointment.id == AppointmentResource.appointment_id)
        .where(
            AppointmentResource.resource_id.in_(tuple(resource_ids)),
            overlapping(AppointmentResource, span),
            Appointment.status.in_(TAKES_PLACE),
        )
        .order_by(AppointmentResource.starts_at)
    )
    if without is not None:
        found = found.where(Appointment.id != without)
    busy: dict[UUID, list[Span]] = {}
    for resource, starts, ends in reading.session.execute(found):
        busy.setdefault(resource, []).append(Span(starts, ends))
    for row in _kept_back(reading, resource_ids, span):
        if row.appointment_id != without:
            busy.setdefault(row.resource_id, []).append(row.span)
    for row in taken_elsewhere(reading, resource_ids, span):
        busy.setdefault(row.resource_id, []).append(row.span)
    return busy


def _kept_back(reading: Reading, resource_ids: Sequence[UUID], span: Span) -> list[Taken]:
    """What a server keeps from whoever asks, but for when and whom it takes."""
    if not is_walled(reading.session):
        return []
    row = AppointmentResource
    found = (
        select(
            row.resource_id,
            row.starts_at,
            row.ends_at,
            row.appointment_id,
            Appointment.status,
            row.blocks,
        )
        .join(Appointment, Appointment.id == row.appointment_id)
        .where(
            row.resource_id.in_(tuple(resource_ids)),
            overlapping(row, span),
            Appointment.status.in_(TAKES_PLACE),
        )
        .order_by(row.starts_at)
    )
    with through(reading.session, KNOWN):
        return [
            Taken(one, Span(starts, ends), of, AppointmentKind.OTHER, status, blocks == 1)
            for one, starts, ends, of, status, blocks in reading.session.execute(found)
        ]
