"""What is taken at each of many times at once: one statement joined to them, not one for each."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Integer, Join, Select, and_, column, select, values

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.types import Seconds
from db.queries.calendar.elsewhere import taken_elsewhere
from db.queries.calendar.taken import (
    TAKES_PLACE,
    kept_back_columns,
    overlapping,
    seen_columns,
    taken,
)
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.rules.scheduling import LONGEST, Span, Taken

Found = list[list[Taken]]
_STATUS = 5  # among the columns


def taken_by_slot(
    reading: Reading,
    resource_ids: Sequence[UUID],
    slots: Sequence[Span],
    *,
    places: bool = False,
) -> Found:
    """For each slot what `taken_rows` gives for it. The slots are in order of their beginnings."""
    found: Found = [[] for _ in slots]
    if not slots or not resource_ids:
        return found
    table = _table(slots)
    near = and_(
        AppointmentResource.resource_id.in_(tuple(resource_ids)),
        overlapping(AppointmentResource, table.c),
    )
    columns = seen_columns(reading, places=places)
    _add(reading, select(*columns, table.c.n).select_from(_seen(table, near)), found)
    if is_walled(reading.session):
        with through(reading.session, KNOWN):
            unseen = select(*kept_back_columns(), table.c.n).select_from(_known(table, near))
            _add(reading, unseen, found)
    _add_elsewhere(reading, resource_ids, slots, found, places=places)
    return found


def _known(table: CTE, near: ColumnElement[bool]) -> Join:
    """The slots with what is taken in each. Outer joins, or SQLite would go through all that these
    resources ever had, and through all slots for each of it.
    """
    takes_place = and_(
        Appointment.id == AppointmentResource.appointment_id, Appointment.status.in_(TAKES_PLACE)
    )
    return table.outerjoin(AppointmentResource, near).outerjoin(Appointment, takes_place)


def _seen(table: CTE, near: ColumnElement[bool]) -> Join:
    return (
        _known(table, near)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
    )


def _add(reading: Reading, asked: Select[Any], found: Found) -> None:
    for *row, n in reading.session.execute(asked):
        if row[_STATUS] is not None:  # neither an empty slot nor something cancelled
            found[n].append(taken(row))


def _add_elsewhere(
    reading: Reading,
    resource_ids: Sequence[UUID],
    slots: Sequence[Span],
    found: Found,
    *,
    places: bool,
) -> None:
    whole = Span(slots[0].starts_at, max(slot.ends_at for slot in slots))
    for row in taken_elsewhere(reading, resource_ids, whole, places=places):
        n = bisect_left(slots, row.span.starts_at - 3 * LONGEST, key=attrgetter("starts_at"))
        while n < len(slots) and slots[n].starts_at < row.span.ends_at:
            if slots[n].overlaps(row.span):
                found[n].append(row)
            n += 1


def _table(slots: Sequence[Span]) -> CTE:
    """A table of the slots: SQLite gives names to its columns only so."""
    rows = [(n, slot.starts_at, slot.ends_at) for n, slot in enumerate(slots)]
    columns = column("n", Integer), column("starts_at", Seconds()), column("ends_at", Seconds())
    return values(*columns, name="slot").data(rows).cte("slot")
