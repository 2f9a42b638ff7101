"""What is taken at each of many times at once: one statement joined to them, not one for each."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    Integer,
    Join,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal,
    select,
    union_all,
)

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.types import Seconds
from db.queries.by_heart import ByHeart
from db.queries.calendar.elsewhere import taken_elsewhere
from db.queries.calendar.taken import (
    KNOWN_APPOINTMENT,
    KNOWN_ROW,
    RESOURCES,
    kept_back_columns,
    overlapping,
    seen_columns,
    taken,
    takes_place_of,
)
from db.queries.made_once import NOW, made_once
from db.queries.openings import is_walled
from db.queries.reading import Reading
from db.rules.scheduling import LONGEST, Span, Taken

Found = list[list[Taken]]
_STATUS = 5  # among the columns; none for an empty slot, and for something cancelled
_DIGITS = 13  # of a moment in seconds, blanks before it


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
    told = {
        "resource_ids": resource_ids,
        "slots": _written(slots),
        "many": len(slots),
        "now": reading.now_seconds,
    }
    asked = _rows(reading, places, is_walled(reading.session))
    rows = [row for row in asked.rows(reading.session, told) if row[_STATUS] is not None]
    for row, one in zip(rows, taken((row[:-1] for row in rows), places=places), strict=True):
        found[row[-1]].append(one)
    _add_elsewhere(reading, resource_ids, slots, found, places=places)
    return found


@made_once
def _rows(reading: Reading, places: bool, walled: bool) -> ByHeart:
    columns = seen_columns(reading, NOW, places=places)
    seen = select(*columns, _SLOT.c.n).select_from(
        _known(AppointmentResource, Appointment)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
    )
    if not walled:
        return ByHeart(seen)
    kept_back = select(*kept_back_columns(places=places), _SLOT.c.n)
    return ByHeart(union_all(seen, kept_back.select_from(_known(KNOWN_ROW, KNOWN_APPOINTMENT))))


def _known(rows: Any, appointments: Any) -> Join:
    """The slots with what is taken in each. Outer joins, or SQLite would go through all that these
    resources ever had, and through all slots for each of it.
    """
    row, appointment = (getattr(one, "c", one) for one in (rows, appointments))
    near = and_(row.resource_id.in_(RESOURCES), overlapping(row, _SLOT.c))
    takes_place = and_(appointment.id == row.appointment_id, takes_place_of(appointment.status))
    return _SLOT.outerjoin(rows, near).outerjoin(appointments, takes_place)


def _slot() -> CTE:
    """A table of so many slots. They are told as one text of numbers of one width: as rows they
    would make another statement each time, which costs more to compose than to ask.
    """
    first = select(literal(0, Integer).label("n")).cte("number", recursive=True)
    number = first.union_all(select(first.c.n + 1).where(first.c.n + 1 < bindparam("many")))
    told, at = bindparam("slots", type_=String), number.c.n * (2 * _DIGITS) + 1
    return select(
        number.c.n,
        cast(func.substr(told, at, _DIGITS), Seconds()).label("starts_at"),
        cast(func.substr(told, at + _DIGITS, _DIGITS), Seconds()).label("ends_at"),
    ).cte("slot")


def _written(slots: Sequence[Span]) -> str:
    return "".join(f"{at:{_DIGITS}d}" for slot in slots for at in slot)


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


_SLOT = _slot()
