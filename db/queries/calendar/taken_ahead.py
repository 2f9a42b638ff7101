"""What many workers, clients and rooms have in a long span: one statement, as lean as it can be."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, and_, exists, or_, select, type_coerce

from db.models.appointment import Appointment, AppointmentResource
from db.queries.calendar.elsewhere import taken_elsewhere
from db.queries.calendar.taken import TAKES_PLACE, overlapping
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.rules.scheduling import Span

_ROW = AppointmentResource


def spans_ahead(
    reading: Reading, resource_ids: Sequence[UUID], span: Span, without: UUID | None = None
) -> dict[UUID, list[Span]]:
    """When each of these is taken, in no order, tentative bookings included.

    `without` is an appointment that does not count, because it is the one being moved. A row that
    keeps others away is of an appointment that takes place: only of the others it is looked up,
    which over a year is most of what the question would cost.
    """
    found: dict[UUID, list[Span]] = {one: [] for one in resource_ids}
    if not found:
        return found
    asked = _asked(tuple(found), span, without)
    _sort_in(reading.session.connection().execute(asked).all(), found)
    if is_walled(reading.session):
        unseen = asked.join(Appointment, Appointment.id == _ROW.appointment_id)
        with through(reading.session, KNOWN):  # whose rows are of appointments that are kept back
            _sort_in(reading.session.connection().execute(unseen).all(), found)
    for row in taken_elsewhere(reading, tuple(found), span):
        found[row.resource_id].append(row.span)
    return found


def _asked(ids: tuple[UUID, ...], span: Span, without: UUID | None) -> Select[Any, Any, Any]:
    takes_place = (
        exists()
        .where(Appointment.id == _ROW.appointment_id, Appointment.status.in_(TAKES_PLACE))
        .correlate(_ROW)
    )
    conditions = and_(
        _ROW.resource_id.in_(ids),
        overlapping(_ROW, span),
        or_(_ROW.blocks == 1, takes_place),
    )
    asked = select(type_coerce(_ROW.resource_id, String), _ROW.starts_at, _ROW.ends_at)
    if without is not None:
        conditions = and_(conditions, _ROW.appointment_id != without)
    return asked.where(conditions)


def _sort_in(rows: Iterable[Any], found: dict[UUID, list[Span]]) -> None:
    """An id comes as the driver gives it, which is text or a UUID: thousands are not converted."""
    lists: dict[object, list[Span]] = {one.hex: spans for one, spans in found.items()}
    lists.update(found.items())
    for one, starts_at, ends_at in rows:
        lists[one].append(Span(starts_at, ends_at))
