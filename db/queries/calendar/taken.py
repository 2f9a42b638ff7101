"""What is already booked: the rows that a check, a view or a search for free time looks at."""

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, literal, select
from sqlalchemy.orm import aliased

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.types import Code, Seconds, code_of
from db.queries.calendar.elsewhere import taken_elsewhere
from db.queries.calendar.visible import visible_appointment
from db.queries.made_once import NOW, made_once
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.queries.visibility import Now
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.scheduling import LONGEST, Span, Taken, takes_place

Columns = tuple[Any, ...]
TAKES_PLACE = tuple(status for status in AppointmentStatus if takes_place(status))


def overlapping(row: Any, span: Any) -> ColumnElement[bool]:
    """Condition on `starts_at` and `ends_at` of a table: it has a moment in common with a span,
    or with each of a table of spans.

    The last bound (no appointment is longer than a day) keeps the index range short, however
    many years lie behind.
    """
    return and_(
        row.starts_at < span.ends_at,
        row.ends_at > span.starts_at,
        row.starts_at > span.starts_at - LONGEST,
    )


def taken_rows(
    reading: Reading, resource_ids: Sequence[UUID], span: Span, *, places: bool = False
) -> tuple[Taken, ...]:
    """Every row of these resources in the span, in one statement, of appointments that take place;
    where they are only if `places` are asked for.

    An appointment that the user may not know of is there as well, but of the kind OTHER and
    without a place: it says that somebody is busy and no more.
    """
    told = {**_told(resource_ids, span), "now": reading.now_seconds}
    seen = _seen(reading, places)
    own = [taken(row) for row in rows_of(reading, seen, told)]
    others = (
        *_kept_back(reading, resource_ids, span),
        *taken_elsewhere(reading, resource_ids, span, places=places),
    )
    return tuple(sorted((*own, *others), key=lambda row: row.span.starts_at) if others else own)


@made_once
def _seen(reading: Reading, places: bool) -> Select[Any]:
    return (
        select(*seen_columns(reading, NOW, places=places))
        .join(Appointment, Appointment.id == AppointmentResource.appointment_id)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
        .where(_ASKED)
        .order_by(AppointmentResource.starts_at)
    )


def rows_of(reading: Reading, asked: Select[Any], told: dict[str, Any]) -> Sequence[Any]:
    """What `Session.execute` gives, at two thirds of its cost: nothing mapped is asked for."""
    if reading.session.autoflush:
        reading.session.flush()
    return reading.session.connection().execute(asked, told).all()


def seen_columns(reading: Reading, now: Now | None = None, *, places: bool = False) -> Columns:
    """What `taken` reads of `AppointmentResource` and its `Appointment`, with its `Client` and its
    `CaseFile` if it has them. `now` stands for the moment in a statement that is kept for later.
    """
    shown = visible_appointment(reading, now)
    columns = _columns(case((shown, Appointment.kind), else_=AppointmentKind.OTHER.value))
    if not places:
        return columns
    beside = aliased(AppointmentResource)
    room = exists().where(
        beside.appointment_id == AppointmentResource.appointment_id,
        beside.kind == literal(ResourceKind.ROOM, Code(ResourceKind)),
    )
    return (*columns, case((shown, Appointment.place_id)), and_(shown, room))


def kept_back_columns() -> Columns:
    """The same of what a server keeps from whoever asks, to be asked through `KNOWN`: no more than
    when and whom it takes.
    """
    return _columns(literal(AppointmentKind.OTHER.value))


def taken(row: Iterable[Any]) -> Taken:
    """A row of these columns."""
    resource, starts, ends, appointment, kind, status, blocks, *where = row
    place, in_a_room = where or (None, False)
    return Taken(
        resource,
        Span(starts, ends),
        appointment,
        code_of(AppointmentKind, kind),
        status,
        blocks == 1,
        place,
        bool(in_a_room),
    )


def _columns(kind: ColumnElement[Any]) -> Columns:
    row = AppointmentResource
    taken = row.resource_id, row.starts_at, row.ends_at, row.appointment_id
    return (*taken, kind, Appointment.status, row.blocks)


def _told(resource_ids: Sequence[UUID], span: Span) -> dict[str, Any]:
    return {"resource_ids": resource_ids, "starts_at": span.starts_at, "ends_at": span.ends_at}


# What the parameters of `_told` stand for.
_ASKED = and_(
    AppointmentResource.resource_id.in_(bindparam("resource_ids", expanding=True)),
    overlapping(
        AppointmentResource,
        SimpleNamespace(
            starts_at=bindparam("starts_at", type_=Seconds()),
            ends_at=bindparam("ends_at", type_=Seconds()),
        ),
    ),
    Appointment.status.in_([literal(one, Code(AppointmentStatus)) for one in TAKES_PLACE]),
)
_KEPT_BACK = (
    select(*kept_back_columns())
    .join(Appointment, Appointment.id == AppointmentResource.appointment_id)
    .where(_ASKED)
    .order_by(AppointmentResource.starts_at)
)


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
        .where(_ASKED)
        .order_by(AppointmentResource.starts_at)
    )
    if without is not None:
        found = found.where(Appointment.id != without)
    busy: dict[UUID, list[Span]] = {}
    for resource, starts, ends in reading.session.execute(found, _told(resource_ids, span)):
        busy.setdefault(resource, []).append(Span(starts, ends))
    for row in _kept_back(reading, resource_ids, span):
        if row.appointment_id != without:
            busy.setdefault(row.resource_id, []).append(row.span)
    for row in taken_elsewhere(reading, resource_ids, span):
        busy.setdefault(row.resource_id, []).append(row.span)
    return busy


def _kept_back(reading: Reading, resource_ids: Sequence[UUID], span: Span) -> list[Taken]:
    if not is_walled(reading.session):
        return []
    with through(reading.session, KNOWN):
        told = _told(resource_ids, span)
        return [taken(row) for row in rows_of(reading, _KEPT_BACK, told)]
