"""What is already booked: the rows that a check, a view or a search for free time looks at."""

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    false,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.types import Code, Seconds
from db.queries.by_heart import ByHeart, Row
from db.queries.calendar.elsewhere import taken_elsewhere
from db.queries.calendar.visible import visible_appointment
from db.queries.made_once import NOW, made_once
from db.queries.openings import KNOWN, is_walled, shown_by
from db.queries.reading import Reading
from db.queries.visibility import Now
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.scheduling import LONGEST, Span, Taken, takes_place

Columns = tuple[Any, ...]
_OTHER = AppointmentKind.OTHER
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
    asked = _rows(reading, places, is_walled(reading.session))
    told = {**_told(resource_ids, span), "now": reading.now_seconds}
    own = taken(asked.rows(reading.session, told), places=places)
    others = taken_elsewhere(reading, resource_ids, span, places=places)
    return tuple(sorted((*own, *others), key=lambda row: row.span.starts_at) if others else own)


@made_once
def _rows(reading: Reading, places: bool, walled: bool) -> ByHeart:
    seen = (
        select(*seen_columns(reading, NOW, places=places))
        .join(Appointment, Appointment.id == AppointmentResource.appointment_id)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
        .where(_asked())
    )
    if not walled:
        return ByHeart(seen.order_by(AppointmentResource.starts_at))
    kept_back = select(*kept_back_columns(places=places)).select_from(_KEPT_BACK).where(_known())
    both = union_all(seen, kept_back)
    return ByHeart(both.order_by(both.selected_columns.starts_at))


def seen_columns(reading: Reading, now: Now | None = None, *, places: bool = False) -> Columns:
    """What `taken` reads of `AppointmentResource` and its `Appointment`, with its `Client` and its
    `CaseFile` if it has them. `now` stands for the moment in a statement that is kept for later.

    What may be shown is said once, and not in each column: the driver reads the words anew each
    time where they are longer than 4,096 letters.
    """
    shown = visible_appointment(reading, now)
    row = AppointmentResource
    taken = row.resource_id, row.starts_at, row.ends_at, row.appointment_id
    columns = (*taken, Appointment.kind, Appointment.status, row.blocks, shown)
    if not places:
        return columns
    beside = aliased(AppointmentResource)
    room = exists().where(
        beside.appointment_id == AppointmentResource.appointment_id,
        beside.kind == literal(ResourceKind.ROOM, Code(ResourceKind)),
    )
    return (*columns, Appointment.place_id, room)


def kept_back_columns(*, places: bool = False) -> Columns:
    """The same of what a server keeps from whoever asks, of the tables that `KNOWN` shows: no more
    than when and whom it takes.
    """
    row, kept = KNOWN_ROW.c, KNOWN_APPOINTMENT.c
    taken = row.resource_id, row.starts_at, row.ends_at, row.appointment_id
    columns = (*taken, literal(_OTHER.value), kept.status, row.blocks, false())
    return (*columns, cast(null(), Uuid), false()) if places else columns


def taken(rows: Iterable[Row], *, places: bool = False) -> list[Taken]:
    """Rows of these columns."""
    if not places:
        return [
            Taken(id_, Span(starts, ends), of, kind if shown else _OTHER, status, blocks == 1)
            for id_, starts, ends, of, kind, status, blocks, shown in rows
        ]
    return [
        Taken(id_, Span(starts, ends), of, kind, status, blocks == 1, place, bool(room))
        if shown
        else Taken(id_, Span(starts, ends), of, _OTHER, status, blocks == 1)
        for id_, starts, ends, of, kind, status, blocks, shown, place, room in rows
    ]


def takes_place_of(status: Any) -> ColumnElement[bool]:
    """Condition on the status of an appointment: it is not called off."""
    condition: ColumnElement[bool] = status.in_(
        [literal(one, Code(AppointmentStatus)) for one in TAKES_PLACE]
    )
    return condition


def _told(resource_ids: Sequence[UUID], span: Span) -> dict[str, Any]:
    return {"resource_ids": resource_ids, "starts_at": span.starts_at, "ends_at": span.ends_at}


# What the parameters of `_told` stand for.
RESOURCES: BindParameter[Any] = bindparam("resource_ids", expanding=True)
_SPAN = SimpleNamespace(
    starts_at=bindparam("starts_at", type_=Seconds()), ends_at=bindparam("ends_at", type_=Seconds())
)
KNOWN_ROW = shown_by(KNOWN, AppointmentResource)
KNOWN_APPOINTMENT = shown_by(KNOWN, Appointment)
_KEPT_BACK = KNOWN_ROW.join(KNOWN_APPOINTMENT, KNOWN_APPOINTMENT.c.id == KNOWN_ROW.c.appointment_id)


def _asked() -> ColumnElement[bool]:
    return and_(
        AppointmentResource.resource_id.in_(RESOURCES),
        overlapping(AppointmentResource, _SPAN),
        takes_place_of(Appointment.status),
    )


def _known() -> ColumnElement[bool]:
    return and_(
        KNOWN_ROW.c.resource_id.in_(RESOURCES),
        overlapping(KNOWN_ROW.c, _SPAN),
        takes_place_of(KNOWN_APPOINTMENT.c.status),
    )
