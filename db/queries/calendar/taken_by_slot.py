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
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal,
    select,
)

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.types import Code, Seconds
from db.queries.calendar.elsewhere import taken_elsewhere
from db.queries.calendar.taken import (
    TAKES_PLACE,
    kept_back_columns,
    overlapping,
    rows_of,
    seen_columns,
    taken,
)
from db.queries.made_once import NOW, made_once
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.rules.codes import AppointmentStatus
from db.rules.scheduling import LONGEST, Span, Taken

Found = list[list[Taken]]
_STATUS = 5  # among the columns
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
    told = {"resource_ids": resource_ids, "slots": _written(slots), "many": len(slots)}
    _add(reading, _seen(reading, places), {**told, "now": reading.now_seconds}, found)
    if is_walled(reading.session):
        with through(reading.session, KNOWN):
            _add(reading, _UNSEEN, told, found)
    _add_elsewhere(reading, resource_ids, slots, found, places=places)
    return found


@made_once
def _seen(reading: Reading, places: bool) -> Select[Any]:
    columns = seen_columns(reading, NOW, places=places)
    return select(*columns, _SLOT.c.n).select_from(_with_whose())


def _known() -> Join:
    """The slots with what is taken in each. Outer joins, or SQLite would go through all that these
    resources ever had, and through all slots for each of it.
    """
    near = and_(
        AppointmentResource.resource_id.in_(bindparam("resource_ids", expanding=True)),
        overlapping(AppointmentResource, _SLOT.c),
    )
    takes_place = and_(
        Appointment.id == AppointmentResource.appointment_id,
        Appointment.status.in_([literal(one, Code(AppointmentStatus)) for one in TAKES_PLACE]),
    )
    return _SLOT.outerjoin(AppointmentResource, near).outerjoin(Appointment, takes_place)


def _with_whose() -> Join:
    return (
        _known()
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
    )


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


def _add(reading: Reading, asked: Select[Any], told: dict[str, Any], found: Found) -> None:
    for *row, n in rows_of(reading, asked, told):
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


_SLOT = _slot()
_UNSEEN = select(*kept_back_columns(), _SLOT.c.n).select_from(_known())
