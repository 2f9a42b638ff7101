"""What a sealed file needs to know of the office: its staff, programs, rooms, hours and leave."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, insert, select, update

from db.models.base import Base
from db.models.calendar import CalendarRule, KindSetting, Place, RoomPart, TravelTime
from db.models.office import Closure, OfficeHours, Program, Resource
from db.models.office import Office as OfficeRow
from db.models.staff import Leave, OutsideBusy, Staff, WorkingHours
from db.operations.office_settings.parts import take_parts_again
from db.operations.work import Work
from db.queries.reading import Reading
from db.queries.room_parts import room_parts
from db.rules.codes import ResourceKind

Rows = dict[Any, dict[str, Any]]  # by id
_KEPT: tuple[type[Base], ...] = (
    Staff,
    Program,
    Resource,
    Place,
)  # others refer to them: never deleted
_FOLLOWED: tuple[type[Base], ...] = (
    OfficeHours, WorkingHours, Leave, Closure, CalendarRule, KindSetting, OutsideBusy,
    TravelTime,
)  # fmt: skip
_PAIR = ("whole_id", "part_id")
_OFFICE = ("name", "time_zone", "country", "language", "paper", "letterhead", "phone")


def reference_data(reading: Reading) -> dict[str, Rows]:
    """Everything that a sealed file copies, by table; read from the office's own records."""
    found = {_table(kind).name: _rows(reading, kind) for kind in (*_KEPT, *_FOLLOWED)}
    things = (ResourceKind.ROOM, ResourceKind.CAR, ResourceKind.INTERPRETER)
    resources = found[_table(Resource).name]
    found[_table(Resource).name] = {
        one: row for one, row in resources.items() if row["kind"] in things
    }
    pairs = pairs_of_rooms(reading)
    found[_table(RoomPart).name] = {one: dict(zip(_PAIR, one, strict=True)) for one in pairs}
    found[_table(OfficeRow).name] = _rows(reading, OfficeRow)
    return found


def pairs_of_rooms(reading: Reading) -> frozenset[tuple[UUID, UUID]]:
    """Every whole with each room that it is directly made of."""
    return frozenset((w, one) for w, parts in room_parts(reading).items() for one in parts)


def bring_up_to_date(work: Work, data: dict[str, Rows]) -> bool:
    """Copy what differs into the sealed file; gives whether anything did."""
    differed = False
    for kind in (*_KEPT, *_FOLLOWED):
        followed = kind in _FOLLOWED
        differed |= _bring(work, _table(kind), data[_table(kind).name], also_delete=followed)
    differed |= _bring_parts(work, data[_table(RoomPart).name])
    return _bring_office(work, data[_table(OfficeRow).name]) or differed


def _bring_parts(work: Work, wanted: Rows) -> bool:
    """What rooms are made of; who has booked one here takes its parts as in the office."""
    before = room_parts(work)
    if pairs_of_rooms(work) == set(wanted):
        return False
    table = _table(RoomPart)
    work.session.execute(delete(table))
    if wanted:
        work.session.execute(insert(table), list(wanted.values()))
    after = room_parts(work)
    take_parts_again(work, {*before, *after}, after)
    return True


def _bring(work: Work, table: Table, wanted: Rows, *, also_delete: bool) -> bool:
    there = {row["id"]: dict(row) for row in work.session.execute(select(table)).mappings()}
    new: Sequence[dict[str, Any]] = [row for one, row in wanted.items() if one not in there]
    if new:
        work.session.execute(insert(table), new)
    differing = [row for one, row in wanted.items() if one in there and row != there[one]]
    for row in differing:
        work.session.execute(update(table).where(table.c.id == row["id"]).values(row))
    gone = [one for one in there if one not in wanted] if also_delete else []
    if gone:
        work.session.execute(delete(table).where(table.c.id.in_(gone)))
    return bool(new or differing or gone)


def _bring_office(work: Work, rows: Rows) -> bool:
    """Name and zone; the file's own id and counters of numbers stay."""
    table = _table(OfficeRow)
    wanted = {name: next(iter(rows.values()))[name] for name in _OFFICE}
    there = work.session.execute(select(*(table.c[name] for name in _OFFICE))).mappings().one()
    if dict(there) == wanted:
        return False
    work.session.execute(update(table).values(wanted))
    return True


def _rows(reading: Reading, kind: type[Base]) -> Rows:
    found = reading.session.execute(select(_table(kind))).mappings()
    return {row["id"]: dict(row) for row in found}


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)
    return table
